package io.anamnesis.sharding.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.protocol.wire.Frame;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import io.anamnesis.sharding.profile.modality.SliceForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A profile as slices of framed CBOR and back: a short way to the live profile, never the truth. What does not read back,
 * or was made with other units or windows, is refused, and the journal is folded instead.
 */
public final class ProfileSnapshot {
    private static final ObjectMapper CBOR = WireMappers.cluster();
    private static final String HEAD = "head";
    private static final String FACTS = "facts";
    private static final String SERIES = "series-";
    private static final String MODALITY = "modality-";

    private ProfileSnapshot() {}

    /** The slices by name. */
    public static Map<String, byte[]> write(Profile profile) {
        Map<String, byte[]> slices = new HashMap<>();
        slices.put(FACTS, bytes(facts(profile.facts)));
        List<String> names = new ArrayList<>(profile.series.keySet());
        for (int i = 0; i < names.size(); i++) {
            MetricSeries series = profile.series.get(names.get(i));
            if (series != null) {
                slices.put(SERIES + i, bytes(SeriesForms.write(series)));
            }
        }
        for (ModalitySlice slice : profile.slices.all()) {
            SliceForms.Parts parts = SliceForms.write(slice, fact -> profile.facts.place(fact.id()));
            slices.put(MODALITY + slice.modality().wireName(), bytes(parts.form()));
            if (!parts.apart().values().isEmpty()) {
                slices.put(StoredProfile.RAW_TEXT + slice.modality().wireName(), bytes(parts.apart()));
            }
        }
        slices.put(HEAD, bytes(head(profile, names)));
        return slices;
    }

    private static SnapshotForm.Head head(Profile profile, List<String> names) {
        Map<String, SnapshotForm.Modality> modalities = new HashMap<>();
        profile.modalities.forEach((modality, state) -> {
            if (state.messages > 0) {
                List<SnapshotForm.Source> sources = new ArrayList<>();
                state.sources.forEach((system, source) -> sources.add(new SnapshotForm.Source(
                        system, source.messages(), source.lastObservedAt(), List.copyOf(source.tags()))));
                modalities.put(
                        modality.wireName(),
                        new SnapshotForm.Modality(
                                state.messages, state.firstObservedAt, state.lastObservedAt, state.lastSeq, sources));
            }
        });
        Instant updatedAt = profile.updatedAt;
        return new SnapshotForm.Head(
                SnapshotForm.VERSION,
                profile.seq,
                updatedAt == null ? Long.MIN_VALUE : updatedAt.toEpochMilli(),
                profile.lateSamples,
                profile.correctedSamples,
                profile.repeatedSamples,
                profile.unknownFields,
                modalities,
                names);
    }

    private static SnapshotForm.Facts facts(Facts facts) {
        int size = facts.size();
        String[] ids = new String[size];
        long[] seqs = new long[size];
        long[] issuedAt = new long[size];
        long[] hashes = new long[size];
        for (int i = 0; i < size; i++) {
            ids[i] = facts.id(i);
            seqs[i] = facts.seq(i);
            issuedAt[i] = facts.issuedAtEpochMillis(i);
            hashes[i] = facts.contentHash(i);
        }
        return new SnapshotForm.Facts(ids, seqs, issuedAt, hashes);
    }

    /**
     * The profile of these slices, or null where they can't be used with these settings.
     */
    public static @Nullable Profile read(ProfileSettings settings, Map<String, byte[]> slices) {
        try {
            SnapshotForm.Head head = form(slices, HEAD, SnapshotForm.Head.class);
            if (head == null || head.version() != SnapshotForm.VERSION) {
                return null;
            }
            return read(settings, slices, head);
        } catch (IOException | RuntimeException e) {
            return null; // damaged or foreign: the journal is the truth, and the caller folds it
        }
    }

    private static @Nullable Profile read(ProfileSettings settings, Map<String, byte[]> slices, SnapshotForm.Head head)
            throws IOException {
        SnapshotForm.Facts columns = form(slices, FACTS, SnapshotForm.Facts.class);
        if (columns == null) {
            return null;
        }
        Profile profile = new Profile(settings);
        for (int i = 0; i < columns.ids().length; i++) {
            String id = columns.ids()[i];
            if (profile.facts.add(id, columns.issuedAt()[i], columns.seqs()[i], columns.hashes()[i]) < 0) {
                return null; // twice
            }
        }
        for (int i = 0; i < head.series().size(); i++) {
            SnapshotForm.Series form = form(slices, SERIES + i, SnapshotForm.Series.class);
            MetricSeries series = form == null
                    ? null
                    : SeriesForms.read(settings, head.series().get(i), form, profile.facts);
            if (series == null) {
                return null;
            }
            profile.series.put(series.name(), series);
        }
        for (ModalitySlice slice : profile.slices.all()) {
            SliceForms.Form form = form(slices, MODALITY + slice.modality().wireName(), SliceForms.Form.class);
            if (form == null
                    || !SliceForms.read(new SliceForms.Parts(form, apart(slices, slice)), slice, profile.facts::fact)) {
                return null;
            }
        }
        restoreHead(profile, head);
        return profile;
    }

    private static void restoreHead(Profile profile, SnapshotForm.Head head) {
        profile.seq = head.seq();
        profile.updatedAt = head.updatedAt() == Long.MIN_VALUE ? null : Instant.ofEpochMilli(head.updatedAt());
        profile.lateSamples = head.late();
        profile.correctedSamples = head.corrected();
        profile.repeatedSamples = head.repeated();
        profile.unknownFields = head.unknownFields();
        head.modalities().forEach((name, form) -> {
            ModalityState state = new ModalityState();
            state.messages = form.messages();
            state.firstObservedAt = form.first();
            state.lastObservedAt = form.last();
            state.lastSeq = form.lastSeq();
            form.sources()
                    .forEach(source -> state.sources.restore(
                            source.system(),
                            new Sources.Source(source.messages(), source.last(), new TreeSet<>(source.tags()))));
            profile.modalities.put(Modality.ofWireName(name).orElseThrow(), state);
        });
    }

    /** What lies apart of a slice; of a slice that has such kinds and whose text is not there, what reads as another version. */
    private static SliceForms.Apart apart(Map<String, byte[]> slices, ModalitySlice slice) throws IOException {
        SliceForms.Apart apart =
                form(slices, StoredProfile.RAW_TEXT + slice.modality().wireName(), SliceForms.Apart.class);
        boolean needed = slice.holdings().stream().anyMatch(each -> each.kind().tag() != null);
        return apart != null ? apart : new SliceForms.Apart(needed ? -1 : slice.version(), List.of());
    }

    private static byte[] bytes(Object form) {
        try {
            return Frame.wrap(CBOR.writeValueAsBytes(form));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static <T> @Nullable T form(Map<String, byte[]> slices, String name, Class<T> type) throws IOException {
        byte[] bytes = slices.get(name);
        return bytes == null ? null : CBOR.readValue(Frame.unwrap(bytes), type);
    }
}

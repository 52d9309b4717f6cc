package io.anamnesis.sharding.profile.modality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.wire.WireMappers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A slice as it is stored, and back. A fact is its place in the profile's column of facts. */
public final class SliceForms {
    private SliceForms() {}

    /** Field names are permanent. */
    public record Form(int version, List<EvidenceForm> evidence, List<HoldingsForm> holdings) {}

    /** What one message gave. */
    public record EvidenceForm(
            int fact,
            String system,
            @Nullable String device,
            @Nullable Origin origin,
            long observedAt) {}

    /** One kind, in columns; a value that is null is a deletion, or lies apart: see {@link Apart}. */
    @SuppressWarnings("ArrayRecordComponent") // written once, read once, never shared
    public record HoldingsForm(String kind, List<String> keys, int[] evidence, List<@Nullable JsonNode> values) {}

    /** The values of kinds under a governed tag, in the order of the slice's kinds and their keys, deletions too. */
    public record Apart(int version, List<List<@Nullable JsonNode>> values) {}

    /** A slice in two parts; both are needed to read it. */
    public record Parts(Form form, Apart apart) {}

    /**
     * The form of a slice.
     *
     * @param places the place of a fact, negative where the profile does not have it
     */
    public static Parts write(ModalitySlice slice, ToIntFunction<Fact> places) {
        IdentityHashMap<Evidence, Integer> known = new IdentityHashMap<>();
        List<EvidenceForm> evidence = new ArrayList<>();
        List<HoldingsForm> holdings = new ArrayList<>();
        List<List<@Nullable JsonNode>> apart = new ArrayList<>();
        for (Holdings<?> each : slice.holdings()) {
            HoldingsForm form = write(each, known, evidence, places);
            if (each.kind().tag() == null) {
                holdings.add(form);
            } else {
                holdings.add(new HoldingsForm(form.kind(), form.keys(), form.evidence(), List.of()));
                apart.add(form.values());
            }
        }
        return new Parts(new Form(slice.version(), evidence, holdings), new Apart(slice.version(), apart));
    }

    private static <V> HoldingsForm write(
            Holdings<V> holdings,
            IdentityHashMap<Evidence, Integer> known,
            List<EvidenceForm> evidence,
            ToIntFunction<Fact> places) {
        List<String> keys = new ArrayList<>(holdings.keys());
        int[] of = new int[holdings.keys()];
        List<@Nullable JsonNode> values = new ArrayList<>(holdings.keys());
        holdings.from(null).forEach((key, holding) -> {
            Integer place = known.get(holding.evidence());
            if (place == null) {
                place = evidence.size();
                known.put(holding.evidence(), place);
                evidence.add(form(holding.evidence(), places));
            }
            of[keys.size()] = place;
            keys.add(key);
            values.add(holding.value() == null ? null : WireMappers.cluster().valueToTree(holding.value()));
        });
        return new HoldingsForm(holdings.kind().name(), keys, of, values);
    }

    private static EvidenceForm form(Evidence evidence, ToIntFunction<Fact> places) {
        int fact = places.applyAsInt(evidence.fact());
        if (fact < 0) {
            throw new IllegalStateException("a holding of a fact that the profile does not have");
        }
        return new EvidenceForm(
                fact,
                evidence.source().system(),
                evidence.source().device(),
                evidence.origin(),
                evidence.observedAt().toEpochMilli());
    }

    /**
     * Puts what was stored into an empty slice.
     *
     * @param facts the fact at a place
     * @return false where it was made by another version of the slice and can't be used
     */
    public static boolean read(Parts parts, ModalitySlice into, IntFunction<Fact> facts)
            throws JsonProcessingException {
        Form form = parts.form();
        if (form.version() != into.version()
                || parts.apart().version() != into.version()
                || form.holdings().size() != into.holdings().size()) {
            return false;
        }
        List<Evidence> evidence = form.evidence().stream()
                .map(each -> new Evidence(
                        facts.apply(each.fact()),
                        new Source(each.system(), each.device()),
                        each.origin(),
                        Instant.ofEpochMilli(each.observedAt())))
                .toList();
        Iterator<List<@Nullable JsonNode>> apart = parts.apart().values().iterator();
        for (int i = 0; i < form.holdings().size(); i++) {
            Holdings<?> holdings = into.holdings().get(i);
            if (!holdings.kind().name().equals(form.holdings().get(i).kind())) {
                return false;
            }
            HoldingsForm columns = form.holdings().get(i);
            read(columns, holdings.kind().tag() == null ? columns.values() : apart.next(), holdings, evidence);
        }
        return true;
    }

    private static <V> void read(
            HoldingsForm form, List<@Nullable JsonNode> values, Holdings<V> into, List<Evidence> evidence)
            throws JsonProcessingException {
        for (int i = 0; i < form.keys().size(); i++) {
            JsonNode value = values.get(i);
            into.set(
                    form.keys().get(i),
                    new Holding<>(
                            value == null || value.isNull()
                                    ? null
                                    : WireMappers.cluster()
                                            .treeToValue(value, into.kind().type()),
                            evidence.get(form.evidence()[i])));
        }
    }
}

package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.MetricView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ItemPages;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is shown of a profile. Features of a series are made once a version. */
public final class ProfileViews {
    private record Derived(long version, MetricView view) {}

    /** What was made of a slice when it held so many messages. */
    private record Made(long messages, ModalityView view) {}

    private final PatientId patient;
    private final Profile profile;
    private final Map<String, Derived> derived = new HashMap<>();
    private final Map<Modality, Made> made = new EnumMap<>(Modality.class);
    private final EarlierOccasions earlier;
    private final Digests digests;

    public ProfileViews(PatientId patient, Profile profile) {
        this.patient = patient;
        this.profile = profile;
        this.earlier = new EarlierOccasions(profile);
        this.digests = new Digests(profile, earlier);
    }

    /** The whole picture. */
    public ProfileView profile() {
        return new ProfileView(
                patient,
                profile.seq,
                profile.messages(),
                profile.updatedAt,
                modalities(),
                metrics(),
                profile.lateSamples,
                profile.correctedSamples,
                profile.repeatedSamples,
                profile.unknownFields);
    }

    /** Every modality, also those that are missing. */
    public Map<Modality, ModalityView> modalities() {
        Map<Modality, ModalityView> views = new EnumMap<>(Modality.class);
        profile.modalities.forEach((modality, state) -> views.put(modality, modality(modality, state)));
        return views;
    }

    private ModalityView modality(Modality modality, ModalityState state) {
        ModalitySlice slice = profile.slices.of(modality);
        if (slice == null || state.messages == 0) {
            return state.view(0, Map.of());
        }
        Made known = made.get(modality);
        if (known == null || known.messages() != state.messages) {
            long items = slice.holdings().stream().mapToLong(Holdings::size).sum();
            known = new Made(state.messages, state.view(items, slice.features()));
            made.put(modality, known);
        }
        return known.view();
    }

    /**
     * What the index is told; made from the view of the same moment. The part of a modality that did not change is the same
     * object as before.
     */
    public Digest digest(ProfileView view, int indexSlice) {
        return digests.of(view, indexSlice);
    }

    /** The numbers of every modality that there is, by full name, as the digest of the same view has them. */
    public static Map<Modality, Map<String, Double>> numbers(ProfileView view) {
        return Digests.numbers(view);
    }

    /** What came before the latest study, or days, of every modality that there is, as the digest of this moment has it. */
    public Map<Modality, List<Occasion>> earlier() {
        Map<Modality, List<Occasion>> all = new EnumMap<>(Modality.class);
        profile.modalities.forEach((modality, state) -> {
            if (state.messages > 0) {
                all.put(modality, earlier.of(modality));
            }
        });
        return all;
    }

    /** Messages whose content holds now, those with the greatest numbers first; at most so many. */
    public List<String> messagesOf(Modality modality, int most) {
        return Contributors.of(profile, modality, most);
    }

    /** What neighbours are looked for with; see {@link PatientReply.Vectors}. */
    public PatientReply.Vectors vectors() {
        Digest digest = digest(profile(), 0);
        Map<String, List<List<Float>>> vectors = new TreeMap<>();
        Set<String> terms = new TreeSet<>();
        for (Digest.Part part : digest.parts().values()) {
            part.vectors()
                    .forEach((space, all) -> vectors.put(
                            space, all.stream().map(ProfileViews::boxed).toList()));
            part.elements().forEach(element -> element.terms().forEach(term -> terms.add(element.kind() + "/" + term)));
        }
        return new PatientReply.Vectors(
                digest.seq(),
                vectors,
                terms.stream().limit(PatientReply.Vectors.MAX_TERMS).toList());
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }

    /** The page of things asked for; nothing for wearables, which have windows. */
    public PatientReply.Items items(PatientCommand.GetItems query) {
        ModalitySlice slice = profile.slices.of(query.modality());
        return slice == null ? new PatientReply.Items(List.of(), null) : ItemPages.page(slice, query);
    }

    /** Every metric with its features, by name. */
    public List<MetricView> metrics() {
        List<MetricView> metrics = new ArrayList<>();
        for (MetricSeries series : profile.series.values()) {
            if (series.samples() > 0) {
                metrics.add(metric(series));
            }
        }
        return metrics;
    }

    private MetricView metric(MetricSeries series) {
        Derived known = derived.get(series.name());
        if (known == null || known.version() != series.version()) {
            known = new Derived(
                    series.version(),
                    new MetricView(
                            series.name(),
                            series.definition().unit(),
                            series.samples(),
                            Instant.ofEpochMilli(series.firstTime()),
                            Instant.ofEpochMilli(series.lastTime()),
                            series.latest(),
                            Features.of(series, profile.settings.zone())));
            derived.put(series.name(), known);
        }
        return known.view();
    }

    /** Windows of a metric that start in [from, to). */
    public PatientReply.Windows windows(String metric, Instant from, Instant to, int limit) {
        MetricSeries series = profile.series.get(metric);
        List<WindowView> windows = new ArrayList<>();
        if (series == null) {
            return new PatientReply.Windows(windows, null);
        }
        for (int i = series.firstFrom(millis(from)); i < series.windows(); i++) {
            Window window = series.window(i);
            if (window.start >= millis(to)) {
                break;
            }
            if (windows.size() == limit) {
                return new PatientReply.Windows(windows, window.start);
            }
            if (window.stats().count > 0) {
                windows.add(view(series, window));
            }
        }
        return new PatientReply.Windows(windows, null);
    }

    private static long millis(Instant instant) {
        long seconds = Math.max(-1L << 40, Math.min(1L << 40, instant.getEpochSecond()));
        return seconds * 1000 + instant.getNano() / 1_000_000;
    }

    /** The frame that tells a watcher of an event. */
    public static FeedFrame.Delta delta(MessageRecorded event, long prevSeq, Change change) {
        List<Change.Touched> touched = change.inOrder();
        int leftOut = Math.max(0, touched.size() - FeedFrame.Delta.MAX_WINDOWS);
        List<WindowView> windows = touched.stream()
                .skip(leftOut)
                .map(each -> view(each.series(), each.window()))
                .toList();
        return new FeedFrame.Delta(
                event.seq(),
                prevSeq,
                event.message().id().value(),
                event.message().modality(),
                event.message().observedAt(),
                event.receivedAt(),
                windows,
                leftOut,
                change.late(),
                change.corrected(),
                change.repeated(),
                change.items(),
                change.itemsLeftOut());
    }

    static WindowView view(MetricSeries series, Window window) {
        Stats stats = window.stats();
        GlucoseCounts counts = window.glucose();
        return new WindowView(
                series.name(),
                series.definition().unit(),
                Instant.ofEpochMilli(window.start),
                Instant.ofEpochMilli(window.start + series.windowMillis()),
                stats.count,
                stats.mean,
                stats.count < 2 ? null : (Double) stats.sd(),
                stats.min,
                stats.max,
                window.corrections,
                series.closed(window),
                counts == null ? null : glucose(stats, counts));
    }

    private static WindowView.Glucose glucose(Stats stats, GlucoseCounts counts) {
        return new WindowView.Glucose(
                counts.below54,
                counts.below70,
                counts.in70To180,
                counts.above180,
                counts.above250,
                stats.count < 2 ? null : (Double) (100 * stats.sd() / stats.mean),
                3.31 + 0.02392 * stats.mean);
    }
}

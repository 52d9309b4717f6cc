package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.ElementChoice;
import io.anamnesis.sharding.profile.modality.IndexElements;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the index is told of a profile: a part for each modality there is. A part is made when somebody asks after its modality
 * changed, and is the same object until then, so that whoever has seen it need not look again.
 */
final class Digests {
    /** A part, and how often its modality had changed by then. */
    private record Made(long version, Digest.Part part) {}

    private final Profile profile;
    private final Map<Modality, Made> made = new EnumMap<>(Modality.class);
    private final EarlierOccasions earlier;

    Digests(Profile profile, EarlierOccasions earlier) {
        this.profile = profile;
        this.earlier = earlier;
    }

    /** The digest of a view of this moment; a number is named {@code metric.feature[span]} or {@code modality.feature}. */
    Digest of(ProfileView view, int slice) {
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        view.modalities().forEach((modality, state) -> {
            if (state.present()) {
                parts.put(modality, part(modality, state, view));
            }
        });
        return new Digest(view.patient(), slice, view.seq(), parts);
    }

    private Digest.Part part(Modality modality, ModalityView state, ProfileView view) {
        long version = profile.version(modality);
        Made known = made.get(modality);
        if (known == null || known.version() != version) {
            ModalitySlice slice = profile.slices.of(modality);
            known = new Made(version, slice == null ? wearables(state, view) : keyed(slice, state));
            made.put(modality, known);
        }
        return known.part();
    }

    /** The numbers of every modality that there is, by full name: those of the digest of the same view. */
    static Map<Modality, Map<String, Double>> numbers(ProfileView view) {
        Map<Modality, Map<String, Double>> numbers = new EnumMap<>(Modality.class);
        view.modalities().forEach((modality, state) -> {
            if (state.present()) {
                numbers.put(
                        modality,
                        modality == Modality.WEARABLES ? numbers(view.wearables()) : numbers(modality, state));
            }
        });
        return numbers;
    }

    private static Map<String, Double> numbers(Modality modality, ModalityView state) {
        Map<String, Double> numbers = new HashMap<>();
        state.features().forEach((name, value) -> numbers.put(modality.wireName() + "." + name, value));
        return numbers;
    }

    private static Map<String, Double> numbers(List<ProfileView.MetricView> metrics) {
        Map<String, Double> numbers = new HashMap<>();
        for (ProfileView.MetricView metric : metrics) {
            metric.features()
                    .forEach((span, features) -> features.forEach((feature, value) ->
                            numbers.put(metric.metric() + "." + feature + "[" + span + "]", value)));
        }
        return numbers;
    }

    private Digest.Part keyed(ModalitySlice slice, ModalityView state) {
        Modality modality = slice.modality();
        Map<String, Double> numbers = numbers(modality, state);
        Map<String, List<float[]>> vectors = new HashMap<>();
        slice.vectors(profile.settings.maxIndexVectors())
                .forEach((space, all) -> vectors.put(modality.wireName() + "." + space, all));
        IndexElements sources = sources(modality);
        int left = profile.settings.maxIndexElements() - sources.all().size();
        return part(state, sources, slice.elements(left), numbers, vectors, earlier.of(modality));
    }

    private Digest.Part wearables(ModalityView state, ProfileView view) {
        ElementChoice choice = new ElementChoice();
        for (ProfileView.MetricView metric : view.wearables()) {
            ElementBuilder element = new ElementBuilder("metric")
                    .at(metric.lastObservedAt())
                    .term("metric", metric.metric())
                    .term("unit", metric.unit())
                    .number("samples", metric.samples());
            choice.add(element.build(), metric.metric(), Set.of(metric.metric()));
        }
        IndexElements sources = sources(Modality.WEARABLES);
        int left = profile.settings.maxIndexElements() - sources.all().size();
        return part(
                state,
                sources,
                choice.choose(left),
                numbers(view.wearables()),
                Map.of(),
                earlier.of(Modality.WEARABLES));
    }

    /** Who sends it; of very many senders the latest, in a quarter of the room. */
    private IndexElements sources(Modality modality) {
        ElementChoice choice = new ElementChoice();
        Sources sources = Objects.requireNonNull(profile.modalities.get(modality)).sources;
        sources.forEach((system, source) -> {
            ElementBuilder element = new ElementBuilder("source")
                    .at(Instant.ofEpochMilli(source.lastObservedAt()))
                    .term("system", system)
                    .number("messages", source.messages());
            source.tags().forEach(tag -> element.term("tag", tag));
            choice.add(element.build(), system, Set.of(system));
        });
        return choice.choose(profile.settings.maxIndexElements() / 4);
    }

    private static Digest.Part part(
            ModalityView state,
            IndexElements sources,
            IndexElements elements,
            Map<String, Double> numbers,
            Map<String, List<float[]>> vectors,
            List<Occasion> earlier) {
        List<Digest.Element> all = new ArrayList<>(sources.all());
        all.addAll(elements.all());
        Set<String> truncated = new TreeSet<>(sources.truncated());
        truncated.addAll(elements.truncated());
        Instant first = Objects.requireNonNull(state.firstObservedAt());
        Instant last = Objects.requireNonNull(state.lastObservedAt());
        return new Digest.Part(state.lastSeq(), first, last, all, truncated, numbers, vectors, earlier);
    }
}

package io.anamnesis.web.inventory;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation.Dimension;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.query.CoverageBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The body of an answer.
 *
 * @param patients of whom it speaks
 * @param undecided patients of whom nobody can tell whether the criteria hold; they are not counted
 * @param patterns by the modalities that patients have, the most frequent first
 * @param quality what the nodes have seen, each since it started
 * @param qualityNodes nodes that the quality is of
 * @param qualitySilent nodes that did not tell in time
 */
record InventoryBody(
        Instant asOf,
        CoverageBody coverage,
        long patients,
        long undecided,
        List<Holding> modalities,
        List<Pattern> patterns,
        List<SourceQuality> quality,
        int qualityNodes,
        int qualitySilent) {

    /**
     * One modality.
     *
     * @param byAge patients by the days since it was last observed; all labels, in order
     * @param sources the systems that it came from, those of most patients first; a patient is at each of theirs
     */
    record Holding(String modality, long present, long missing, Map<String, Long> byAge, List<Source> sources) {}

    /** Patients of whom a system has told, by the age of the modality. */
    record Source(String system, long patients, Map<String, Long> byAge) {}

    /** So many have just these. */
    record Pattern(List<String> present, List<String> missing, long patients) {}

    /** Checks of a source's messages against what is expected of them. */
    record SourceQuality(String source, long passed, long failed) {}

    static InventoryBody of(AggregateAnswer answer, List<Double> edges, Instant asOf, QualityDesk.Everywhere quality) {
        List<AggregateResult> results = answer.results();
        List<Holding> holdings = new ArrayList<>();
        int at = 1;
        for (Modality modality : Modality.values()) {
            holdings.add(holding(
                    modality,
                    (AggregateResult.Histogram) results.get(at),
                    (AggregateResult.CrossTable) results.get(at + 1),
                    new Dimension.Bins("", edges).labels()));
            at += 2;
        }
        return new InventoryBody(
                asOf,
                CoverageBody.of(answer.coverage()),
                answer.counts().matched(),
                answer.counts().unknown(),
                holdings,
                patterns((AggregateResult.Missingness) results.get(0)),
                quality(quality.counts()),
                quality.nodes(),
                quality.silent());
    }

    private static Holding holding(
            Modality modality, AggregateResult.Histogram ages, AggregateResult.CrossTable table, List<String> labels) {
        Map<String, Long> byAge = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byAge.put(labels.get(i), ages.counts().get(i));
        }
        long present = byAge.values().stream().mapToLong(Long::longValue).sum();
        List<Source> sources = new ArrayList<>();
        table.counts().forEach((system, counts) -> {
            if (!system.equals(Dimension.NONE)) {
                sources.add(source(system, counts, labels));
            }
        });
        sources.sort(Comparator.comparing(Source::patients).reversed().thenComparing(Source::system));
        return new Holding(modality.wireName(), present, ages.absent(), byAge, sources);
    }

    private static Source source(String system, SortedMap<String, Long> counts, List<String> labels) {
        Map<String, Long> byAge = new LinkedHashMap<>();
        labels.forEach(label -> byAge.put(label, counts.getOrDefault(label, 0L)));
        return new Source(
                system, byAge.values().stream().mapToLong(Long::longValue).sum(), byAge);
    }

    private static List<Pattern> patterns(AggregateResult.Missingness missingness) {
        return missingness.patterns().stream()
                .map(each -> new Pattern(names(each, true), names(each, false), each.count()))
                .sorted(Comparator.comparing(Pattern::patients).reversed().thenComparing(each -> each.present()
                        .toString()))
                .toList();
    }

    private static List<String> names(AggregateResult.Missingness.Pattern pattern, boolean present) {
        List<String> names = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            if (pattern.present().contains(modality) == present) {
                names.add(modality.wireName());
            }
        }
        return names;
    }

    private static List<SourceQuality> quality(List<QualityDesk.Count> counts) {
        Map<String, SourceQuality> bySource = new LinkedHashMap<>();
        counts.forEach(count -> bySource.merge(
                count.source(),
                new SourceQuality(count.source(), count.passed(), count.failed()),
                (one, other) ->
                        new SourceQuality(one.source(), one.passed() + other.passed(), one.failed() + other.failed())));
        return bySource.values().stream()
                .sorted(Comparator.comparing(SourceQuality::source))
                .toList();
    }
}

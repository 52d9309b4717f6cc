package io.anamnesis.node.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a measurement of FHIR found.
 *
 * @param resources in the bundles, those that are not kept among them
 * @param parsedSeconds of HAPI's parser alone, a round each
 * @param recorded from the first upload to the last acknowledgement, a round each
 */
record FhirFigures(
        int bundles,
        long resources,
        int inFlight,
        List<Double> parsedSeconds,
        List<Round> recorded,
        double loadBefore) {
    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double parsedPerSecond() {
        return resources / median(parsedSeconds);
    }

    private List<Double> recordedSeconds() {
        return recorded.stream().map(round -> round.nanos() / 1e9).toList();
    }

    double recordedPerSecond() {
        return resources / median(recordedSeconds());
    }

    /** What the database alone could take if it had all processors: nothing that a node does makes more of it. */
    double databasePerSecond() {
        Round all = all();
        return 1e6
                * Runtime.getRuntime().availableProcessors()
                / all.micros(all.cpu().database());
    }

    private Round all() {
        return recorded.stream().reduce(Round::plus).orElseThrow();
    }

    double ratio() {
        return recordedPerSecond() / parsedPerSecond();
    }

    Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("jvm", Runtime.version().toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("loadBefore", loadBefore);
        all.put("bundles", bundles);
        all.put("resourcesARound", resources);
        all.put("messages", all().messages());
        all.put("inFlight", inFlight);
        all.put("hapiSeconds", parsedSeconds);
        all.put("durableSeconds", recordedSeconds());
        all.put("cpuMicrosAMessageClient", all().micros(all().cpu().client()));
        all.put("cpuMicrosAMessageNode", all().micros(all().cpu().node()));
        all.put("cpuMicrosAMessageDatabase", all().micros(all().cpu().database()));
        all.put("hapiResourcesPerSecond", parsedPerSecond());
        all.put("durableResourcesPerSecond", recordedPerSecond());
        all.put("databaseMessagesPerSecondAtMost", databasePerSecond());
        all.put("ratio", ratio());
        return all;
    }

    List<String> summary() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d resources in %d bundles a round, %,d messages acknowledged in %d rounds",
                        resources,
                        bundles,
                        all().messages(),
                        recorded.size()),
                String.format(Locale.ROOT, "HAPI's parser alone, one thread: %,.0f resources/s", parsedPerSecond()),
                String.format(
                        Locale.ROOT,
                        "uploaded, durable and acknowledged: %,.0f resources/s, ratio %.2f (goal 0.50)",
                        recordedPerSecond(),
                        ratio()),
                IngestFigures.line("system", all()),
                String.format(
                        Locale.ROOT,
                        "the database alone, had it all %d processors: at most %,.0f messages/s",
                        Runtime.getRuntime().availableProcessors(),
                        databasePerSecond()));
    }
}

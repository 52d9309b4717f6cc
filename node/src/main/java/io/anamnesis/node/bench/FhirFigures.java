package io.anamnesis.node.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a measurement of FHIR found.
 *
 * @param resources in the bundles, those that are not kept among them
 * @param messages acknowledged a round
 * @param parsedSeconds of HAPI's parser alone, a round each
 * @param recordedSeconds from the first upload to the last acknowledgement, a round each
 */
record FhirFigures(
        int bundles,
        long resources,
        long messages,
        int inFlight,
        List<Double> parsedSeconds,
        List<Double> recordedSeconds,
        double loadBefore) {
    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double parsedPerSecond() {
        return resources / median(parsedSeconds);
    }

    double recordedPerSecond() {
        return resources / median(recordedSeconds);
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
        all.put("messagesARound", messages);
        all.put("inFlight", inFlight);
        all.put("hapiSeconds", parsedSeconds);
        all.put("durableSeconds", recordedSeconds);
        all.put("hapiResourcesPerSecond", parsedPerSecond());
        all.put("durableResourcesPerSecond", recordedPerSecond());
        all.put("ratio", ratio());
        return all;
    }

    List<String> summary() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d resources in %d bundles, %,d messages acknowledged a round",
                        resources,
                        bundles,
                        messages),
                String.format(Locale.ROOT, "HAPI's parser alone, one thread: %,.0f resources/s", parsedPerSecond()),
                String.format(
                        Locale.ROOT,
                        "uploaded, durable and acknowledged: %,.0f resources/s, ratio %.2f (goal 0.50)",
                        recordedPerSecond(),
                        ratio()));
    }
}

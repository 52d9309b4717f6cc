package io.anamnesis.node.bench;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;

/**
 * HAPI's parser and the whole system in turns, over the same bundles. Between turns the system writes behind what it derived, so
 * that the parser does not pay for it.
 */
final class FhirMeasurement {
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofSeconds(7);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirBundles bundles;
    private final FhirOptions options;
    private final OwnSystem system;
    private final URI node;
    private final String token;
    private final double loadBefore;
    private final Terminal terminal;
    private final FhirContext context = FhirContext.forR4();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    FhirMeasurement(
            FhirBundles bundles,
            FhirOptions options,
            OwnSystem system,
            String token,
            double loadBefore,
            Terminal terminal) {
        this.bundles = bundles;
        this.options = options;
        this.system = system;
        this.node = system.node();
        this.token = token;
        this.loadBefore = loadBefore;
        this.terminal = terminal;
    }

    FhirFigures run() throws IOException, InterruptedException {
        List<Double> parsed = new ArrayList<>();
        List<Round> recorded = new ArrayList<>();
        long resources = 0;
        for (int turn = 0; turn < options.warmup() + options.rounds(); turn++) {
            if (turn > 0) {
                TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            }
            long start = System.nanoTime();
            resources = parse();
            double parsedSeconds = (System.nanoTime() - start) / 1e9;
            Round round = record(turn);
            boolean counts = turn >= options.warmup();
            terminal.say(String.format(
                    Locale.ROOT,
                    "%s %d: parsed in %.2f s, durable in %.2f s",
                    counts ? "round" : "warming up,",
                    1 + turn - (counts ? options.warmup() : 0),
                    parsedSeconds,
                    round.nanos() / 1e9));
            if (counts) {
                parsed.add(parsedSeconds);
                recorded.add(round);
            }
        }
        return new FhirFigures(bundles.bundles().size(), resources, options.inFlight(), parsed, recorded, loadBefore);
    }

    private Round record(int turn) throws IOException, InterruptedException {
        List<byte[]> bodies = new ArrayList<>();
        for (FhirBundles.Bundle bundle : bundles.bundles()) {
            bodies.add(bundle.ofPatient(turn));
        }
        CpuTimes before = CpuTimes.of(system.state());
        long start = System.nanoTime();
        long messages = record(bodies);
        return new Round(
                messages, System.nanoTime() - start, CpuTimes.of(system.state()).since(before));
    }

    private long parse() {
        long resources = 0;
        for (FhirBundles.Bundle bundle : bundles.bundles()) {
            resources += context.newJsonParser()
                    .parseResource(Bundle.class, bundle.json())
                    .getEntry()
                    .size();
        }
        return resources;
    }

    /** All bodies, so many at a time; the messages that were acknowledged. */
    private long record(List<byte[]> bodies) throws IOException, InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(options.inFlight());
        try {
            List<Future<Long>> sent = new ArrayList<>();
            bodies.forEach(body -> sent.add(senders.submit(() -> post(body))));
            long messages = 0;
            for (Future<Long> each : sent) {
                messages += each.get();
            }
            return messages;
        } catch (ExecutionException e) {
            throw new IOException("an upload failed: " + e.getMessage(), e);
        } finally {
            senders.shutdownNow();
        }
    }

    private long post(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/ingest/fhir-r4-json"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        String report = response.body().strip();
        JsonNode summary =
                JSON.readTree(report.substring(report.lastIndexOf('\n') + 1)).path("summary");
        JsonNode refused = summary.path("refusedByCode");
        if (response.statusCode() != 200 || summary.has("problem") || refused.has("overloaded")) {
            throw new IOException("status " + response.statusCode() + ", " + summary);
        }
        return summary.path("accepted").asLong();
    }
}

package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.OtlpReceiver.Received;
import io.anamnesis.storage.memory.MemoryStorage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes over one storage in memory, and a collector: what one request leaves behind as a trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SECRET = "patient-4711-";

    private OtlpReceiver collector;
    private Map<String, String> settings;
    private MemoryNode first;
    private MemoryNode second;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        collector = new OtlpReceiver();
        settings = Map.of(
                "anamnesis.ops.tracing.exporter", "otlp",
                "anamnesis.ops.tracing.endpoint", collector.endpoint(),
                "anamnesis.ops.tracing.delay", "50ms");
        settings.forEach(System::setProperty);
        ConfigFactory.invalidateCaches();
        MemoryStorage storage = new MemoryStorage();
        first = new MemoryNode(folder, storage);
        second = new MemoryNode(first, 2, storage);
        await().atMost(PATIENCE).until(() -> ready(first) && ready(second));
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
        collector.close();
        settings.keySet().forEach(System::clearProperty);
        ConfigFactory.invalidateCaches();
    }

    private static boolean ready(MemoryNode node) throws Exception {
        return CLIENT.send(
                                HttpRequest.newBuilder(URI.create(node.url() + "/readyz"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }

    private static String trace(int number) {
        return String.format(Locale.ROOT, "4bf92f3577b34da6a3ce9%011x", number);
    }

    private HttpResponse<String> post(String path, String type, String body, String trace) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(first.url() + path))
                        .header("Authorization", "Bearer " + first.token)
                        .header("Content-Type", type)
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .header("X-Request-Id", "r-" + trace)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void record(int number) throws Exception {
        HttpResponse<String> response = post(
                "/v1/messages",
                "application/x-ndjson",
                "{\"id\":\"m-1\",\"patient\":\"" + SECRET + number
                        + "\",\"modality\":\"wearables\",\"source\":{\"system\":"
                        + "\"ward-secret\",\"device\":\"d\"},\"payload\":{\"metric\":\"glucose\",\"unit\":\"mmol/L\",\"samples\":"
                        + "[{\"observedAt\":\"2026-03-01T08:15:00Z\",\"value\":5.4321}]}}\n",
                trace(number));
        assertThat(response.body()).contains("\"accepted\":1");
        assertThat(response.headers().firstValue("X-Request-Id")).contains("r-" + trace(number));
    }

    private static Received one(List<Received> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Received> appended(MemoryNode node) {
        return collector.spans().stream()
                .filter(span ->
                        span.name().equals("journal append") && span.instance().equals(instance(node)))
                .findFirst();
    }

    private static String instance(MemoryNode node) {
        return node.url().substring("http://".length());
    }

    @Test
    void one_message_is_one_trace_from_http_over_the_patient_to_the_journal_on_whichever_node() throws Exception {
        // Given patients on both nodes: shards go to the second some seconds after it came
        int[] number = {0};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            record(++number[0]);
            return appended(first).isPresent() && appended(second).isPresent();
        });

        // Then
        for (Received append :
                List.of(appended(first).orElseThrow(), appended(second).orElseThrow())) {
            await().until(() -> collector.of(append.trace()).stream()
                    .anyMatch(span -> span.name().equals("POST /v1/messages")));
            List<Received> spans = collector.of(append.trace());
            Received http = one(spans, "POST /v1/messages");
            Received patient = one(spans, "patient record");
            assertThat(http.instance()).isEqualTo(instance(first));
            assertThat(http.parent()).as("the caller's").isEqualTo("00f067aa0ba902b7");
            assertThat(patient.parent()).isEqualTo(http.id());
            assertThat(patient.instance()).isEqualTo(append.instance());
            assertThat(append.parent()).isEqualTo(patient.id());
            assertThat(spans)
                    .extracting(Received::name)
                    .containsOnlyOnce("POST /v1/messages", "patient record", "journal append");
        }
        assertThat(collector.everything()).doesNotContain(SECRET, "ward-secret", "5.4321", "glucose");
    }

    @Test
    void a_question_over_all_patients_has_a_span_of_each_node() throws Exception {
        String trace = trace(1_000_000);

        HttpResponse<String> answer = post(
                "/v1/cohorts/aggregate", "application/json", "{\"criteria\":\"dx:C71.9\",\"aggregations\":[]}", trace);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Received> spans = collector.of(trace);
            assertThat(spans).extracting(Received::name).contains("POST /v1/cohorts/aggregate");
            Received http = one(spans, "POST /v1/cohorts/aggregate");
            List<Received> parts = spans.stream()
                    .filter(span -> span.name().equals("index query"))
                    .toList();
            assertThat(parts).extracting(Received::parent).containsOnly(http.id());
            assertThat(parts).extracting(Received::instance).contains(instance(first), instance(second));
        });
    }

    @Test
    void a_scrape_counts_what_was_sent() throws Exception {
        record(2_000_000);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(first.send("GET", "/metrics", "text/plain", ""))
                .containsPattern("anamnesis_tracing_spans_total\\{outcome=\"sent\"} [1-9]")
                .contains("anamnesis_tracing_spans_total{outcome=\"dropped\"} 0.0"));
    }
}

package io.anamnesis.ops.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anamnesis.ops.tracing.SpanCounts;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.storage.memory.MemoryStorage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scrape holds, and that dashboard and alerts ask for nothing else. */
final class NodeMetricsTest {
    private static final Caller CALLER = Caller.system("test");
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final String MESSAGE = """
            {"id":"m-1","patient":"p-1","modality":"wearables","source":{"system":"ward","device":"cgm-7"},
             "payload":{"metric":"glucose","unit":"mmol/L","samples":[{"observedAt":"2026-03-01T08:15:00Z","value":5.4}]}}""";
    private static final Pattern NAME = Pattern.compile("\\b(anamnesis|jvm|process)_[a-z_]+");

    /** Not 2: the client would ask to upgrade, which is not what is tested. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Vertx vertx = Vertx.vertx();
    private final NodeMetrics metrics = new NodeMetrics(new MetricsSettings(false), "0.1.0");
    private int port;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        metrics.gauges(
                new FewSlices(),
                () -> new ShardFigures(Map.of("0", 3, "1", 4), Map.of("up", 3), 1),
                () -> new LiveCohortFigures(2, 100, 0.25),
                new NoQuality());
        metrics.drift(new DriftedModels());
        metrics.memory(() -> new MemoryFigures(0.81, 0.8, 4_000, 250, false));
        metrics.spans(new SpanCounts());
        metrics.accept(router);
        router.get("/v1/patients/:id").handler(context -> context.response().end("{}"));
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1").await().actualPort();
    }

    @AfterEach
    void stop() {
        metrics.close();
        vertx.close().await();
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.body();
    }

    private PatientReply ask(PatientReply reply, PatientCommand command) {
        Patients patients = metrics.patients(asked -> CompletableFuture.completedFuture(reply));
        return patients.ask(command).toCompletableFuture().join();
    }

    private void everythingHappens() throws Exception {
        PatientCommand record =
                new PatientCommand.Record(MessageCodec.fromJson(MESSAGE.getBytes(UTF_8), Instant.EPOCH), CALLER);
        ask(new PatientReply.Accepted(1), record);
        ask(new PatientReply.Duplicate(1), record);
        ask(new PatientReply.Rejected(new Rejection.Overloaded(512)), record);
        ask(
                new PatientReply.Rejected(new Rejection.UnknownPatient()),
                new PatientCommand.GetProfile(PATIENT, CALLER, null));
        metrics.entities().recovered(5_000_000, false);
        metrics.entities().appended(12, 7_000_000, false);
        metrics.entities().stopped();
        metrics.store().answered("Appending to a journal", 4_000_000, false);
        metrics.store().answered("Appending to a journal", 5_000_000_000L, true);
        refusedQuery();
        watched();
        System.gc();
        get("/v1/patients/p-4711");
        get("/nowhere");
    }

    @SuppressWarnings("NullAway") // nobody looks at what is asked
    private void refusedQuery() {
        var unused = metrics.queries(new RefusedQueries()).cohort(null, Duration.ofSeconds(1));
    }

    private void watched() {
        FeedListener deaf = new FeedListener() {
            @Override
            public void frame(FeedFrame frame) {}

            @Override
            public void closed(@Nullable Rejection reason) {}
        };
        FeedSubscription unused = metrics.feeds((patient, caller, fromSeq, listener) -> {
                    listener.frame(new FeedFrame.Conflated(1, 5, 3));
                    return new StillSubscription();
                })
                .open(PATIENT, CALLER, null, deaf);
    }

    @Test
    void a_scrape_tells_what_happened() throws Exception {
        // Given
        everythingHappens();

        // Then
        await().untilAsserted(() -> assertThat(get("/metrics"))
                .contains(
                        "anamnesis_ingest_messages_total{modality=\"wearables\",outcome=\"accepted\"} 1.0",
                        "anamnesis_ingest_messages_total{modality=\"wearables\",outcome=\"overloaded\"} 1.0",
                        "anamnesis_patient_ask_seconds_count{command=\"profile\",outcome=\"unknown-patient\"} 1",
                        "anamnesis_entity_batch_messages_sum 12.0",
                        "anamnesis_store_request_seconds_count{operation=\"appending-to-a-journal\",outcome=\"failed\"} 1",
                        "anamnesis_query_seconds_count{kind=\"cohort\",outcome=\"unknown-patient\"} 1",
                        "anamnesis_feed_subscribers{feed=\"patient\"} 1.0",
                        "anamnesis_feed_subscribers{feed=\"cohort\"} 0.0",
                        "anamnesis_feed_conflations_total{feed=\"patient\"} 1.0",
                        "anamnesis_index_slices{state=\"loading\"} 1.0",
                        "anamnesis_index_outdated_digests 3.0",
                        "anamnesis_index_recall_ratio{space=\"imaging:resnet\"} 0.97",
                        "anamnesis_entities 7.0",
                        "anamnesis_cluster_members{status=\"up\"} 3.0",
                        "anamnesis_live_cohort_judging_seconds_total 0.25",
                        "anamnesis_quality_failures_total 4.0",
                        "anamnesis_memory_live_ratio 0.81",
                        "anamnesis_memory_passivations_total 4000.0",
                        "anamnesis_tracing_spans_total{outcome=\"dropped\"} 0.0",
                        "anamnesis_model_drift_series{level=\"alarm\"} 1.0",
                        "anamnesis_model_drift_greatest 0.5",
                        "anamnesis_http_request_seconds_count{method=\"GET\",route=\"/v1/patients/{id}\",status=\"200\"} 1",
                        "anamnesis_http_request_seconds_count{method=\"GET\",route=\"other\",status=\"404\"} 1",
                        "jvm_memory_used_bytes"));
    }

    @Test
    void no_label_is_of_a_patient() throws Exception {
        everythingHappens();
        assertThat(get("/metrics")).doesNotContain("p-4711", "p-1", "ward", "cgm-7");
    }

    @Test
    void a_pulse_holds_what_happened_since_the_last() throws Exception {
        // Given
        metrics.pulse();
        everythingHappens();

        // When
        Pulse pulse = metrics.pulse();

        // Then
        assertThat(pulse.accepted()).isEqualTo(1);
        assertThat(pulse.repeated()).isEqualTo(1);
        assertThat(pulse.overloaded()).isEqualTo(1);
        assertThat(pulse.record().count()).isEqualTo(3);
        assertThat(pulse.storeErrors()).isEqualTo(1);
        assertThat(metrics.pulse().record().count()).isZero();
    }

    @Test
    void dashboard_and_alerts_ask_only_for_what_a_scrape_has() throws Exception {
        // Given
        everythingHappens();
        // the JVM tells of a collection some time after it
        await().until(() -> get("/metrics").contains("jvm_gc_pause_seconds_sum"));
        Set<String> scraped = names(get("/metrics"));
        Set<String> asked = new TreeSet<>(names(resource("prometheus-alerts.yaml")));
        JsonNode dashboard = WireMappers.outside().readTree(resource("grafana-dashboard.json"));
        dashboard.findValuesAsText("expr").forEach(expr -> asked.addAll(names(expr)));

        // Then
        assertThat(asked).hasSizeGreaterThan(25);
        assertThat(scraped).containsAll(asked);
    }

    private static Set<String> names(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = NodeMetrics.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    private static final class StillSubscription implements FeedSubscription {
        @Override
        public void request(long frames) {}

        @Override
        public void close() {}
    }

    private static final class FewSlices implements IndexFigures.Source {
        @Override
        public List<IndexFigures.Slice> slices() {
            return List.of(new IndexFigures.Slice(0, true, 7), new IndexFigures.Slice(1, false, 0));
        }

        @Override
        public IndexFigures weighed() {
            return new IndexFigures(1, 2, 3, 4_096, Map.of("imaging:resnet", 0.97, "notes", Double.NaN));
        }
    }

    private static final class NoQuality implements QualityDesk {
        @Override
        public CompletionStage<PatientReply> keep(
                PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
            throw new UnsupportedOperationException(NullNode.getInstance().toString());
        }

        @Override
        public QuarantineStore quarantine() {
            return new MemoryStorage().quarantine();
        }

        @Override
        public List<Count> counts() {
            return List.of(new Count("glucose-range", "ward", 9, 3), new Count("unit", "ward", 11, 1));
        }
    }

    private static final class RefusedQueries implements PatientQueries {
        @Override
        public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
            return refused();
        }

        @Override
        public Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline) {
            return refused();
        }

        @Override
        public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
            return refused();
        }

        private static <T> Pending<T> refused() {
            return new Pending<>(
                    CompletableFuture.completedFuture(new QueryResult.Refused<>(new Rejection.UnknownPatient())),
                    () -> {});
        }
    }
}

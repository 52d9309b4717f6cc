package io.anamnesis.ops.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class OtlpTracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final RequestContext UNTRACED = new RequestContext("r-1", null, null);
    private static final RequestContext KEPT =
            new RequestContext("r-1", "00-" + TRACE + "-00f067aa0ba902b7-01", "vendor=1");
    private static final RequestContext LEFT_OUT =
            new RequestContext("r-1", "00-" + TRACE + "-00f067aa0ba902b7-00", null);

    private final SpanCounts counts = new SpanCounts();
    private final Collector collector = new Collector();

    /** Takes spans, or does not answer, or refuses. */
    private static final class Collector implements SpanExporter {
        final List<SpanData> taken = new CopyOnWriteArrayList<>();
        volatile CompletableResultCode answer = CompletableResultCode.ofSuccess();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            taken.addAll(spans);
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private static TracingSettings settings(String more) {
        return TracingSettings.from(ConfigFactory.parseString(more).withFallback(ConfigFactory.load()));
    }

    private OtlpTracing tracing(String more) {
        return OtlpTracing.to(
                collector,
                settings("anamnesis.ops.tracing { exporter = otlp, delay = 10ms, " + more + " }"),
                "0.1.0",
                "127.0.0.1:8080",
                counts);
    }

    @Test
    void a_request_begins_a_trace_and_its_children_hang_below_it() {
        try (OtlpTracing tracing = tracing("")) {
            Span server = tracing.begin("GET", Tracing.Kind.SERVER, UNTRACED);
            RequestContext inside = server.inside(UNTRACED);
            Span child = tracing.begin("patient record", Tracing.Kind.SERVER, inside);
            Span append = tracing.begin("journal append", Tracing.Kind.CLIENT, child.inside(inside));
            append.put("db.operation.batch.size", 3);
            append.failed("append-unconfirmed");
            append.end();
            child.link(append);
            child.end();
            server.name("GET /v1/patients/{id}");
            server.end();

            await().untilAsserted(() -> assertThat(counts.sent()).isEqualTo(3));
            SpanData appended = collector.taken.get(0);
            SpanData recorded = collector.taken.get(1);
            SpanData served = collector.taken.get(2);
            assertThat(served.getName()).isEqualTo("GET /v1/patients/{id}");
            assertThat(served.getParentSpanContext().isValid()).isFalse();
            assertThat(recorded.getParentSpanId()).isEqualTo(served.getSpanId());
            assertThat(appended.getParentSpanId()).isEqualTo(recorded.getSpanId());
            assertThat(appended.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(appended.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("append-unconfirmed");
            assertThat(recorded.getLinks()).singleElement().satisfies(link -> assertThat(
                            link.getSpanContext().getSpanId())
                    .isEqualTo(appended.getSpanId()));
            assertThat(served.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                    .isEqualTo("anamnesis");
            assertThat(served.getResource().getAttribute(AttributeKey.stringKey("service.instance.id")))
                    .isEqualTo("127.0.0.1:8080");
        }
    }

    @Test
    void a_callers_decision_holds_whatever_the_share() {
        try (OtlpTracing tracing = tracing("sample-ratio = 0")) {
            Span kept = tracing.begin("GET", Tracing.Kind.SERVER, KEPT);
            assertThat(kept.recording()).isTrue();
            assertThat(kept.inside(KEPT).traceId()).isEqualTo(TRACE);
            assertThat(kept.inside(KEPT).tracestate()).isEqualTo("vendor=1");
            assertThat(tracing.begin("GET", Tracing.Kind.SERVER, UNTRACED).recording())
                    .isFalse();
        }
        try (OtlpTracing tracing = tracing("sample-ratio = 1")) {
            Span leftOut = tracing.begin("GET", Tracing.Kind.SERVER, LEFT_OUT);
            assertThat(leftOut.recording()).isFalse();
            assertThat(leftOut.inside(LEFT_OUT).traceId()).isEqualTo(TRACE);
            assertThat(leftOut.inside(LEFT_OUT).sampled()).isFalse();
            assertThat(tracing.begin("x", Tracing.Kind.CLIENT, LEFT_OUT)).isSameAs(Span.NONE);
            assertThat(tracing.within("x", null)).isSameAs(Span.NONE);
        }
    }

    @Test
    void spans_past_the_bound_are_dropped_and_counted_while_the_collector_is_silent() {
        CompletableResultCode silent = new CompletableResultCode();
        collector.answer = silent;
        try (OtlpTracing tracing = tracing("queue = 4, batch = 2")) {
            for (int i = 0; i < 100; i++) {
                tracing.begin("GET", Tracing.Kind.SERVER, UNTRACED).end();
            }
            // one batch is on its way, four spans wait
            await().untilAsserted(() -> assertThat(collector.taken).hasSize(2));
            assertThat(counts.dropped()).isBetween(90L, 96L);
            silent.succeed();
            collector.answer = CompletableResultCode.ofSuccess();
            await().untilAsserted(
                            () -> assertThat(counts.sent() + counts.dropped()).isEqualTo(100));
        }
    }

    @Test
    void what_the_collector_does_not_take_is_counted() {
        collector.answer = CompletableResultCode.ofFailure();
        try (OtlpTracing tracing = tracing("")) {
            tracing.begin("GET", Tracing.Kind.SERVER, UNTRACED).end();
            await().untilAsserted(() -> assertThat(counts.failed()).isEqualTo(1));
        }
    }

    @Test
    void nothing_is_taken_unless_somebody_turns_it_on() {
        TracingSettings off = settings("");
        assertThat(off.on()).isFalse();
        try (NodeTracing tracing = new NodeTracing(off, "0.1.0", "here")) {
            assertThat(tracing.tracing()).isSameAs(Tracing.NONE);
        }
        assertThat(settings("anamnesis.ops.tracing { exporter = otlp, disabled = true }")
                        .on())
                .isFalse();
    }

    @Test
    void the_address_is_the_collectors_with_the_path_of_traces_unless_it_is_given_whole() {
        assertThat(settings("").endpoint()).hasToString("http://127.0.0.1:4318/v1/traces");
        assertThat(settings("anamnesis.ops.tracing.endpoint = \"https://otel.example/base/\"")
                        .endpoint())
                .hasToString("https://otel.example/base/v1/traces");
        assertThat(settings("anamnesis.ops.tracing.traces-endpoint = \"http://otel.example:1/x\"")
                        .endpoint())
                .hasToString("http://otel.example:1/x");
        assertThat(settings("anamnesis.ops.tracing.headers = \"a=b=c, d = e\"").headers())
                .containsEntry("a", "b=c")
                .containsEntry("d", "e");
    }

    @Test
    void a_setting_that_can_not_be_is_told_with_its_key() {
        for (String wrong : List.of(
                "exporter = zipkin",
                "endpoint = \"collector:4318\"",
                "endpoint = \"http://a b\"",
                "headers = \"novalue\"",
                "sample-ratio = 1.5",
                "queue = 0",
                "batch = 9000",
                "service-name = \" \"")) {
            assertThatThrownBy(() -> settings("anamnesis.ops.tracing." + wrong))
                    .isInstanceOf(ConfigException.class)
                    .satisfies(e ->
                            assertThat(Objects.requireNonNull(e.getMessage())).contains("anamnesis.ops.tracing"));
        }
    }
}

package io.anamnesis.ops.tracing;

import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Spans by OpenTelemetry's SDK. The caller's decision to keep a trace holds; where there is none, a share of the traces is kept. */
final class OtlpTracing implements Tracing, AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 2;
    /** As many as a batch of messages has, for which one append may be the only one. */
    private static final int MOST_LINKS = 128;

    private static final int MOST_ATTRIBUTES = 16;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.anamnesis");
    }

    static OtlpTracing to(TracingSettings settings, String build, String instance, SpanCounts counts) {
        return to(exporter(settings), settings, build, instance, counts);
    }

    /** @param exporter where the spans go; closed with this */
    static OtlpTracing to(
            SpanExporter exporter, TracingSettings settings, String build, String instance, SpanCounts counts) {
        BoundedSpans bounded = new BoundedSpans(settings.queue(), counts);
        // its own queue can't be full before the bound is reached, which counts what it leaves out
        BatchSpanProcessor batches = BatchSpanProcessor.builder(bounded.counting(exporter))
                .setMaxQueueSize(settings.queue())
                .setMaxExportBatchSize(settings.batch())
                .setScheduleDelay(settings.delay())
                .setExporterTimeout(settings.timeout())
                .build();
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), settings.serviceName(),
                        AttributeKey.stringKey("service.version"), build,
                        AttributeKey.stringKey("service.instance.id"), instance)));
        return new OtlpTracing(SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampleRatio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(MOST_ATTRIBUTES)
                        .setMaxNumberOfLinks(MOST_LINKS)
                        .build())
                .addSpanProcessor(bounded.before(batches))
                .build());
    }

    private static SpanExporter exporter(TracingSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(settings.timeout());
        settings.headers().forEach(exporter::addHeader);
        return exporter.build();
    }

    @Override
    public Span begin(String name, Kind kind, @Nullable RequestContext parent) {
        boolean traced = parent != null && parent.traceparent() != null;
        if (kind != Kind.SERVER && (parent == null || !parent.sampled())) {
            return Span.NONE;
        }
        Context above = traced
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, Headers.OF_REQUEST)
                : Context.root();
        return new OtlpSpan(tracer.spanBuilder(name)
                .setParent(above)
                .setSpanKind(
                        switch (kind) {
                            case SERVER -> SpanKind.SERVER;
                            case CLIENT -> SpanKind.CLIENT;
                            case INTERNAL -> SpanKind.INTERNAL;
                        })
                .startSpan());
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }

    private enum Headers implements TextMapGetter<RequestContext> {
        OF_REQUEST;

        @Override
        public Iterable<String> keys(RequestContext request) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable RequestContext request, String key) {
            if (request == null) {
                return null;
            }
            return switch (key) {
                case "traceparent" -> request.traceparent();
                case "tracestate" -> request.tracestate();
                default -> null;
            };
        }
    }
}

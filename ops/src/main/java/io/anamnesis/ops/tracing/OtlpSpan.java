package io.anamnesis.ops.tracing;

import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/** A span of the SDK in our words. */
final class OtlpSpan implements Span {
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final io.opentelemetry.api.trace.Span span;

    OtlpSpan(io.opentelemetry.api.trace.Span span) {
        this.span = span;
    }

    @Override
    public boolean recording() {
        return span.isRecording();
    }

    /** What other systems added to the trace stays with it; a trace that begins here has nothing of the kind. */
    @Override
    public RequestContext inside(RequestContext request) {
        SpanContext context = span.getSpanContext();
        String traceparent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
        return new RequestContext(request.id(), traceparent, request.tracestate());
    }

    @Override
    public void name(String name) {
        span.updateName(name);
    }

    @Override
    public void put(String key, String value) {
        span.setAttribute(key, value);
    }

    @Override
    public void put(String key, long value) {
        span.setAttribute(key, value);
    }

    @Override
    public void link(Span other) {
        if (other instanceof OtlpSpan known) {
            span.addLink(known.span.getSpanContext());
        }
    }

    @Override
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, why);
    }

    @Override
    public void end() {
        span.end();
    }
}

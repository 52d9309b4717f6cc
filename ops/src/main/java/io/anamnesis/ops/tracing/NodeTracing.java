package io.anamnesis.ops.tracing;

import io.anamnesis.protocol.trace.Tracing;
import org.jspecify.annotations.Nullable;

/** The tracing of one node. Off, it hands out {@link Tracing#NONE}, and no class of OpenTelemetry is loaded. */
public final class NodeTracing implements AutoCloseable {
    private final SpanCounts counts = new SpanCounts();
    private final @Nullable OtlpTracing sends;

    /**
     * As the settings say.
     *
     * @param build what runs, such as {@code 0.1.0}
     * @param instance what tells this node from the others
     */
    public NodeTracing(TracingSettings settings, String build, String instance) {
        sends = settings.on() ? OtlpTracing.to(settings, build, instance, counts) : null;
    }

    /** Takes the spans. */
    public Tracing tracing() {
        return sends == null ? Tracing.NONE : sends;
    }

    /** What became of the spans. */
    public SpanCounts counts() {
        return counts;
    }

    /** Sends what waits, for two seconds at most. */
    @Override
    public void close() {
        if (sends != null) {
            sends.close();
        }
    }
}

package io.anamnesis.protocol.trace;

import org.jspecify.annotations.Nullable;

/** Takes spans. Names and attributes hold no patient, no name and no payload. Safe on any thread. */
public interface Tracing {
    /** Nobody traces. */
    Tracing NONE = (name, kind, parent) -> Span.NONE;

    /** What a span is to the span above it, as OpenTelemetry says it. */
    enum Kind {
        /** A request from outside, or from another node, that is answered. */
        SERVER,
        /** A request to something outside, such as a database. */
        CLIENT,
        /** Work within. */
        INTERNAL
    }

    /**
     * Begins a span. One of kind {@code SERVER} may begin a trace; any other is a child, and is {@link Span#NONE} where its parent is of no
     * trace that is kept.
     *
     * @param name from a closed set
     */
    Span begin(String name, Kind kind, @Nullable RequestContext parent);

    /** A child within this process. */
    default Span within(String name, @Nullable RequestContext parent) {
        return begin(name, Kind.INTERNAL, parent);
    }
}

package io.anamnesis.protocol.testing;

import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keeps every span of a trace that is kept, in the order of their ends. Safe on any thread. */
public final class RecordedTracing implements Tracing {
    /** A span that has ended. */
    public record Ended(
            String id,
            @Nullable String parent,
            String trace,
            String name,
            Kind kind,
            Map<String, String> attributes,
            List<String> links) {}

    private final AtomicLong ids = new AtomicLong();
    private final List<Ended> ended = new CopyOnWriteArrayList<>();

    /** What ended so far. */
    public List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Those of one name. */
    public List<Ended> named(String name) {
        return ended.stream().filter(span -> span.name().equals(name)).toList();
    }

    @Override
    public Span begin(String name, Kind kind, @Nullable RequestContext parent) {
        String above = parent == null ? null : parent.traceparent();
        if (above == null || parent == null || !parent.sampled()) {
            return kind == Kind.SERVER && above == null
                    ? new Kept(String.format(Locale.ROOT, "%032x", ids.incrementAndGet()), null, name, kind)
                    : Span.NONE;
        }
        return new Kept(above.substring(3, 35), above.substring(36, 52), name, kind);
    }

    private final class Kept implements Span {
        private final String id = String.format(Locale.ROOT, "%016x", ids.incrementAndGet());
        private final String trace;
        private final @Nullable String parent;
        private final Kind kind;
        private final Map<String, String> attributes = new ConcurrentHashMap<>();
        private final List<String> links = new CopyOnWriteArrayList<>();
        private volatile @Nullable String name;

        Kept(String trace, @Nullable String parent, String name, Kind kind) {
            this.trace = trace;
            this.parent = parent;
            this.name = name;
            this.kind = kind;
        }

        @Override
        public boolean recording() {
            return true;
        }

        @Override
        public RequestContext inside(RequestContext request) {
            return new RequestContext(request.id(), "00-" + trace + "-" + id + "-01", request.tracestate());
        }

        @Override
        public void name(String other) {
            name = other;
        }

        @Override
        public void put(String key, String value) {
            attributes.put(key, value);
        }

        @Override
        public void put(String key, long value) {
            attributes.put(key, Long.toString(value));
        }

        @Override
        public void link(Span other) {
            links.add(((Kept) other).id);
        }

        @Override
        public void failed(String why) {
            attributes.put("error.type", why);
        }

        @Override
        public synchronized void end() {
            String last = name;
            if (last != null) {
                ended.add(new Ended(id, parent, trace, last, kind, new TreeMap<>(attributes), List.copyOf(links)));
                name = null;
            }
        }
    }
}

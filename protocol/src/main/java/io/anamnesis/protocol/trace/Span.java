package io.anamnesis.protocol.trace;

/** One piece of work of a trace. Safe on any thread; what comes after the end is left out. */
public interface Span {
    /** Of no trace. */
    Span NONE = new Span() {
        @Override
        public boolean recording() {
            return false;
        }

        @Override
        public RequestContext inside(RequestContext request) {
            return request;
        }

        @Override
        public void name(String name) {}

        @Override
        public void put(String key, String value) {}

        @Override
        public void put(String key, long value) {}

        @Override
        public void link(Span other) {}

        @Override
        public void failed(String why) {}

        @Override
        public void end() {}
    };

    /** Whether anybody keeps what it is told. */
    boolean recording();

    /** The request, for what is done inside this span. */
    RequestContext inside(RequestContext request);

    /** Another name, from a closed set. */
    void name(String name);

    /** An attribute. */
    void put(String key, String value);

    /** An attribute. */
    void put(String key, long value);

    /** Names a span that belongs to this one and is not above it. */
    void link(Span other);

    /**
     * It did not come out well.
     *
     * @param why a code, of a closed set
     */
    void failed(String why);

    /** Ends it. */
    void end();
}

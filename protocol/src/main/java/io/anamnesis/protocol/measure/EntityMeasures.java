package io.anamnesis.protocol.measure;

/** What the patients of a node tell about their work. */
public interface EntityMeasures {
    /** Nobody counts. */
    EntityMeasures NONE = new EntityMeasures() {
        @Override
        public void recovered(long nanos, boolean failed) {}

        @Override
        public void appended(int messages, long nanos, boolean failed) {}

        @Override
        public void stopped() {}
    };

    /** A patient woke up, or tried to. */
    void recovered(long nanos, boolean failed);

    /** A batch of messages became durable, or was tried. */
    void appended(int messages, long nanos, boolean failed);

    /** A patient left the memory: idle, on the move, or starting anew. */
    void stopped();
}

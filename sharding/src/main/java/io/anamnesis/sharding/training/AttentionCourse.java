package io.anamnesis.sharding.training;

/** Who watches a training of attention; called on the thread that trains. */
public interface AttentionCourse {
    /** Nobody. */
    AttentionCourse UNWATCHED = new AttentionCourse() {
        @Override
        public void epoch(int epoch, int most, double learned, double validated) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * An epoch is over.
     *
     * @param epoch from 1
     * @param most that there can be
     * @param learned mean loss over its steps
     * @param validated loss on the patients that are not learned from
     */
    void epoch(int epoch, int most, double learned, double validated);

    /** Asked before each step; where it is so, the training ends with a {@link java.util.concurrent.CancellationException}. */
    boolean isCancelled();
}

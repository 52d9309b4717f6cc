package io.anamnesis.ops.cluster;

/**
 * Something about a node that a person should know.
 *
 * @param level how bad
 * @param what one sentence that says what is wrong, with the figure
 * @param meaning one sentence that says what it does to patients' data and callers
 * @param next one sentence that says what to do
 */
public record Finding(Level level, String what, String meaning, String next) {
    /** How bad something is, the worst last. */
    public enum Level {
        /** Nothing to do. */
        WELL,
        /** It passes by itself, or someone did it on purpose. */
        NOTE,
        /** Look at it soon. */
        WATCH,
        /** It hurts now. */
        ILL
    }
}

package io.anamnesis.protocol.measure;

/** What the store tells about its work. */
@FunctionalInterface
public interface StoreMeasures {
    /** Nobody counts. */
    StoreMeasures NONE = (operation, nanos, failed) -> {};

    /**
     * A request ended.
     *
     * @param operation what was being done, one of some thirty sentences without values
     */
    void answered(String operation, long nanos, boolean failed);
}

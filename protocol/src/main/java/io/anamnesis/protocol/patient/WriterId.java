package io.anamnesis.protocol.patient;

/**
 * One incarnation of one patient's entity: unique over time and cluster. Two events with the same sequence number and
 * different writers were written on two sides of a partition.
 */
public record WriterId(String value) implements Comparable<WriterId> {
    public WriterId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a writer id has 1 to 64 characters");
        }
    }

    @Override
    public int compareTo(WriterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

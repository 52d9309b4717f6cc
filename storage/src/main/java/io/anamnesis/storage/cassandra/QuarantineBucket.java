package io.anamnesis.storage.cassandra;

/** Spreads a day over partitions. */
final class QuarantineBucket {
    static final int COUNT = 16;

    private QuarantineBucket() {}

    /** The last hex digit of the id, which ends with a hash. */
    static int of(String id) {
        return Character.digit(id.charAt(id.length() - 1), 16);
    }
}

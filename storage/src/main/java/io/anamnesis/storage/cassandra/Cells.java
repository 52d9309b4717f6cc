package io.anamnesis.storage.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Values as the CQL binary protocol, versions 3 to 5, writes them (section 6 of its specification). */
final class Cells {
    private Cells() {}

    static ByteBuffer text(String value) {
        return ByteBuffer.wrap(value.getBytes(UTF_8));
    }

    static ByteBuffer int32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, value);
    }

    static ByteBuffer bigint(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, value);
    }

    /** Milliseconds since 1970. */
    static ByteBuffer timestamp(Instant value) {
        return bigint(value.toEpochMilli());
    }
}

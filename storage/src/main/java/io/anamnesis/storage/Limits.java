package io.anamnesis.storage;

import io.anamnesis.protocol.port.ModelStore;
import java.nio.ByteBuffer;

/** The limits that the ports state, checked in one place. */
public final class Limits {
    /** The most rows that one call returns. */
    public static final int MAX_PAGE = 10_000;

    private Limits() {}

    /**
     * Checks how many rows were asked for.
     *
     * @throws IllegalArgumentException outside 1 to {@value #MAX_PAGE}
     */
    public static int requirePage(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " rows; asked for " + limit);
        }
        return limit;
    }

    /** Refuses a part of a model's data that is too long for a cell. */
    public static void requireDataPart(ByteBuffer content) {
        if (content.remaining() > ModelStore.MAX_DATA_PART_BYTES) {
            throw new IllegalArgumentException(
                    "a part has at most " + ModelStore.MAX_DATA_PART_BYTES + " bytes, here " + content.remaining());
        }
    }
}

package io.anamnesis.web.ingest.wearable;

import io.anamnesis.protocol.message.PatientId;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the sender knows and the export does not say, and how much it may cost to read.
 *
 * @param zone the zone of local times; where null, a row with a local time is refused as {@code zone-required}
 * @param dateOrder the order of day and month; where null, what the format documents or the whole file proves
 * @param patient whose samples these are where a row names nobody; becomes {@link WearableSample#subject()}
 * @param maxBytes the most bytes to read, both as received and after decompression; at least 1
 * @param maxLineChars the longest line of a text, and the longest text in a JSON document; at least 64
 */
public record ReadOptions(
        @Nullable ZoneId zone,
        @Nullable DateOrder dateOrder,
        @Nullable PatientId patient,
        long maxBytes,
        int maxLineChars) {
    private static final long DEFAULT_MAX_BYTES = 256L << 20;
    private static final int DEFAULT_MAX_LINE_CHARS = 64 << 10;

    /** @throws IllegalArgumentException where a limit is below its least value */
    public ReadOptions {
        if (maxBytes < 1 || maxLineChars < 64) {
            throw new IllegalArgumentException(
                    "maxBytes is at least 1 and maxLineChars at least 64; here " + maxBytes + " and " + maxLineChars);
        }
    }

    /** Nothing known, at most 256 MiB, lines up to 65,536 characters. */
    public static ReadOptions defaults() {
        return new ReadOptions(null, null, null, DEFAULT_MAX_BYTES, DEFAULT_MAX_LINE_CHARS);
    }

    /** The same with the zone of local times. */
    public ReadOptions withZone(@Nullable ZoneId newZone) {
        return new ReadOptions(newZone, dateOrder, patient, maxBytes, maxLineChars);
    }

    /** The same with the order of day and month. */
    public ReadOptions withDateOrder(@Nullable DateOrder newOrder) {
        return new ReadOptions(zone, newOrder, patient, maxBytes, maxLineChars);
    }

    /** The same with the patient of rows that name nobody. */
    public ReadOptions withPatient(@Nullable PatientId newPatient) {
        return new ReadOptions(zone, dateOrder, newPatient, maxBytes, maxLineChars);
    }

    /** The same with other limits. */
    public ReadOptions withLimits(long newMaxBytes, int newMaxLineChars) {
        return new ReadOptions(zone, dateOrder, patient, newMaxBytes, newMaxLineChars);
    }
}

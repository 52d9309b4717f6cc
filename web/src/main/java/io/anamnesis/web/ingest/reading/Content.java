package io.anamnesis.web.ingest.reading;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A plain document within what may be wrapped.
 *
 * @param entry its name within an archive; null where it is the input itself
 * @param beginning its first bytes: {@value #BEGINNING_BYTES}, or all where there are fewer; not to be changed
 * @param in from its first byte, bounded; closing it does nothing
 */
@SuppressWarnings("ArrayRecordComponent") // handed from opener to reader, never kept
public record Content(@Nullable String entry, byte[] beginning, InputStream in) {
    /** How much is looked at to recognise a format. */
    public static final int BEGINNING_BYTES = 64 << 10;

    /** The name of the document where it lies in {@code outer}: {@code outer!/entry}. */
    public @Nullable String within(@Nullable String outer) {
        if (entry == null) {
            return outer;
        }
        return outer == null ? entry : outer + "!/" + entry;
    }
}

package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads one format. Holds no state between inputs. */
interface FormatReader {
    WearableFormat format();

    /** Whether the first bytes, and nothing else, show this format. */
    boolean recognises(Opening opening);

    /** The order of day and month, if the format documents one. */
    default @Nullable DateOrder documentedOrder() {
        return null;
    }

    /** Reads the whole input, of which the opening is the beginning. */
    void read(Opening opening, InputStream in, Pass pass) throws IOException;
}

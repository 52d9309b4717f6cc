package io.anamnesis.storage.schema;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The schema can't be brought to this build's version; the message says why and what to do. */
public final class SchemaException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

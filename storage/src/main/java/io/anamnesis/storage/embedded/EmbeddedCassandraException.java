package io.anamnesis.storage.embedded;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The embedded server can't run; the message says what is in the way and what to do. */
public final class EmbeddedCassandraException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    EmbeddedCassandraException(String message) {
        super(message);
    }

    EmbeddedCassandraException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

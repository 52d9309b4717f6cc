package io.anamnesis.protocol.port;

/** The store did not answer, or answered that it could not. The outcome of a write is then unknown. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}

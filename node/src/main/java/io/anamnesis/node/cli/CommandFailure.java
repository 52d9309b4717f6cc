package io.anamnesis.node.cli;

import org.jspecify.annotations.Nullable;

/** A command could not be carried out. The message is one sentence for the person who typed it. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(String message) {
        this(message, ExitCodes.FAILED, null);
    }

    public CommandFailure(String message, @Nullable Throwable cause) {
        this(message, ExitCodes.FAILED, cause);
    }

    /** @param exitCode one of {@link ExitCodes} */
    public CommandFailure(String message, int exitCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}

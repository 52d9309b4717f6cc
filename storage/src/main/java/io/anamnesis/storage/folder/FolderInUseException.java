package io.anamnesis.storage.folder;

import java.io.Serial;

/** Another process has the folder; the message names it. */
public final class FolderInUseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}

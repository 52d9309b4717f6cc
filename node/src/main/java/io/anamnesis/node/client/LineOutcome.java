package io.anamnesis.node.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of one message of an upload.
 *
 * @param line from 1, within the upload
 * @param code why it was refused; null where it was not
 * @param detail the same for people; null where it was not
 * @param retryable whether the same message may be accepted later
 */
public record LineOutcome(
        int line,
        Status status,
        @Nullable String code,
        @Nullable String detail,
        boolean retryable) {
    /** The three things that can become of a message. */
    public enum Status {
        /** New, durable and part of the picture. */
        ACCEPTED,
        /** It was there already. */
        DUPLICATE,
        /** It is not part of the picture. */
        REFUSED
    }
}

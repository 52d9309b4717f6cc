package io.anamnesis.protocol.message;

/**
 * The sender's name for one message, the key of the fact: the same id is the same message however often it arrives.
 * 1 to 128 visible ASCII characters.
 */
public record MessageId(String value) implements Comparable<MessageId> {
    /** The longest id that is taken. */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException where the text does not have the form above */
    public MessageId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a message id has 1 to 128 visible ASCII characters");
        }
    }

    /** Whether the text can be a message id. */
    public static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.anamnesis.protocol.query;

/**
 * A piece of compact text.
 *
 * @param text what it says; of a string without quotes and escapes
 * @param at where it begins, from 0
 * @param end where it ends
 */
record Token(Type type, String text, int at, int end) {
    enum Type {
        WORD,
        STRING,
        SIGN,
        END
    }

    /** Whether it is that sign, such as {@code (} or {@code >=}. */
    boolean isSign(String sign) {
        return type == Type.SIGN && text.equals(sign);
    }

    /** Whether it is that word, unquoted. */
    boolean isWord(String word) {
        return type == Type.WORD && text.equals(word);
    }

    /** For people. */
    String shown() {
        return switch (type) {
            case END -> "the end";
            case STRING -> "a text in quotes";
            case WORD, SIGN -> "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
        };
    }
}

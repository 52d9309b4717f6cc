package io.anamnesis.web.ingest.note.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts text into the word pieces that the model knows (Devlin et al., BERT, arXiv:1810.04805; Wu et al., arXiv:1609.08144,
 * section 4.1: the longest known piece first), lower case and without accents, as the model's vocabulary is.
 */
final class WordPieces {
    static final int MAX_PIECES = 256;

    private static final int MAX_WORD_CHARS = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.begin = id("[CLS]");
        this.end = id("[SEP]");
    }

    private int id(String piece) {
        Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalStateException("the vocabulary has no " + piece);
        }
        return id;
    }

    /** Reads the field {@code model.vocab} of a tokenizer's JSON. */
    static WordPieces read(InputStream in) throws IOException {
        Map<String, Integer> vocabulary = new HashMap<>(65_536);
        try (JsonParser json = new JsonFactory().createParser(in)) {
            boolean inside = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT && "vocab".equals(json.currentName())) {
                    inside = true;
                } else if (inside && token == JsonToken.VALUE_NUMBER_INT) {
                    vocabulary.put(json.currentName(), json.getIntValue());
                } else if (inside && token == JsonToken.END_OBJECT) {
                    break;
                }
            }
        }
        return new WordPieces(vocabulary);
    }

    /** The ids of a text with those of its begin and end, at most {@value #MAX_PIECES}; what is longer is cut. */
    long[] ids(String text) {
        long[] ids = new long[MAX_PIECES];
        ids[0] = begin;
        int size = 1;
        String plain = plain(text);
        int at = 0;
        while (at < plain.length() && size < MAX_PIECES - 1) {
            int c = plain.codePointAt(at);
            int next = at + Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at = next;
                continue;
            }
            if (!isMark(c)) {
                while (next < plain.length() && isInner(plain.codePointAt(next))) {
                    next += Character.charCount(plain.codePointAt(next));
                }
            }
            size = word(plain.substring(at, next), ids, size);
            at = next;
        }
        ids[size] = end;
        return Arrays.copyOf(ids, size + 1);
    }

    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean space = c == '\t' || c == '\n' || c == '\r';
            boolean control = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            if (type != Character.NON_SPACING_MARK && (space || !control) && c != 0xfffd) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    private static boolean isInner(int c) {
        return !isMark(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
    }

    /** A character that is a word by itself: punctuation, signs of ASCII, ideographs. */
    private static boolean isMark(int c) {
        if (c < 128) {
            return c > 32 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> Character.isIdeographic(c);
        };
    }

    private int word(String word, long[] ids, int size) {
        if (word.length() > MAX_WORD_CHARS) {
            ids[size] = unknown;
            return size + 1;
        }
        int at = 0;
        int filled = size;
        while (at < word.length() && filled < MAX_PIECES - 1) {
            int to = word.length();
            Integer id = null;
            while (to > at && id == null) {
                id = vocabulary.get(at == 0 ? word.substring(0, to) : "##" + word.substring(at, to));
                to = id == null ? to - 1 : to;
            }
            if (id == null) {
                ids[size] = unknown;
                return size + 1;
            }
            ids[filled] = id;
            filled++;
            at = to;
        }
        return filled;
    }
}

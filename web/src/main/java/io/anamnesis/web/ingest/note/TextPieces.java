package io.anamnesis.web.ingest.note;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Lines of a text in UTF-8 without control characters, one at a time; of a line that is too long only its beginning is held. */
final class TextPieces {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Takes one line. */
    interface Line {
        /**
         * A line.
         *
         * @param number from 1
         * @param text with its end; no longer than asked for
         * @param length how long it is, in UTF-16 units
         */
        void take(int number, String text, long length);
    }

    private final int most;
    private final Line lines;
    private final StringBuilder held = new StringBuilder();
    private long length;
    private long seen;
    private int number;

    private TextPieces(int most, Line lines) {
        this.most = most;
        this.lines = lines;
    }

    /**
     * Reads to the end; closes nothing.
     *
     * @param most UTF-16 units of a line that are held
     * @throws UnreadableInput {@code not-text} where the bytes are no UTF-8 or hold a control character that no text has
     */
    static void read(InputStream in, int most, Line lines) throws IOException {
        InputStreamReader decoded = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        TextPieces pieces = new TextPieces(most, lines);
        char[] buffer = new char[8192];
        try {
            for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    pieces.take(buffer[i]);
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableInput("not-text", "the bytes are not UTF-8", "character " + (pieces.seen + 1));
        }
        if (pieces.length > 0) {
            pieces.endLine();
        }
    }

    private void take(char c) {
        seen++;
        if (seen == 1 && c == BYTE_ORDER_MARK) {
            return;
        }
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
            throw new UnreadableInput("not-text", "a control character that no text has", "character " + seen);
        }
        length++;
        if (held.length() < most) {
            held.append(c);
        }
        if (c == '\n') {
            endLine();
        }
    }

    private void endLine() {
        number++;
        lines.take(number, held.toString(), length);
        held.setLength(0);
        length = 0;
    }
}

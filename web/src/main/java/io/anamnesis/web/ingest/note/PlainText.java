package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that are clearly text: UTF-8 without control characters. */
final class PlainText {
    private static final int MAX_BYTES_PER_CHAR = 3;

    private PlainText() {}

    /**
     * All of the stream.
     *
     * @throws UnreadableInput {@code not-text}, {@code too-large} or {@code empty-input}
     */
    static String read(InputStream in, int maxChars) throws IOException {
        byte[] bytes = in.readNBytes(maxChars * MAX_BYTES_PER_CHAR + 1);
        String text = decode(bytes);
        if (text.length() > maxChars || bytes.length > maxChars * MAX_BYTES_PER_CHAR) {
            throw new UnreadableInput(
                    "too-large",
                    "the limit is " + maxChars + " characters and the input has "
                            + (bytes.length > maxChars * MAX_BYTES_PER_CHAR ? "more" : text.length()),
                    "input");
        }
        if (text.isBlank()) {
            throw new UnreadableInput("empty-input", "the text is blank", "input");
        }
        return text;
    }

    /** Where the limit cut a longer input, its last character may be cut too; the input is too large then anyway. */
    private static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            if (bytes.length > ClinicalNote.MAX_CHARS * MAX_BYTES_PER_CHAR) {
                return "";
            }
            throw new UnreadableInput("not-text", "the bytes are not UTF-8", "input");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
                throw new UnreadableInput("not-text", "a control character that no text has", "character " + (i + 1));
            }
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}

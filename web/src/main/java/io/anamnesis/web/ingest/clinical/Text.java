package io.anamnesis.web.ingest.clinical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are to be text. */
final class Text {
    private Text() {}

    /** The text; null where the bytes are not of that character set. */
    static @Nullable String of(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The JSON without the white space between its tokens; null where the bytes are not UTF-8. */
    static @Nullable String withoutLayout(byte[] json) {
        byte[] kept = new byte[json.length];
        int length = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (quoted) {
                if (b == '\\' && i + 1 < json.length) {
                    kept[length++] = b;
                    b = json[++i];
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                continue;
            } else if (b == '"') {
                quoted = true;
            }
            kept[length++] = b;
        }
        return of(length == kept.length ? kept : Arrays.copyOf(kept, length), StandardCharsets.UTF_8);
    }
}

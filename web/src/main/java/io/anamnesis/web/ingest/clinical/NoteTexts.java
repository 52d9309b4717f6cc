package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalNote;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that a DocumentReference carries. */
final class NoteTexts {
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9._-]{1,40})\"?");

    private NoteTexts() {}

    /**
     * Reads one attachment.
     *
     * @param number of the attachment within the document, from 0: the first gives the note the document's own id
     */
    static ClinicalNote of(JsonNode document, String id, JsonNode attachment, int number, String path) throws Unfit {
        String contentType = Elements.text(attachment, "contentType");
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
            throw new Unfit(Fault.ATTACHMENT_NOT_TEXT, path + ".contentType");
        }
        String data = Elements.text(attachment, "data");
        if (data == null) {
            throw new Unfit(Fault.ATTACHMENT_ELSEWHERE, path);
        }
        String text = decoded(data, charset(contentType));
        if (text == null) {
            throw new Unfit(Fault.MALFORMED_ATTACHMENT, path + ".data");
        }
        if (text.length() > Limits.MAX_NOTE_CHARS) {
            throw new Unfit(Fault.NOTE_TOO_LONG, path + ".data");
        }
        String language = Elements.text(attachment, "language", 35, path);
        return new ClinicalNote(
                number == 0 ? id : id + "#" + number,
                noteType(document),
                language == null ? Elements.text(document, "language", 35, "") : language,
                text);
    }

    private static @Nullable String noteType(JsonNode document) throws Unfit {
        String code = Elements.code(document.path("type"), "type");
        return code == null || code.length() > 64 ? null : code;
    }

    private static @Nullable Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        if (!named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String decoded(String base64, @Nullable Charset charset) {
        try {
            return charset == null ? null : Text.of(Base64.getMimeDecoder().decode(base64), charset);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package io.anamnesis.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as JSON text (the outside) and as CBOR (RFC 8949; journal and cluster).
 *
 * <p>CBOR bytes are framed: a first byte {@code 0} for plain CBOR or {@code 1} for a zlib stream of it, taken above
 * {@value #COMPRESS_ABOVE_BYTES} bytes where it is smaller.
 */
public final class MessageCodec {
    /** Compression starts above this size. */
    public static final int COMPRESS_ABOVE_BYTES = 1024;

    private static final int INITIAL_BYTES = 512;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(8_000_000)
            .maxNumberLength(400)
            .maxNameLength(1_024)
            .build();

    private static final ObjectMapper JSON = new ObjectMapper(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final ObjectMapper CBOR = new ObjectMapper(CBORFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_INTS)
            .build());

    private MessageCodec() {}

    /**
     * Reads a message out of one JSON document, UTF-8.
     *
     * @param arrivedAt the issue time of a message that states none
     * @throws MalformedMessage with the JSON pointer of what is wrong
     */
    public static ModalityMessage fromJson(byte[] json, int offset, int length, Instant arrivedAt)
            throws MalformedMessage {
        return MessageReader.read(parse(json, offset, length), MessageForm.JSON, arrivedAt);
    }

    /**
     * The document as a tree, within the limits of a message.
     *
     * @throws MalformedMessage where it is no JSON
     */
    public static JsonNode parse(byte[] json, int offset, int length) throws MalformedMessage {
        try {
            return JSON.readTree(json, offset, length);
        } catch (JsonProcessingException e) {
            throw new MalformedMessage("", "not a JSON document: " + place(e));
        } catch (IOException e) {
            throw new MalformedMessage("", "not a JSON document in UTF-8");
        }
    }

    /**
     * As {@link #fromJson(byte[], int, int, Instant)}, of a document that is parsed already.
     *
     * @throws MalformedMessage with the JSON pointer of what is wrong
     */
    public static ModalityMessage fromTree(JsonNode document, Instant arrivedAt) throws MalformedMessage {
        return MessageReader.read(document, MessageForm.JSON, arrivedAt);
    }

    /** The JSON form as a tree. */
    public static JsonNode toTree(ModalityMessage message) {
        try {
            return JSON.readTree(toJson(message));
        } catch (IOException e) {
            throw new UncheckedIOException("a message's JSON is JSON", e);
        }
    }

    /** As {@link #fromJson(byte[], int, int, Instant)}, over the whole array. */
    public static ModalityMessage fromJson(byte[] json, Instant arrivedAt) throws MalformedMessage {
        return fromJson(json, 0, json.length, arrivedAt);
    }

    /** The JSON form, one line. Unknown fields appear under {@code unknown}, by pointer. */
    public static byte[] toJson(ModalityMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        write(JSON, MessageForm.JSON, message, bytes, false);
        return bytes.toByteArray();
    }

    /** The framed CBOR form. */
    public static byte[] toCbor(ModalityMessage message) {
        return encode(message).toCbor();
    }

    /**
     * Reads the framed CBOR form.
     *
     * @throws MalformedMessage where the bytes are not such a form
     */
    public static ModalityMessage fromCbor(byte[] framed) throws MalformedMessage {
        return fromCbor(framed, null);
    }

    /**
     * Reads the framed CBOR form, be its raw text within or apart.
     *
     * @param rawText the framed text that lies apart; null where there is none
     * @throws MalformedMessage where the bytes are not such a form, or lack a text that is not there
     */
    static ModalityMessage fromCbor(byte[] framed, byte @Nullable [] rawText) throws MalformedMessage {
        try {
            JsonNode document = CBOR.readTree(Frame.unwrap(framed));
            if (rawText != null) {
                RawTextField.join(document, new String(Frame.unwrap(rawText), UTF_8));
            }
            return MessageReader.read(document, MessageForm.COMPACT, null);
        } catch (IOException e) {
            throw new MalformedMessage("", "not a stored message");
        }
    }

    /**
     * A 64-bit hash of what the message says, its issue time and origin apart: a message sent again is the same even where the
     * edge stamped another time of arrival, found more in the text of a note, or where it came in another file.
     */
    public static long contentHash(ModalityMessage message) {
        return encode(message).contentHash();
    }

    /** What {@link #toCbor} and {@link #contentHash} give, for the price of one. */
    public static EncodedMessage encode(ModalityMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        MessageWriter.Span unsaid = write(CBOR, MessageForm.COMPACT, message, bytes, false);
        byte[] cbor = bytes.toByteArray();
        boolean derived = message.payload() instanceof Payload.NotePayload notes
                && notes.note().derived();
        long hash = derived ? contentHash(asSent(message)) : ContentHash.without(cbor, unsaid.from(), unsaid.to());
        return new EncodedMessage(cbor, hash);
    }

    /** The framed CBOR form without the raw text, which lies apart; a message that has none is whole. */
    static byte[] withoutRawText(ModalityMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        write(CBOR, MessageForm.COMPACT, message, bytes, true);
        return Frame.wrap(bytes.toByteArray());
    }

    /** A note without what was made of its text where it was taken in. */
    private static ModalityMessage asSent(ModalityMessage message) {
        ClinicalNote note = ((Payload.NotePayload) message.payload()).note().asSent();
        return message.saying(new Payload.NotePayload(note));
    }

    private static MessageWriter.Span write(
            ObjectMapper mapper,
            MessageForm form,
            ModalityMessage message,
            ByteArrayOutputStream bytes,
            boolean apart) {
        try (JsonGenerator out = mapper.getFactory().createGenerator(bytes)) {
            return new MessageWriter(out, form, mapper, apart).write(message);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Where the parser stopped; its own message may quote the content, which stays out of logs and answers. */
    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "it could not be parsed"
                : "parsing stopped at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}

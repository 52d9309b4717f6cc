package io.anamnesis.web.ingest.imaging.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small DICOM files for tests: explicit, little-endian. */
public final class Bytes {
    private Bytes() {}

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A preamble, a meta header with the transfer syntax, and the rest as given. */
    public static byte[] part10(String syntax, byte[] dataset) {
        return join(
                new byte[128],
                "DICM".getBytes(StandardCharsets.US_ASCII),
                text(Tag.TRANSFER_SYNTAX_UID, "UI", syntax.length() % 2 == 0 ? syntax : syntax + "\0"),
                dataset);
    }

    /** As it stands: the caller pads. */
    public static byte[] text(int tag, String vr, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return join(head(tag, vr), numbers(2).putShort((short) bytes.length).array(), bytes);
    }

    public static byte[] unsignedShort(int tag, int value) {
        return join(
                head(tag, "US"),
                numbers(4).putShort((short) 2).putShort((short) value).array());
    }

    public static byte[] unsignedLong(int tag, int value) {
        return join(
                head(tag, "UL"), numbers(6).putShort((short) 4).putInt(value).array());
    }

    /** With two reserved bytes and a length that need not be true. */
    public static byte[] longHead(int tag, String vr, int length) {
        return join(head(tag, vr), numbers(6).putShort((short) 0).putInt(length).array());
    }

    public static byte[] binary(int tag, String vr, byte[] value) {
        return join(longHead(tag, vr, value.length), value);
    }

    /** A sequence of one item, both of stated length. */
    public static byte[] sequence(int tag, byte[] item) {
        return join(longHead(tag, "SQ", item.length + 8), itemHead(Tag.ITEM, item.length), item);
    }

    public static byte[] itemHead(int tag, int length) {
        return numbers(8)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt(length)
                .array();
    }

    private static byte[] head(int tag, String vr) {
        return numbers(6)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static ByteBuffer numbers(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

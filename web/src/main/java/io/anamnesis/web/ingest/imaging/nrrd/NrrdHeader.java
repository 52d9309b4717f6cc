package io.anamnesis.web.ingest.imaging.nrrd;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The fields before the data. */
final class NrrdHeader {
    private static final int MAX_LINES = 1_000;
    private static final int MAX_LINE_BYTES = 16 << 10;

    private final Map<String, String> fields = new HashMap<>();

    /** Reads up to and with the empty line. */
    static NrrdHeader read(InputStream in) throws IOException {
        NrrdHeader header = new NrrdHeader();
        String magic = line(in, 1);
        if (!magic.startsWith("NRRD000")) {
            throw new UnreadableInput("not-nrrd", "the first line is not NRRD000 and a version", "line 1");
        }
        for (int number = 2; number <= MAX_LINES; number++) {
            String line = line(in, number);
            if (line.isEmpty()) {
                return header;
            }
            header.take(line, number);
        }
        throw new UnreadableInput(
                "too-large", "the limit is " + MAX_LINES + " header lines and the file has more", "line " + MAX_LINES);
    }

    private void take(String line, int number) {
        if (line.startsWith("#") || line.contains(":=")) {
            return;
        }
        int colon = line.indexOf(": ");
        if (colon < 1) {
            throw new UnreadableInput("malformed-header", "expected a field, a colon and its value", "line " + number);
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT).replace(" ", "");
        if (fields.put(name, line.substring(colon + 2).trim()) != null) {
            throw new UnreadableInput("malformed-header", "a field occurs twice", "line " + number);
        }
    }

    private static String line(InputStream in, int number) throws IOException {
        byte[] bytes = new byte[256];
        int length = 0;
        for (int value = in.read(); value != '\n'; value = in.read()) {
            if (value < 0) {
                throw new UnreadableInput(
                        "truncated", "the header has no end: an empty line is missing", "line " + number);
            }
            if (length == MAX_LINE_BYTES) {
                throw new UnreadableInput(
                        "line-too-long",
                        "the limit is " + MAX_LINE_BYTES + " bytes and the line has more",
                        "line " + number);
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length] = (byte) value;
            length++;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** @throws UnreadableInput where it is missing */
    String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new UnreadableInput("malformed-header", "the field " + name + " is missing", "header");
        }
        return value;
    }

    int number(String name) {
        return number(name, field(name));
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UnreadableInput("malformed-header", "the field " + name + " is not whole numbers", "header");
        }
    }

    int[] sizes() {
        String[] parts = field("sizes").split("\\s+", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = number("sizes", parts[i]);
        }
        return sizes;
    }

    /** Where a number has one byte the order does not matter and need not be stated. */
    ByteOrder byteOrder(int width) {
        if (width == 1) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        return switch (field("endian")) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new UnreadableInput("malformed-header", "endian is little or big", "header");
        };
    }

    /**
     * Of one voxel in mm³: the determinant of the space directions, which may be oblique, or the product of the spacings; 1
     * where the file states neither.
     */
    double voxelVolume() {
        if (has("spacedirections")) {
            return determinant(field("spacedirections"));
        }
        double product = 1;
        if (has("spacings")) {
            for (String part : field("spacings").split("\\s+", -1)) {
                product *= finite(part);
            }
        }
        return product;
    }

    private static double determinant(String text) {
        String[] numbers =
                text.replaceAll("[()\\s]+", ",").replaceAll("^,|,$", "").split(",", -1);
        if (numbers.length != 9) {
            throw new UnreadableInput(
                    "unsupported-space", "expected three space directions of three numbers each", "header");
        }
        double[] m = new double[9];
        for (int i = 0; i < 9; i++) {
            m[i] = finite(numbers[i]);
        }
        return Math.abs(m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]));
    }

    private static double finite(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as the other kind of no number
        }
        throw new UnreadableInput("malformed-header", "a spacing or direction is no number", "header");
    }
}

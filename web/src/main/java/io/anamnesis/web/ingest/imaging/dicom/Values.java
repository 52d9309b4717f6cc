package io.anamnesis.web.ingest.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes text and numbers of an element's bytes (PS3.5 section 6.2). */
final class Values {
    private Values() {}

    /** Empty where the element holds no text. */
    static List<String> texts(DicomElement element, CharacterSets sets) {
        byte[] value = element.value();
        if (value == null || !element.vr().isText()) {
            return List.of();
        }
        String text =
                switch (element.vr().kind()) {
                    case TEXT, PARAGRAPH -> sets.decode(value, false);
                    case NAMES -> sets.decode(value, true);
                    default -> new String(value, StandardCharsets.ISO_8859_1);
                };
        if (element.vr().kind() == Vr.Kind.PARAGRAPH || element.vr() == Vr.UR) {
            String trimmed = withoutPadding(text);
            return trimmed.isEmpty() ? List.of() : List.of(trimmed);
        }
        return parts(text);
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int bar = text.indexOf('\\'); bar >= 0; bar = text.indexOf('\\', from)) {
            parts.add(trimmed(text.substring(from, bar)));
            from = bar + 1;
        }
        parts.add(trimmed(text.substring(from)));
        return parts.size() == 1 && parts.get(0).isEmpty() ? List.of() : parts;
    }

    private static String trimmed(String part) {
        String padded = withoutPadding(part);
        int from = 0;
        while (from < padded.length() && padded.charAt(from) == ' ') {
            from++;
        }
        return padded.substring(from);
    }

    /** Spaces fill up to an even length, and NUL in UI; writers confuse the two. */
    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }

    static double[] numbers(DicomElement element) {
        byte[] value = element.value();
        if (value == null) {
            return new double[0];
        }
        if (element.vr() == Vr.DS || element.vr() == Vr.IS) {
            return texts(element, CharacterSets.DEFAULT).stream()
                    .mapToDouble(Values::decimal)
                    .toArray();
        }
        Vr.Kind kind = element.vr().kind();
        if (kind != Vr.Kind.INTEGER && kind != Vr.Kind.UNSIGNED && kind != Vr.Kind.REAL) {
            return new double[0];
        }
        ByteBuffer bytes = buffer(element, value);
        double[] numbers = new double[value.length / element.vr().width()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(element.vr(), bytes);
        }
        return numbers;
    }

    static ByteBuffer buffer(DicomElement element, byte[] value) {
        return ByteBuffer.wrap(value).order(element.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static double number(Vr vr, ByteBuffer bytes) {
        return switch (vr) {
            case US -> bytes.getShort() & 0xffff;
            case SS -> bytes.getShort();
            case UL -> bytes.getInt() & 0xffffffffL;
            case SL -> bytes.getInt();
            case FL -> bytes.getFloat();
            case FD -> bytes.getDouble();
            default -> bytes.getLong();
        };
    }

    /** NaN where it is no decimal string of PS3.5: Java would also take a trailing d, a hexadecimal or a word. */
    static double decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}

package io.anamnesis.web.ingest.imaging.pixel.j2k;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The codestreams of codestreams.tsv, which says how they were made, and the images that they were made of. */
public final class Codestreams {
    private Codestreams() {}

    /** One codestream. */
    public static final class Written {
        private final String name;
        private final int width;
        private final int height;
        private final int bits;
        private final boolean signed;
        private final int components;
        private final byte[] bytes;
        private final byte[] decoded;

        private Written(String[] fields) {
            String[] format = fields[2].split(" ", -1);
            name = fields[0];
            width = Integer.parseInt(format[0]);
            height = Integer.parseInt(format[1]);
            bits = Integer.parseInt(format[2]);
            signed = format[3].equals("signed");
            components = Integer.parseInt(format[4]);
            bytes = Base64.getDecoder().decode(fields[4]);
            decoded = fields[5].equals("-") ? new byte[0] : Base64.getDecoder().decode(fields[5]);
        }

        public String name() {
            return name;
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }

        public int bits() {
            return bits;
        }

        public boolean signed() {
            return signed;
        }

        public int components() {
            return components;
        }

        /** Anew each time. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return name;
        }

        boolean lossless() {
            return decoded.length == 0;
        }

        /** What it was made of, plane by plane. */
        public int[][] image() {
            int[][] planes = new int[components][width * height];
            for (int component = 0; component < components; component++) {
                for (int i = 0; i < planes[component].length; i++) {
                    planes[component][i] = sample(i % width, i / width, component);
                }
            }
            return planes;
        }

        /** Something smooth that wraps round, and a little noise. */
        private int sample(int x, int y, int component) {
            long smooth = ((long) x * x * 3 + (long) y * y * 5 + (long) x * y * (component + 2)) << bits >> 13;
            long noise = ((x * 7919L + y * 104729L + component * 1299709L) * 2654435761L & 0xffffffffL) >> 29;
            int value = (int) (smooth + noise) & ((1 << bits) - 1);
            return signed ? value - (1 << (bits - 1)) : value;
        }

        /** What the peer made of it, plane by plane. */
        int[][] peers() {
            int[][] planes = new int[components][width * height];
            for (int i = 0; i < decoded.length; i++) {
                planes[i / (width * height)][i % (width * height)] = signed ? decoded[i] : decoded[i] & 0xff;
            }
            return planes;
        }
    }

    /** All of the file, in its order. */
    public static List<Written> all() {
        try (InputStream in = Codestreams.class.getResourceAsStream("codestreams.tsv")) {
            String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Written(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One by its name. */
    public static Written of(String name) {
        return all().stream()
                .filter(written -> written.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** Bounds what a tile's precincts and code-blocks take, before they are made. */
final class Budget {
    /** Code-blocks of 8 by 8 of as many samples as there may be. */
    private static final long MAX_PARTS = Codestream.MAX_SAMPLES / 64;

    private final long bytes;
    private final int layers;
    private long precincts;
    private long parts;

    /** For a tile whose packet headers have so many bytes at most. */
    Budget(long bytes, int layers) {
        this.bytes = bytes;
        this.layers = layers;
    }

    /** A packet takes a byte at least. */
    void precincts(long count) {
        precincts += count;
        if (precincts * layers > bytes) {
            throw UnusableCodestream.truncated(
                    "there are " + bytes + " bytes for " + precincts * layers + " packets or more");
        }
        parts(count);
    }

    void parts(long count) {
        parts += count;
        if (parts > MAX_PARTS) {
            throw UnusableCodestream.tooLarge("precincts and code-blocks a tile", MAX_PARTS, parts);
        }
    }
}

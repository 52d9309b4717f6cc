package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * Bounds how often a frame's coding passes may go over its samples: passes without a byte of their own are allowed, so a few
 * kilobytes could else ask for minutes.
 */
final class Work {
    /** Some ten seconds. */
    private static final long WITHOUT_BYTES = 1L << 30;

    /** Photographs and slices come to about fifty for a byte. */
    private static final long FOR_A_BYTE = 512;

    private final long most;
    private long done;

    /** For a codestream of so many bytes. */
    Work(int bytes) {
        most = WITHOUT_BYTES + FOR_A_BYTE * bytes;
    }

    /** So many passes over a code-block. */
    void passes(int count, Rectangle block) {
        done += (long) count * block.width() * block.height();
        if (done > most) {
            throw UnusableCodestream.tooLarge("samples that coding passes go over", most, done);
        }
    }
}

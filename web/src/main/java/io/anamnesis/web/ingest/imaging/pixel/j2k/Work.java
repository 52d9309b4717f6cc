package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * Bounds how often a frame's coding passes may go over its samples: passes without a byte of their own are allowed, so that a few
 * kilobytes could else go over the largest frame 88 times.
 */
final class Work {
    /** As much as the largest frame with sixteen passes a sample. */
    private static final long WITHOUT_BYTES = 16L * Codestream.MAX_SAMPLES;

    /** An exact picture of 16 bits has 46 passes a sample at most, and about a byte for each sample. */
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

package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** Finds the codestream in a JP2 file (annex I), whose other boxes say nothing that a data set does not say, too. */
final class Jp2Boxes {
    private static final long SIGNATURE = 0x6a502020L;
    private static final long CODESTREAM = 0x6a703263L;

    private Jp2Boxes() {}

    /** The codestream: all bytes where they are no boxes. */
    static Cursor codestream(byte[] stream) {
        Cursor all = new Cursor(stream, 0, stream.length);
        if (stream.length < 12 || new Cursor(stream, 4, 8).u32() != SIGNATURE) {
            return all;
        }
        while (all.left() >= 8) {
            int begin = all.at();
            long length = all.u32();
            long type = all.u32();
            if (length == 1) {
                length = all.u32() << 32 | all.u32();
            } else if (length == 0) {
                length = (long) stream.length - begin;
            }
            long content = length - (all.at() - begin);
            if (content < 0) {
                throw UnusableCodestream.malformed("the box at byte " + begin + " says a length of " + length);
            }
            Cursor box = all.atMost(content);
            if (type == CODESTREAM) {
                return box;
            }
        }
        throw UnusableCodestream.malformed("no box of the file is a codestream");
    }
}

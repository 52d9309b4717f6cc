package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestream;
import io.anamnesis.web.ingest.imaging.pixel.j2k.ImageSize;
import io.anamnesis.web.ingest.imaging.pixel.j2k.UnusableCodestream;

/** JPEG 2000, lossless or lossy; colours come out as red, green and blue where the codestream transformed them. */
final class Jpeg2000Frame {
    private Jpeg2000Frame() {}

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        try {
            Codestream codestream = Codestream.read(stream);
            ImageSize size = codestream.size();
            Samples.check(format, size.height(), size.width(), size.components());
            for (int i = 0; i < size.components(); i++) {
                if (size.precision(i) > format.bitsAllocated()) {
                    throw new UnusablePixels(
                            "frame-mismatch",
                            "the data set allocates " + format.bitsAllocated() + " bits and the frame's samples have "
                                    + size.precision(i));
                }
            }
            int[][] planes = codestream.decode();
            for (int i = 0; i < planes.length; i++) {
                if (size.signed(i) != format.signed()) {
                    asTheDataSetSays(planes[i], size.precision(i), format.signed());
                }
            }
            Samples.put(planes, format, target, from);
        } catch (UnusableCodestream e) {
            throw new UnusablePixels(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Where the codestream says otherwise than Pixel Representation whether samples have a sign, the latter is right (PS3.5 section
     * 8.2.4): the bits of each stay, and its highest is a sign or is none.
     */
    private static void asTheDataSetSays(int[] plane, int precision, boolean signed) {
        int unused = 32 - precision;
        for (int i = 0; i < plane.length; i++) {
            plane[i] = signed ? plane[i] << unused >> unused : plane[i] << unused >>> unused;
        }
    }
}

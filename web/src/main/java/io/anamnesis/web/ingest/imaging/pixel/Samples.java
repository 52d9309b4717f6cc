package io.anamnesis.web.ingest.imaging.pixel;

/** From a decoder's planes to the samples of an image. */
final class Samples {
    private Samples() {}

    /** @throws UnusablePixels where a compressed frame is not of the size that the data set says */
    static void check(PixelFormat format, int rows, int columns, int components) {
        if (rows != format.rows() || columns != format.columns() || components != format.samples()) {
            throw new UnusablePixels(
                    "frame-mismatch",
                    "the data set has " + format.rows() + " by " + format.columns() + " by " + format.samples()
                            + " samples and the frame " + rows + " by " + columns + " by " + components);
        }
    }

    static void put(int[][] planes, PixelFormat format, byte[] target, int from) {
        int width = format.bytesPerSample();
        int at = from;
        for (int pixel = 0; pixel < format.pixelsPerFrame(); pixel++) {
            for (int[] plane : planes) {
                int value = plane[pixel];
                for (int i = 0; i < width; i++) {
                    target[at] = (byte) (value >> Math.min(31, 8 * i));
                    at++;
                }
            }
        }
    }
}

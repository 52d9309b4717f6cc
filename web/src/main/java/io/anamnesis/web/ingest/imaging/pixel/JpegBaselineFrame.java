package io.anamnesis.web.ingest.imaging.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Baseline JPEG of 8 bits, by the decoder that the JDK brings; colours stay as stored, such as YBR_FULL_422. */
final class JpegBaselineFrame {
    private JpegBaselineFrame() {}

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        if (format.bitsAllocated() != 8) {
            throw new UnusablePixels("frame-mismatch", "baseline JPEG has samples of 8 bits");
        }
        Raster raster = raster(stream, format);
        Samples.check(format, raster.getHeight(), raster.getWidth(), raster.getNumBands());
        int[] row = new int[format.columns() * format.samples()];
        int at = from;
        for (int y = 0; y < format.rows(); y++) {
            raster.getPixels(0, y, format.columns(), 1, row);
            for (int value : row) {
                target[at] = (byte) value;
                at++;
            }
        }
    }

    private static Raster raster(byte[] stream, PixelFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != format.columns() || reader.getHeight(0) != format.rows()) {
                throw new UnusablePixels("frame-mismatch", "the data set and the frame have different sizes");
            }
            return reader.readRaster(0, null);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusablePixels("malformed-pixels", "the compressed data are damaged or not baseline JPEG");
        } finally {
            reader.dispose();
        }
    }
}

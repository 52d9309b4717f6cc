package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.DicomElement;
import io.anamnesis.web.ingest.imaging.dicom.Vr;

/** Pixel data that are not compressed (PS3.5 section 8.1.1). */
final class NativePixels {
    private NativePixels() {}

    static DecodedPixels decode(DicomElement element, PixelFormat format) {
        byte[] value = element.value();
        if (value == null) {
            throw new UnusablePixels(
                    "pixels-not-held", "the file was read without its pixel data, or they are too long");
        }
        long samples = format.samplesInAll();
        if (isSubsampled(format)) {
            return new DecodedPixels(format, withSharedColours(value, format));
        }
        long bytes = format.bitsAllocated() == 1 ? (samples + 7) / 8 : samples * format.bytesPerSample();
        if (value.length < bytes) {
            throw new UnusablePixels(
                    "truncated-pixels", "the image needs " + bytes + " bytes of pixel data and has " + value.length);
        }
        if (format.bitsAllocated() == 1) {
            return new DecodedPixels(format, bits(element, value, (int) samples));
        }
        byte[] little = new byte[(int) bytes];
        // written as 16-bit words, the bytes of 8-bit samples are turned round too
        int width = element.vr() == Vr.OW ? Math.max(2, format.bytesPerSample()) : format.bytesPerSample();
        copy(value, little, element.isBigEndian() ? width : 1);
        return new DecodedPixels(format, format.planar() && format.samples() > 1 ? sideBySide(little, format) : little);
    }

    /** PS3.3 section C.7.6.3.1.2: two pixels side by side share their colours. */
    private static boolean isSubsampled(PixelFormat format) {
        return format.photometricInterpretation().equals("YBR_FULL_422")
                && format.samples() == 3
                && format.bitsAllocated() == 8
                && format.columns() % 2 == 0;
    }

    /** Each four bytes are the luminances of two pixels, then their blue and their red difference. */
    private static byte[] withSharedColours(byte[] value, PixelFormat format) {
        int pairs = (int) (format.pixelsPerFrame() * format.frames() / 2);
        if (value.length < 4L * pairs) {
            throw new UnusablePixels(
                    "truncated-pixels",
                    "the image needs " + 4L * pairs + " bytes of pixel data and has " + value.length);
        }
        byte[] result = new byte[pairs * 6];
        for (int i = 0; i < pairs; i++) {
            for (int pixel = 0; pixel < 2; pixel++) {
                result[6 * i + 3 * pixel] = value[4 * i + pixel];
                result[6 * i + 3 * pixel + 1] = value[4 * i + 2];
                result[6 * i + 3 * pixel + 2] = value[4 * i + 3];
            }
        }
        return result;
    }

    private static void copy(byte[] from, byte[] to, int width) {
        for (int at = 0; at < to.length; at++) {
            int turned = at - at % width + width - 1 - at % width;
            to[at] = from[Math.min(turned, from.length - 1)];
        }
    }

    /** The first pixel is the lowest bit of the first byte, or of the first word's low byte. */
    private static byte[] bits(DicomElement element, byte[] value, int samples) {
        boolean words = element.isBigEndian() && element.vr() == Vr.OW;
        byte[] result = new byte[samples];
        for (int i = 0; i < samples; i++) {
            int at = words ? (i >> 3) ^ 1 : i >> 3;
            result[i] = (byte) (value[Math.min(at, value.length - 1)] >> (i & 7) & 1);
        }
        return result;
    }

    private static byte[] sideBySide(byte[] planes, PixelFormat format) {
        byte[] result = new byte[planes.length];
        int width = format.bytesPerSample();
        int pixels = (int) format.pixelsPerFrame();
        for (int frame = 0; frame < format.frames(); frame++) {
            int base = frame * format.bytesPerFrame();
            for (int sample = 0; sample < format.samples(); sample++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    System.arraycopy(
                            planes,
                            base + (sample * pixels + pixel) * width,
                            result,
                            base + (pixel * format.samples() + sample) * width,
                            width);
                }
            }
        }
        return result;
    }
}

package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.radiomics.Volume;

/** The samples of all frames: little-endian, row by row, the colours of a pixel side by side. */
public final class DecodedPixels {
    private final PixelFormat format;
    private final byte[] bytes;

    DecodedPixels(PixelFormat format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    public PixelFormat format() {
        return format;
    }

    /** Not a copy: whoever asks only reads. */
    public byte[] littleEndianBytes() {
        return bytes;
    }

    public int size() {
        return bytes.length / format.bytesPerSample();
    }

    /** One sample, as stored: before any rescale. */
    public double sample(int index) {
        int width = format.bytesPerSample();
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[index * width + i] & 0xff);
        }
        if (format.real()) {
            return width == 4 ? Float.intBitsToFloat((int) value) : Double.longBitsToDouble(value);
        }
        int unused = 64 - 8 * width;
        return format.signed() ? value << unused >> unused : value;
    }

    /**
     * One frame as intensities: each sample times the slope plus the intercept (PS3.3 section C.11.1.1.2).
     *
     * @param frame from 0
     * @throws UnusablePixels where the image has colours
     */
    public Volume frame(int frame, double slope, double intercept, double voxelVolumeMm3) {
        return volume(frame, 1, slope, intercept, voxelVolumeMm3);
    }

    /** All frames as slices of one volume. */
    public Volume frames(double slope, double intercept, double voxelVolumeMm3) {
        return volume(0, format.frames(), slope, intercept, voxelVolumeMm3);
    }

    private Volume volume(int first, int count, double slope, double intercept, double voxelVolumeMm3) {
        if (format.samples() != 1) {
            throw new UnusablePixels(
                    "colour-image", "intensities are of one sample a pixel, here are " + format.samples());
        }
        int perFrame = (int) format.pixelsPerFrame();
        double[] values = new double[Math.multiplyExact(perFrame, count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample(first * perFrame + i) * slope + intercept;
        }
        return new Volume(format.columns(), format.rows(), count, voxelVolumeMm3, values);
    }
}

package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.Tag;

/**
 * What the Image Pixel module says (PS3.3 section C.7.6.3).
 *
 * @param samples per pixel: 1 or 3
 * @param planar whether a frame's colours follow each other as planes
 * @param bitsAllocated of one sample: 1, or 8 to 64 in whole bytes
 * @param real whether samples are floating-point numbers
 */
public record PixelFormat(
        int rows,
        int columns,
        int frames,
        int samples,
        boolean planar,
        int bitsAllocated,
        int bitsStored,
        boolean signed,
        boolean real,
        String photometricInterpretation) {
    /** What one decoded image may take. */
    static final int MAX_BYTES = 256 << 20;

    /** @throws UnusablePixels where an attribute is missing or out of range */
    static PixelFormat of(DicomDataset dataset) {
        boolean real = dataset.element(Tag.FLOAT_PIXEL_DATA) != null || dataset.element(Tag.DOUBLE_PIXEL_DATA) != null;
        int allocated = required(dataset, Tag.BITS_ALLOCATED, 1, 64);
        if (allocated != 1 && allocated % 8 != 0) {
            throw malformed(Tag.BITS_ALLOCATED);
        }
        String photometric = dataset.text(Tag.PHOTOMETRIC_INTERPRETATION);
        PixelFormat format = new PixelFormat(
                required(dataset, Tag.ROWS, 1, 65535),
                required(dataset, Tag.COLUMNS, 1, 65535),
                optional(dataset, Tag.NUMBER_OF_FRAMES, 1, 1, 1_000_000),
                optional(dataset, Tag.SAMPLES_PER_PIXEL, 1, 1, 4),
                optional(dataset, Tag.PLANAR_CONFIGURATION, 0, 0, 1) == 1,
                allocated,
                optional(dataset, Tag.BITS_STORED, allocated, 1, allocated),
                optional(dataset, Tag.PIXEL_REPRESENTATION, 0, 0, 1) == 1,
                real,
                photometric == null ? "" : photometric);
        if (format.samplesInAll() * format.bytesPerSample() > MAX_BYTES) {
            throw new UnusablePixels(
                    "pixels-too-large",
                    "the limit is " + MAX_BYTES + " bytes of samples and the image has "
                            + format.samplesInAll() * format.bytesPerSample());
        }
        return format;
    }

    private static int required(DicomDataset dataset, int tag, int least, int most) {
        Integer value = dataset.integer(tag);
        if (value == null || value < least || value > most) {
            throw malformed(tag);
        }
        return value;
    }

    private static int optional(DicomDataset dataset, int tag, int otherwise, int least, int most) {
        return dataset.numbers(tag).length == 0 ? otherwise : required(dataset, tag, least, most);
    }

    private static UnusablePixels malformed(int tag) {
        return new UnusablePixels("malformed-image", Tag.text(tag) + " is missing or out of its range");
    }

    long pixelsPerFrame() {
        return (long) rows * columns;
    }

    long samplesPerFrame() {
        return pixelsPerFrame() * samples;
    }

    long samplesInAll() {
        return samplesPerFrame() * frames;
    }

    /** Once decoded: a bit takes a byte. */
    public int bytesPerSample() {
        return Math.max(1, bitsAllocated / 8);
    }

    int bytesPerFrame() {
        return (int) (samplesPerFrame() * bytesPerSample());
    }
}

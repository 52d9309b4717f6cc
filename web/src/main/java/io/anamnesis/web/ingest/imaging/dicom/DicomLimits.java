package io.anamnesis.web.ingest.imaging.dicom;

/**
 * What one file may cost.
 *
 * @param maxBytes of the file, and of its data set once inflated; more is refused
 * @param maxValueBytes of one value that is held; a longer one is passed over and known by its place
 * @param maxHeldBytes of all values together; from there on values are passed over
 * @param maxElements elements and items, at all depths; more is refused
 * @param maxDepth sequences within sequences; deeper is refused
 * @param maxFragments of encapsulated pixel data; more is refused
 * @param maxPixelBytes of pixel data that is held; 0 to read the header only
 */
public record DicomLimits(
        long maxBytes,
        int maxValueBytes,
        int maxHeldBytes,
        int maxElements,
        int maxDepth,
        int maxFragments,
        int maxPixelBytes) {
    /** The header only: a file of 4 GiB costs at most 24 MiB of values. */
    public static final DicomLimits HEADER = new DicomLimits(4L << 30, 256 << 10, 16 << 20, 200_000, 32, 100_000, 0);

    /** The same with pixel data up to a bound. */
    public DicomLimits withPixels(int newMaxPixelBytes) {
        return new DicomLimits(
                maxBytes, maxValueBytes, maxHeldBytes, maxElements, maxDepth, maxFragments, newMaxPixelBytes);
    }

    /** The same for files up to a size. */
    public DicomLimits withBytes(long newMaxBytes) {
        return new DicomLimits(
                newMaxBytes, maxValueBytes, maxHeldBytes, maxElements, maxDepth, maxFragments, maxPixelBytes);
    }
}

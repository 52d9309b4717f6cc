package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.radiomics.Radiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.UnusableRegion;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Radiomics of one frame of a DICOM image: of all of it, or of a segment of a segmentation object. */
public final class FrameRadiomics {
    private static final int FRAME_GROUPS = 0x52009230;
    private static final int SEGMENT_IDENTIFICATION = 0x0062000A;
    private static final int SEGMENT_NUMBER = 0x0062000B;
    private static final int DERIVATION_IMAGES = 0x00089124;
    private static final int SOURCE_IMAGES = 0x00082112;
    private static final int REFERENCED_INSTANCE = 0x00081155;
    private static final int PIXEL_SPACING = 0x00280030;
    private static final int SLICE_THICKNESS = 0x00180050;

    private FrameRadiomics() {}

    /**
     * Of every pixel of a frame.
     *
     * @param frame from 0
     * @throws UnusablePixels where the image can't be decoded or has colours
     * @throws UnusableRegion where nothing can be computed
     */
    public static Map<String, Double> whole(DicomFile image, int frame, RadiomicsSettings settings) {
        Volume intensities = intensities(image, frame);
        double[] all = new double[intensities.voxels()];
        Arrays.fill(all, 1);
        Volume mask = new Volume(intensities.sizeX(), intensities.sizeY(), 1, intensities.voxelVolumeMm3(), all);
        return Radiomics.features(intensities, mask, 1, settings);
    }

    /**
     * Of the pixels of a frame that a segment covers.
     *
     * @param segmentation a SEG object of the same rows and columns; the frame used is the segment's one that names the image
     *     as its source, or its only one
     * @param segment its number, from 1
     * @throws UnusablePixels where either can't be decoded, or no frame of the segment belongs to the image for certain
     * @throws UnusableRegion where nothing can be computed
     */
    public static Map<String, Double> segment(
            DicomFile image, int frame, DicomFile segmentation, int segment, RadiomicsSettings settings) {
        Volume intensities = intensities(image, frame);
        int of = maskFrame(image.dataset(), segmentation.dataset(), segment);
        Volume mask = PixelDecoder.decode(segmentation).frame(of, 1, 0, 1);
        return Radiomics.features(intensities, mask, maskValue(segmentation.dataset()), settings);
    }

    /** A binary segment's pixels are 1; of a fractional one those that it covers fully (PS3.3 section C.8.20.2). */
    private static double maskValue(DicomDataset segmentation) {
        Double fullest = segmentation.number(0x0062000E);
        return fullest == null ? 1 : fullest;
    }

    private static Volume intensities(DicomFile image, int frame) {
        DecodedPixels pixels = PixelDecoder.decode(image);
        if (frame < 0 || frame >= pixels.format().frames()) {
            throw new UnusablePixels(
                    "no-such-frame",
                    "the image has " + pixels.format().frames() + " frames, asked was number " + frame);
        }
        Rescale rescale = Rescale.of(image.dataset(), frame);
        return pixels.frame(frame, rescale.slope(), rescale.intercept(), voxelVolume(image.dataset()));
    }

    private static double voxelVolume(DicomDataset dataset) {
        double[] spacing = dataset.numbers(PIXEL_SPACING);
        Double thickness = dataset.number(SLICE_THICKNESS);
        if (spacing.length != 2 || thickness == null) {
            return 1;
        }
        double volume = spacing[0] * spacing[1] * thickness;
        return volume > 0 ? volume : 1;
    }

    private static int maskFrame(DicomDataset image, DicomDataset segmentation, int segment) {
        List<DicomDataset> frames = segmentation.items(FRAME_GROUPS);
        int only = -1;
        int count = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (isOf(frames.get(i), segment)) {
                if (names(frames.get(i), image.text(Tag.SOP_INSTANCE_UID))) {
                    return i;
                }
                only = i;
                count++;
            }
        }
        if (count != 1 || namesAny(frames.get(only))) {
            throw new UnusablePixels(
                    "mask-mismatch", "no frame of the segment belongs to the image for certain; it has " + count);
        }
        return only;
    }

    private static boolean isOf(DicomDataset frame, int segment) {
        return frame.items(SEGMENT_IDENTIFICATION).stream()
                .anyMatch(item -> Integer.valueOf(segment).equals(item.integer(SEGMENT_NUMBER)));
    }

    private static boolean names(DicomDataset frame, @Nullable String instance) {
        return frame.items(DERIVATION_IMAGES).stream()
                .flatMap(derivation -> derivation.items(SOURCE_IMAGES).stream())
                .anyMatch(source -> instance != null && instance.equals(source.text(REFERENCED_INSTANCE)));
    }

    private static boolean namesAny(DicomDataset frame) {
        return frame.items(DERIVATION_IMAGES).stream()
                .anyMatch(derivation -> !derivation.items(SOURCE_IMAGES).isEmpty());
    }
}

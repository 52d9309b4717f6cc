package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From stored samples to intensities such as Hounsfield units (PS3.3 sections C.11.1 and C.7.6.16.2.9): the same for all, or, in
 * an enhanced object, shared or by frame.
 */
record Rescale(double slope, double intercept) {
    private static final int SHARED_GROUPS = 0x52009229;
    private static final int FRAME_GROUPS = 0x52009230;
    private static final int TRANSFORMATION = 0x00289145;

    /** @param frame from 0 */
    static Rescale of(DicomDataset dataset, int frame) {
        Rescale whole = in(dataset);
        if (whole != null) {
            return whole;
        }
        List<DicomDataset> frames = dataset.items(FRAME_GROUPS);
        Rescale own = frame < frames.size() ? in(group(frames.get(frame))) : null;
        if (own != null) {
            return own;
        }
        List<DicomDataset> shared = dataset.items(SHARED_GROUPS);
        Rescale common = shared.isEmpty() ? null : in(group(shared.get(0)));
        return common != null ? common : new Rescale(1, 0);
    }

    private static @Nullable DicomDataset group(DicomDataset functionalGroups) {
        List<DicomDataset> items = functionalGroups.items(TRANSFORMATION);
        return items.isEmpty() ? null : items.get(0);
    }

    private static @Nullable Rescale in(@Nullable DicomDataset dataset) {
        if (dataset == null) {
            return null;
        }
        Double slope = dataset.number(Tag.RESCALE_SLOPE);
        Double intercept = dataset.number(Tag.RESCALE_INTERCEPT);
        return slope == null && intercept == null
                ? null
                : new Rescale(slope == null ? 1 : slope, intercept == null ? 0 : intercept);
    }
}

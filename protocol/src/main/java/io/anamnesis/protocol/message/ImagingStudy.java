package io.anamnesis.protocol.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One DICOM series with its measurements.
 *
 * @param studyInstanceUid DICOM (0020,000D)
 * @param seriesInstanceUid DICOM (0020,000E)
 * @param dicomModality DICOM (0008,0060), such as {@code CT}
 * @param bodyPart DICOM (0018,0015), where given
 * @param features named measurements (IBSI names)
 * @param embedding a vector made upstream, where given
 */
public record ImagingStudy(
        String studyInstanceUid,
        String seriesInstanceUid,
        String dicomModality,
        @Nullable String bodyPart,
        Map<String, Double> features,
        @Nullable Embedding embedding) {
    public ImagingStudy {
        features = Map.copyOf(features);
    }
}

package io.anamnesis.protocol.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One DICOM series, or one object of it, with its measurements.
 *
 * @param studyInstanceUid DICOM (0020,000D)
 * @param seriesInstanceUid DICOM (0020,000E)
 * @param dicomModality DICOM (0008,0060), such as {@code CT}
 * @param bodyPart DICOM (0018,0015), where given
 * @param features named measurements (IBSI names)
 * @param embedding a vector made upstream, where given
 * @param instance which object of the series this is, where it is about one
 * @param measurements what a report states; at most {@value #MAX_MEASUREMENTS}
 */
public record ImagingStudy(
        String studyInstanceUid,
        String seriesInstanceUid,
        String dicomModality,
        @Nullable String bodyPart,
        Map<String, Double> features,
        @Nullable Embedding embedding,
        @Nullable ImagingInstance instance,
        List<ImagingMeasurement> measurements) {
    /** The most measurements in one message. */
    public static final int MAX_MEASUREMENTS = 1_000;

    /** @throws IllegalArgumentException where there are too many measurements */
    public ImagingStudy {
        if (measurements.size() > MAX_MEASUREMENTS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_MEASUREMENTS + " measurements a message, here " + measurements.size());
        }
        features = Map.copyOf(features);
        measurements = List.copyOf(measurements);
    }

    /** A series as a whole. */
    public ImagingStudy(
            String studyInstanceUid,
            String seriesInstanceUid,
            String dicomModality,
            @Nullable String bodyPart,
            Map<String, Double> features,
            @Nullable Embedding embedding) {
        this(studyInstanceUid, seriesInstanceUid, dicomModality, bodyPart, features, embedding, null, List.of());
    }
}

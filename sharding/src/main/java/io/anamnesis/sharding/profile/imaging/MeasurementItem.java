package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.ImagingMeasurement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in a series or in one object of it. Field names are permanent.
 *
 * @param sopInstanceUid null where the series as a whole was measured
 * @param features radiomics by IBSI names
 * @param measurements what a report states
 */
public record MeasurementItem(
        String studyInstanceUid,
        String seriesInstanceUid,
        @Nullable String sopInstanceUid,
        Map<String, Double> features,
        List<ImagingMeasurement> measurements) {}

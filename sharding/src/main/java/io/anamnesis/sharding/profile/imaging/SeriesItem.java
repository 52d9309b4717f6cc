package io.anamnesis.sharding.profile.imaging;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series of a study. Field names are permanent.
 *
 * @param header of the object that was issued last: those of a series differ in little, and all of them would not fit into
 *     memory
 * @param identifyingAttributes what in the header can tell who the patient is
 */
public record SeriesItem(
        String studyInstanceUid,
        String seriesInstanceUid,
        String dicomModality,
        @Nullable String bodyPart,
        @Nullable String description,
        @Nullable LocalDate date,
        @Nullable String header,
        List<String> identifyingAttributes) {}

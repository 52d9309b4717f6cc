package io.anamnesis.sharding.profile.imaging;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The root of the tree. Field names are permanent. */
public record StudyItem(
        String studyInstanceUid,
        @Nullable String description,
        @Nullable LocalDate date) {}

package io.anamnesis.sharding.profile.imaging;

import org.jspecify.annotations.Nullable;

/** An object of a series. Field names are permanent. */
public record InstanceItem(
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        @Nullable String sopClassUid,
        @Nullable Integer instanceNumber,
        @Nullable Integer frames,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable String transferSyntaxUid) {}

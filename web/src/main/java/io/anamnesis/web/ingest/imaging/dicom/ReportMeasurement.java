package io.anamnesis.web.ingest.imaging.dicom;

import org.jspecify.annotations.Nullable;

/**
 * A number that a structured report states (PS3.3 section C.18.1).
 *
 * @param name what was measured, as its code's meaning says
 * @param value in the unit
 * @param unit the unit's code: UCUM where the scheme says so
 * @param unitScheme such as {@code UCUM}
 * @param code what was measured
 * @param scheme whose code it is
 * @param trackingId of the finding that it belongs to (PS3.16 TID 1501); null where not given
 * @param trackingUid the same, for machines
 * @param position of its content item in the file
 */
public record ReportMeasurement(
        String name,
        double value,
        String unit,
        String unitScheme,
        String code,
        String scheme,
        @Nullable String trackingId,
        @Nullable String trackingUid,
        long position) {
    /** Says where, never what. */
    @Override
    public String toString() {
        return "ReportMeasurement[byte " + position + "]";
    }
}

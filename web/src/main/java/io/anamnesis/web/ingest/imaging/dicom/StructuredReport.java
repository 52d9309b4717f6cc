package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a structured report, wherever in its content tree they stand (PS3.3 section C.17.3; measurement groups as in
 * PS3.16 TID 1500 and 1501).
 *
 * @param measurements in the order of the file
 * @param refused content items of numbers that can't be used, with the reason
 */
public record StructuredReport(List<ReportMeasurement> measurements, List<Refusal> refused) {
    private static final int MAX_MEASUREMENTS = 10_000;

    /** PS3.16 annex D: "Tracking Identifier" and "Tracking Unique Identifier". */
    private static final String TRACKING_ID = "112039";

    private static final String TRACKING_UID = "112040";

    public StructuredReport {
        measurements = List.copyOf(measurements);
        refused = List.copyOf(refused);
    }

    /** What a measurement group says of all its items. */
    private record Group(
            @Nullable String trackingId, @Nullable String trackingUid) {}

    /** Of a data set that may be a report or anything else, which has no measurements. */
    public static StructuredReport of(DicomDataset report) {
        List<ReportMeasurement> measurements = new ArrayList<>();
        Complaints complaints = new Complaints();
        walk(report, new Group(null, null), measurements, complaints);
        return new StructuredReport(measurements, complaints.list());
    }

    private static void walk(
            DicomDataset parent, Group outer, List<ReportMeasurement> measurements, Complaints complaints) {
        Group group = group(parent, outer);
        for (DicomDataset item : parent.items(Tag.CONTENT_SEQUENCE)) {
            if ("NUM".equals(item.text(Tag.VALUE_TYPE))) {
                number(item, group, measurements, complaints);
            }
            walk(item, group, measurements, complaints);
        }
    }

    private static Group group(DicomDataset parent, Group outer) {
        String id = outer.trackingId();
        String uid = outer.trackingUid();
        for (DicomDataset item : parent.items(Tag.CONTENT_SEQUENCE)) {
            CodedConcept name = CodedConcept.first(item, Tag.CONCEPT_NAME_SEQUENCE);
            if (name != null && name.scheme().equals("DCM")) {
                id = name.value().equals(TRACKING_ID) ? item.text(Tag.TEXT_VALUE) : id;
                uid = name.value().equals(TRACKING_UID) ? item.text(Tag.UID_VALUE) : uid;
            }
        }
        return new Group(id, uid);
    }

    private static void number(
            DicomDataset item, Group group, List<ReportMeasurement> measurements, Complaints complaints) {
        CodedConcept name = CodedConcept.first(item, Tag.CONCEPT_NAME_SEQUENCE);
        List<DicomDataset> values = item.items(Tag.MEASURED_VALUE_SEQUENCE);
        if (name == null) {
            refuse(complaints, item, "measurement-without-name", "the measurement has no code of what was measured");
            return;
        }
        Double value = values.isEmpty() ? null : values.get(0).number(Tag.NUMERIC_VALUE);
        CodedConcept unit = values.isEmpty() ? null : CodedConcept.first(values.get(0), Tag.MEASUREMENT_UNITS_SEQUENCE);
        if (value == null) {
            refuse(
                    complaints,
                    item,
                    "measurement-without-value",
                    "the measurement has no value, or one that is no number");
        } else if (unit == null) {
            refuse(complaints, item, "unit-required", "the measurement has no unit");
        } else if (measurements.size() >= MAX_MEASUREMENTS) {
            refuse(
                    complaints,
                    item,
                    "too-many-measurements",
                    "the limit is " + MAX_MEASUREMENTS + " measurements and the report has more");
        } else {
            measurements.add(new ReportMeasurement(
                    name.meaning().isEmpty() ? name.value() : name.meaning(),
                    value,
                    unit.value(),
                    unit.scheme(),
                    name.value(),
                    name.scheme(),
                    group.trackingId(),
                    group.trackingUid(),
                    item.position()));
        }
    }

    private static void refuse(Complaints complaints, DicomDataset item, String code, String reason) {
        complaints.add(code, Tag.CONTENT_SEQUENCE, item.position(), reason);
    }
}

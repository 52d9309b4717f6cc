package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.DicomJson;
import io.anamnesis.web.ingest.imaging.dicom.IdentifyingAttributes;
import io.anamnesis.web.ingest.imaging.dicom.ReportMeasurement;
import io.anamnesis.web.ingest.imaging.dicom.StructuredReport;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.pixel.FrameRadiomics;
import io.anamnesis.web.ingest.imaging.pixel.UnusablePixels;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.UnusableRegion;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one payload of one object; a part that is too long for it is refused and left out. */
final class ObjectReading {
    private static final int MAX_MODALITY_CHARS = 16;
    private static final int MAX_BODY_PART_CHARS = 64;

    private final DicomFile file;
    private final DicomDataset dataset;
    private final DicomTimes times;
    private final FindingSink sink;

    ObjectReading(DicomFile file, DicomTimes times, FindingSink sink) {
        this.file = file;
        this.dataset = file.dataset();
        this.times = times;
        this.sink = sink;
    }

    /** Null, and refused, where an identifier is no identifier. */
    @Nullable
    ImagingStudy study(boolean pixels) {
        String study = within(Tag.STUDY_INSTANCE_UID, ImagingInstance.MAX_UID_CHARS);
        String series = within(Tag.SERIES_INSTANCE_UID, ImagingInstance.MAX_UID_CHARS);
        String object = within(Tag.SOP_INSTANCE_UID, ImagingInstance.MAX_UID_CHARS);
        String modality = within(Tag.MODALITY, MAX_MODALITY_CHARS);
        if (study == null || series == null || object == null || modality == null) {
            return null;
        }
        return new ImagingStudy(
                study,
                series,
                modality,
                within(Tag.BODY_PART, MAX_BODY_PART_CHARS),
                pixels ? radiomics() : Map.of(),
                null,
                instance(object),
                measurements());
    }

    private @Nullable String within(int tag, int most) {
        String text = dataset.text(tag);
        if (text != null && text.length() > most) {
            tooLong(Tag.text(tag), most, text.length());
            return null;
        }
        return text;
    }

    private void tooLong(String element, int most, int asked) {
        sink.refused(new Refusal(
                0, element, "value-too-long", "the limit is " + most + " characters and the value has " + asked));
    }

    private ImagingInstance instance(String object) {
        List<String> identifying = identifying();
        return new ImagingInstance(
                object,
                within(Tag.SOP_CLASS_UID, ImagingInstance.MAX_UID_CHARS),
                dataset.integer(Tag.INSTANCE_NUMBER),
                positive(Tag.NUMBER_OF_FRAMES),
                positive(Tag.ROWS),
                positive(Tag.COLUMNS),
                transferSyntax(),
                within(Tag.STUDY_DESCRIPTION, ImagingInstance.MAX_DESCRIPTION_CHARS),
                times.date(Tag.STUDY_DATE),
                within(Tag.SERIES_DESCRIPTION, ImagingInstance.MAX_DESCRIPTION_CHARS),
                times.date(Tag.SERIES_DATE),
                identifying == null ? null : header(),
                identifying == null ? List.of() : identifying);
    }

    private @Nullable Integer positive(int tag) {
        Integer number = dataset.integer(tag);
        return number == null || number < 1 ? null : number;
    }

    private @Nullable String transferSyntax() {
        String uid = file.transferSyntax().statedUid();
        return uid == null || uid.length() > ImagingInstance.MAX_UID_CHARS ? null : uid;
    }

    private @Nullable String header() {
        String header = DicomJson.write(dataset);
        if (header.length() > ImagingInstance.MAX_HEADER_CHARS) {
            tooLong("header", ImagingInstance.MAX_HEADER_CHARS, header.length());
            return null;
        }
        return header;
    }

    /** None where there are too many: then the header can't be masked, and is left out. */
    private @Nullable List<String> identifying() {
        List<String> paths = IdentifyingAttributes.of(dataset);
        if (paths.size() <= ImagingInstance.MAX_IDENTIFYING) {
            return paths;
        }
        sink.refused(new Refusal(
                0,
                "header",
                "too-many-identifying-attributes",
                "the limit is " + ImagingInstance.MAX_IDENTIFYING + " and the header has " + paths.size()));
        return null;
    }

    private List<ImagingMeasurement> measurements() {
        StructuredReport report = StructuredReport.of(dataset);
        report.refused().forEach(sink::refused);
        List<ImagingMeasurement> measurements = new ArrayList<>();
        for (ReportMeasurement each : report.measurements()) {
            String place = Tag.text(Tag.CONTENT_SEQUENCE) + " byte " + each.position();
            if (measurements.size() == ImagingStudy.MAX_MEASUREMENTS) {
                sink.refused(new Refusal(
                        0,
                        place,
                        "too-many-measurements",
                        "the limit is " + ImagingStudy.MAX_MEASUREMENTS + " measurements and the report has "
                                + report.measurements().size()));
                return measurements;
            }
            measurements.add(new ImagingMeasurement(
                    shortened(each.name()),
                    each.value(),
                    shortened(each.unit()),
                    shortened(each.code()),
                    shortened(each.scheme()),
                    each.trackingId() == null ? null : shortened(each.trackingId()),
                    each.trackingUid() == null ? null : shortened(each.trackingUid())));
        }
        return measurements;
    }

    private static String shortened(String text) {
        return text.length() <= ImagingMeasurement.MAX_CHARS ? text : text.substring(0, ImagingMeasurement.MAX_CHARS);
    }

    private Map<String, Double> radiomics() {
        try {
            return FrameRadiomics.whole(file, 0, RadiomicsSettings.DEFAULT);
        } catch (UnusablePixels e) {
            sink.refused(new Refusal(0, Tag.text(Tag.PIXEL_DATA), e.code(), String.valueOf(e.getMessage())));
        } catch (UnusableRegion e) {
            sink.refused(new Refusal(0, Tag.text(Tag.PIXEL_DATA), e.code(), String.valueOf(e.getMessage())));
        }
        return Map.of();
    }
}

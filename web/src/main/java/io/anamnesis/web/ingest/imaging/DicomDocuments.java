package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.DicomDirectory;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.DicomLimits;
import io.anamnesis.web.ingest.imaging.dicom.DicomReader;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one DICOM file a call. The parameter {@code radiomics=frame} asks for the numbers of the first frame's pixels, which
 * costs their decoding; without it the pixels are passed over.
 */
public final class DicomDocuments implements DocumentReader {
    /** The name of the parameter, and its only value. */
    public static final String RADIOMICS = "radiomics";

    public static final String WHOLE_FRAME = "frame";

    /** A frame of CT takes half a mebibyte; a mammogram thirty. */
    private static final int MAX_PIXEL_BYTES = 64 << 20;

    private static final DocumentFormat FORMAT = new DocumentFormat(
            "dicom",
            Modality.IMAGING,
            "the word DICM at byte 128 or 0, or a first element of group 0002 or 0008",
            "one message an object: its place in study and series, its header, the measurements of a report");

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return DicomReader.recognises(beginning);
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        read(in, options, sink, (sopClassUid, sopInstanceUid) -> {});
    }

    /** Hears which object a file is, as far as the file says, before anything else of it. */
    interface Identified {
        void object(@Nullable String sopClassUid, @Nullable String sopInstanceUid);
    }

    void read(InputStream in, ReadingOptions options, FindingSink sink, Identified identified) throws IOException {
        boolean pixels = WHOLE_FRAME.equals(options.parameters().get(RADIOMICS));
        DicomFile file =
                new DicomReader(pixels ? DicomLimits.HEADER.withPixels(MAX_PIXEL_BYTES) : DicomLimits.HEADER).read(in);
        identified.object(uid(file, Tag.SOP_CLASS_UID), uid(file, Tag.SOP_INSTANCE_UID));
        file.refused().forEach(sink::refused);
        if (DicomDirectory.isDirectory(file)) {
            directory(DicomDirectory.of(file), sink);
        } else {
            object(file, pixels, options, sink);
        }
    }

    /** What is longer than a UID can be names nothing. */
    private static @Nullable String uid(DicomFile file, int tag) {
        String uid = file.dataset().text(tag);
        return uid == null || uid.length() > ImagingInstance.MAX_UID_CHARS ? null : uid;
    }

    /** A directory says only what its files say better. */
    private static void directory(DicomDirectory directory, FindingSink sink) {
        directory.refused().forEach(sink::refused);
        sink.refused(new Refusal(
                0,
                Tag.text(Tag.DIRECTORY_RECORD_SEQUENCE),
                "dicom-directory",
                "a directory of " + directory.leaves().size() + " files; what is in them is read from the files"));
    }

    private static void object(DicomFile file, boolean pixels, ReadingOptions options, FindingSink sink) {
        DicomDataset dataset = file.dataset();
        for (int tag :
                new int[] {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID, Tag.MODALITY}) {
            if (dataset.text(tag) == null) {
                sink.refused(new Refusal(
                        0,
                        Tag.text(tag),
                        "missing-identifier",
                        "an object needs its study, series, instance and modality"));
                return;
            }
        }
        DicomTimes times = new DicomTimes(dataset, options.zone());
        Instant observed = times.observed();
        if (observed == null) {
            observed = options.observedAt();
        }
        if (observed == null) {
            times.refused().forEach(sink::refused);
            sink.refused(
                    times.hasDate() && !times.hasZone()
                            ? new Refusal(
                                    0,
                                    null,
                                    "zone-required",
                                    "times are local; give the zone in which the device's clock ran")
                            : new Refusal(
                                    0,
                                    null,
                                    "missing-time",
                                    "neither acquisition, content, series nor study has a date"));
            return;
        }
        ImagingStudy study = new ObjectReading(file, times, sink).study(pixels);
        Instant created = times.created();
        times.refused().forEach(sink::refused);
        if (study != null) {
            sink.found(new Finding(
                    subject(dataset),
                    new Source("dicom", device(dataset)),
                    observed,
                    created,
                    Set.of("phi"),
                    new Payload.ImagingPayload(study),
                    Origin.shortened(options.document(), 0, null)));
        }
    }

    /** An identifier is one within whom issued it. */
    private static Finding.@Nullable Subject subject(DicomDataset dataset) {
        String id = dataset.text(Tag.PATIENT_ID);
        String issuer = dataset.text(Tag.ISSUER_OF_PATIENT_ID);
        return id == null ? null : new Finding.Subject(issuer == null ? "dicom-patient-id" : issuer, id);
    }

    private static @Nullable String device(DicomDataset dataset) {
        String manufacturer = dataset.text(Tag.MANUFACTURER);
        String model = dataset.text(Tag.MANUFACTURER_MODEL);
        String both = manufacturer == null ? model : model == null ? manufacturer : manufacturer + " " + model;
        return both == null || both.length() <= Source.MAX_LENGTH ? both : both.substring(0, Source.MAX_LENGTH);
    }
}

package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.imaging.VolumeRadiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A volume and its mask: what they are of is in the query, for the volumes do not say.
 *
 * @param body opens what the connection brings
 * @param mediaType of the request, with its boundary
 * @param series whose features they give; without features
 * @param label which of the mask's labels marks the region
 */
record VolumeQuery(
        UploadedParts body,
        String mediaType,
        PatientId patient,
        Instant observedAt,
        @Nullable String document,
        ImagingStudy series,
        double label)
        implements FileReading {
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{1,16}");
    private static final int MAX_BODY_PART_CHARS = 64;

    static VolumeQuery of(QueryParameters query, UploadedParts body, String mediaType) throws Refused {
        PatientId patient = FileQuery.patient(query);
        if (patient == null) {
            throw new Refused(Problem.parameter("patient", "whose image it is: the volumes do not say"));
        }
        if (query.optional("observedAt") == null) {
            throw new Refused(Problem.parameter("observedAt", "when the image was made: the volumes do not say"));
        }
        String bodyPart = query.optional("bodyPart");
        if (bodyPart != null && (bodyPart.isBlank() || bodyPart.length() > MAX_BODY_PART_CHARS)) {
            throw new Refused(Problem.parameter("bodyPart", "1 to " + MAX_BODY_PART_CHARS + " characters"));
        }
        return new VolumeQuery(
                body,
                mediaType,
                patient,
                query.instant("observedAt", Instant.EPOCH),
                DocumentQuery.document(query),
                new ImagingStudy(
                        matching(query, "study", UID, "the UID of the study: 1 to 64 characters of [0-9.]"),
                        matching(query, "series", UID, "the UID of the series: 1 to 64 characters of [0-9.]"),
                        matching(query, "modality", MODALITY, "a modality of DICOM, such as CT or MR"),
                        bodyPart,
                        Map.of(),
                        null),
                query.number("label", 1, Integer.MAX_VALUE));
    }

    private static String matching(QueryParameters query, String name, Pattern form, String expected) throws Refused {
        String text = query.optional(name);
        if (text == null || !form.matcher(text).matches()) {
            throw new Refused(Problem.parameter(name, expected));
        }
        return text;
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        ImagingStudy measured =
                VolumeRadiomics.measure(series, mediaType, body.open(in), label, RadiomicsSettings.DEFAULT);
        new FindingMessages(patient, subject -> Optional.empty(), arrivedAt, new FindingOutput(output))
                .found(new Finding(
                        null,
                        new Source("nrrd", null),
                        observedAt,
                        null,
                        Set.of(),
                        new Payload.ImagingPayload(measured),
                        Origin.shortened(document, 0, "image and mask")));
        return Map.of("features", measured.features().size());
    }
}

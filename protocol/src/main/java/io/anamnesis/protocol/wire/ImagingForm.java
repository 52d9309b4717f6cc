package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ImagingStudy;
import java.io.IOException;
import java.util.Map;

/** {@link ImagingStudy} in a message; both forms are the same. */
final class ImagingForm {
    private static final int MAX_NAMED_NUMBERS = 10_000;

    private ImagingForm() {}

    static ImagingStudy read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        return new ImagingStudy(
                body.text("studyInstanceUid", 64),
                body.text("seriesInstanceUid", 64),
                body.text("dicomModality", 16),
                body.optionalText("bodyPart", 64),
                body.numbers("features", MAX_NAMED_NUMBERS),
                EmbeddingForm.read(body, "embedding", unknown),
                ImagingInstanceForm.read(body, unknown),
                ImagingMeasurementForm.read(body, unknown));
    }

    static void write(FieldWriter fields, ImagingStudy study) throws IOException {
        fields.out().writeStringField("studyInstanceUid", study.studyInstanceUid());
        fields.out().writeStringField("seriesInstanceUid", study.seriesInstanceUid());
        fields.out().writeStringField("dicomModality", study.dicomModality());
        fields.text("bodyPart", study.bodyPart());
        fields.numbers("features", study.features());
        EmbeddingForm.write(fields, "embedding", study.embedding());
        ImagingInstanceForm.write(fields, study.instance());
        ImagingMeasurementForm.write(fields, study.measurements());
    }
}

package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.RawText;
import java.io.IOException;
import java.util.Map;

/** {@link ClinicalResource} in a message; both forms are the same but for the times. */
final class ClinicalForm {
    private static final int MAX_RESOURCE_CHARS = 4_000_000;

    private ClinicalForm() {}

    static ClinicalResource read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        ClinicalResource resource = new ClinicalResource(
                body.text("resourceType", 64),
                body.text("resourceId", 256),
                body.optionalText("versionId", 64),
                body.optionalText("status", 64),
                body.optionalText("codeSystem", 512),
                body.optionalText("code", 256),
                body.text("content", MAX_RESOURCE_CHARS),
                body.optional("facts") == null
                        ? ClinicalFacts.NONE
                        : ClinicalFactsForm.read(body.object("facts"), unknown));
        return resource;
    }

    /** @param apart whether the content lies apart */
    static void write(FieldWriter fields, ClinicalResource resource, boolean apart) throws IOException {
        fields.out().writeStringField("resourceType", resource.resourceType());
        fields.out().writeStringField("resourceId", resource.resourceId());
        fields.text("versionId", resource.versionId());
        fields.text("status", resource.status());
        fields.text("codeSystem", resource.codeSystem());
        fields.text("code", resource.code());
        fields.text(
                RawTextField.RESOURCE_CONTENT,
                apart && RawText.isDocument(resource.resourceType()) ? null : resource.content());
        if (!resource.facts().equals(ClinicalFacts.NONE)) {
            fields.out().writeObjectFieldStart("facts");
            ClinicalFactsForm.write(fields, resource.facts());
            fields.out().writeEndObject();
        }
    }
}

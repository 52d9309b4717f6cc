package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Reference;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.ClinicalValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ClinicalFacts} within a clinical resource: every field is optional. */
final class ClinicalFactsForm {
    private ClinicalFactsForm() {}

    /** Reads one element of an array. */
    private interface Element<T> {
        T read(FieldReader fields) throws MalformedMessage;
    }

    static ClinicalFacts read(FieldReader fields, Map<String, JsonNode> unknown) throws MalformedMessage {
        ClinicalFacts facts = new ClinicalFacts(
                fields.optional("lastUpdated") == null ? null : fields.time("lastUpdated"),
                Boolean.TRUE.equals(flag(fields, "deleted")),
                texts(fields, "categories", ClinicalFacts.MAX_CATEGORIES),
                texts(fields, "topics", ClinicalFacts.MAX_TOPICS),
                list(fields, "codings", ClinicalFacts.MAX_CODINGS, unknown, ClinicalFactsForm::coding),
                time(fields, "start"),
                time(fields, "end"),
                list(fields, "values", ClinicalFacts.MAX_VALUES, unknown, value -> value(value, unknown)),
                list(fields, "references", ClinicalFacts.MAX_REFERENCES, unknown, ClinicalFactsForm::reference),
                fields.optional("patient") == null ? null : patient(fields.object("patient"), unknown));
        fields.keepUnknown(unknown);
        return facts;
    }

    private static <T> List<T> list(
            FieldReader fields, String name, int most, Map<String, JsonNode> unknown, Element<T> element)
            throws MalformedMessage {
        if (fields.optional(name) == null) {
            return List.of();
        }
        JsonNode array = fields.array(name, most);
        List<T> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            FieldReader one = fields.element(array, name, i);
            list.add(element.read(one));
            one.keepUnknown(unknown);
        }
        return list;
    }

    private static List<String> texts(FieldReader fields, String name, int most) throws MalformedMessage {
        if (fields.optional(name) == null) {
            return List.of();
        }
        JsonNode array = fields.array(name, most);
        List<String> list = new ArrayList<>(array.size());
        for (JsonNode text : array) {
            if (!text.isTextual() || text.textValue().length() > Coding.MAX_CODE) {
                throw fields.malformed(name, "expected texts of at most " + Coding.MAX_CODE + " characters");
            }
            list.add(text.textValue());
        }
        return list;
    }

    private static @Nullable Boolean flag(FieldReader fields, String name) throws MalformedMessage {
        JsonNode node = fields.optional(name);
        if (node != null && !node.isBoolean()) {
            throw fields.malformed(name, "expected true or false");
        }
        return node == null ? null : (Boolean) node.booleanValue();
    }

    private static @Nullable ClinicalTime time(FieldReader fields, String name) throws MalformedMessage {
        String text = fields.optionalText(name, ClinicalTime.MAX_LENGTH);
        return text == null
                ? null
                : ClinicalTime.of(text)
                        .orElseThrow(() ->
                                fields.malformed(name, "expected a FHIR date or dateTime of the years 1800 to 2199"));
    }

    private static Coding coding(FieldReader fields) throws MalformedMessage {
        return new Coding(
                fields.optionalText("system", Coding.MAX_SYSTEM),
                fields.text("code", Coding.MAX_CODE),
                fields.optionalText("display", Coding.MAX_DISPLAY));
    }

    private static @Nullable Coding coding(FieldReader fields, String name, Map<String, JsonNode> unknown)
            throws MalformedMessage {
        if (fields.optional(name) == null) {
            return null;
        }
        FieldReader one = fields.object(name);
        Coding coding = coding(one);
        one.keepUnknown(unknown);
        return coding;
    }

    private static Reference reference(FieldReader fields) throws MalformedMessage {
        return new Reference(fields.text("role", Reference.MAX_ROLE), fields.text("target", Reference.MAX_TARGET));
    }

    private static ClinicalValue value(FieldReader fields, Map<String, JsonNode> unknown) throws MalformedMessage {
        return new ClinicalValue(
                fields.text("name", ClinicalValue.MAX_NAME),
                coding(fields, "subject", unknown),
                number(fields, "number"),
                fields.optionalText("comparator", ClinicalValue.MAX_SHORT_TEXT),
                fields.optionalText("unit", ClinicalValue.MAX_UNIT),
                coding(fields, "code", unknown),
                fields.optionalText("text", ClinicalValue.MAX_TEXT),
                number(fields, "low"),
                number(fields, "high"),
                fields.optionalText("interpretation", ClinicalValue.MAX_SHORT_TEXT),
                fields.optionalText("absentReason", ClinicalValue.MAX_SHORT_TEXT),
                fields.optionalText("element", ClinicalValue.MAX_ELEMENT));
    }

    private static @Nullable Double number(FieldReader fields, String name) throws MalformedMessage {
        return fields.optional(name) == null ? null : (Double) fields.number(name);
    }

    private static PatientFacts patient(FieldReader fields, Map<String, JsonNode> unknown) throws MalformedMessage {
        PatientFacts patient = new PatientFacts(
                time(fields, "birthDate"),
                fields.optionalText("sex", ClinicalValue.MAX_SHORT_TEXT),
                flag(fields, "deceased"),
                time(fields, "deceasedAt"));
        fields.keepUnknown(unknown);
        return patient;
    }

    static void write(FieldWriter fields, ClinicalFacts facts) throws IOException {
        JsonGenerator out = fields.out();
        if (facts.lastUpdated() != null) {
            fields.time("lastUpdated", facts.lastUpdated());
        }
        if (facts.deleted()) {
            out.writeBooleanField("deleted", true);
        }
        texts(out, "categories", facts.categories());
        texts(out, "topics", facts.topics());
        list(out, "codings", facts.codings(), coding -> writeCoding(fields, coding));
        time(fields, "start", facts.start());
        time(fields, "end", facts.end());
        list(out, "values", facts.values(), value -> writeValue(fields, value));
        list(out, "references", facts.references(), reference -> {
            out.writeStringField("role", reference.role());
            out.writeStringField("target", reference.target());
        });
        if (facts.patient() != null) {
            writePatient(fields, facts.patient());
        }
    }

    /** Writes the fields of one element of an array. */
    private interface Body<T> {
        void write(T element) throws IOException;
    }

    private static <T> void list(JsonGenerator out, String name, List<T> list, Body<T> body) throws IOException {
        if (list.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (T element : list) {
            out.writeStartObject();
            body.write(element);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static void time(FieldWriter fields, String name, @Nullable ClinicalTime time) throws IOException {
        fields.text(name, time == null ? null : time.text());
    }

    private static void writeCoding(FieldWriter fields, Coding coding) throws IOException {
        fields.text("system", coding.system());
        fields.text("code", coding.code());
        fields.text("display", coding.display());
    }

    private static void writeCoding(FieldWriter fields, String name, @Nullable Coding coding) throws IOException {
        if (coding != null) {
            fields.out().writeObjectFieldStart(name);
            writeCoding(fields, coding);
            fields.out().writeEndObject();
        }
    }

    private static void writeValue(FieldWriter fields, ClinicalValue value) throws IOException {
        fields.text("name", value.name());
        writeCoding(fields, "subject", value.subject());
        fields.number("number", value.number());
        fields.text("comparator", value.comparator());
        fields.text("unit", value.unit());
        writeCoding(fields, "code", value.code());
        fields.text("text", value.text());
        fields.number("low", value.low());
        fields.number("high", value.high());
        fields.text("interpretation", value.interpretation());
        fields.text("absentReason", value.absentReason());
        fields.text("element", value.element());
    }

    private static void writePatient(FieldWriter fields, PatientFacts patient) throws IOException {
        JsonGenerator out = fields.out();
        out.writeObjectFieldStart("patient");
        time(fields, "birthDate", patient.birthDate());
        fields.text("sex", patient.sex());
        if (patient.deceased() != null) {
            out.writeBooleanField("deceased", patient.deceased());
        }
        time(fields, "deceasedAt", patient.deceasedAt());
        out.writeEndObject();
    }
}

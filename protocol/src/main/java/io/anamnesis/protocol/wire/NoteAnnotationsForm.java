package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Certainty;
import io.anamnesis.protocol.message.Assertion.Experiencer;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.protocol.message.NoteAnnotations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link NoteAnnotations} in a note. What is plain (present, recent, the patient's) is left out. */
final class NoteAnnotationsForm {
    private static final int MAX_NAME = NoteAnnotations.MAX_NAME_CHARS;

    private NoteAnnotationsForm() {}

    static NoteAnnotations read(FieldReader fields, int textLength, Map<String, JsonNode> unknown)
            throws MalformedMessage {
        String lexicon = fields.text("lexicon", MAX_NAME);
        JsonNode sectionArray = fields.array("sections", NoteAnnotations.MAX_SECTIONS);
        List<NoteAnnotations.Section> sections = new ArrayList<>(sectionArray.size());
        for (int i = 0; i < sectionArray.size(); i++) {
            FieldReader section = fields.element(sectionArray, "sections", i);
            int begin = offset(section, "begin", 0, textLength);
            sections.add(new NoteAnnotations.Section(
                    section.text("category", MAX_NAME), begin, offset(section, "end", begin, textLength)));
            section.keepUnknown(unknown);
        }
        JsonNode entityArray = fields.array("entities", NoteAnnotations.MAX_ENTITIES);
        List<NoteAnnotations.Entity> entities = new ArrayList<>(entityArray.size());
        for (int i = 0; i < entityArray.size(); i++) {
            FieldReader entity = fields.element(entityArray, "entities", i);
            entities.add(entity(entity, textLength, sections.size()));
            entity.keepUnknown(unknown);
        }
        int omitted = fields.optional("omittedEntities") == null
                ? 0
                : offset(fields, "omittedEntities", 0, Integer.MAX_VALUE);
        fields.keepUnknown(unknown);
        return new NoteAnnotations(lexicon, sections, entities, omitted);
    }

    private static NoteAnnotations.Entity entity(FieldReader fields, int textLength, int sections)
            throws MalformedMessage {
        int begin = offset(fields, "begin", 0, textLength);
        return new NoteAnnotations.Entity(
                fields.text("concept", MAX_NAME),
                fields.text("category", MAX_NAME),
                begin,
                offset(fields, "end", begin, textLength),
                offset(fields, "section", 0, sections - 1),
                new Assertion(
                        axis(fields, "certainty", Certainty.class, Certainty.PRESENT),
                        axis(fields, "temporality", Temporality.class, Temporality.RECENT),
                        axis(fields, "experiencer", Experiencer.class, Experiencer.PATIENT)),
                NoteForm.date(fields, "date"),
                flag(fields, "dateFromText"),
                attributes(fields));
    }

    private static int offset(FieldReader fields, String name, int least, int most) throws MalformedMessage {
        long value = fields.integer(name);
        if (value < least || value > most) {
            throw fields.malformed(name, "expected " + least + " to " + most + ", found " + value);
        }
        return (int) value;
    }

    private static boolean flag(FieldReader fields, String name) throws MalformedMessage {
        JsonNode node = fields.optional(name);
        if (node != null && !node.isBoolean()) {
            throw fields.malformed(name, "expected true or false, found " + FieldReader.kind(node));
        }
        return node != null && node.booleanValue();
    }

    private static <E extends Enum<E>> E axis(FieldReader fields, String name, Class<E> type, E plain)
            throws MalformedMessage {
        String text = fields.optionalText(name, 32);
        if (text == null) {
            return plain;
        }
        for (E each : type.getEnumConstants()) {
            if (Assertion.wireName(each).equals(text)) {
                return each;
            }
        }
        throw fields.malformed(
                name,
                "expected one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> attributes(FieldReader fields) throws MalformedMessage {
        JsonNode node = fields.optional("attributes");
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject() || node.size() > NoteAnnotations.MAX_ATTRIBUTES) {
            throw fields.malformed(
                    "attributes", "expected an object of at most " + NoteAnnotations.MAX_ATTRIBUTES + " texts");
        }
        Map<String, String> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String value = each.getValue().textValue();
            if (value == null || value.length() > MAX_NAME || each.getKey().length() > MAX_NAME) {
                throw fields.malformed("attributes", "each is a text of at most " + MAX_NAME + " characters");
            }
            attributes.put(each.getKey(), value);
        }
        return attributes;
    }

    static void write(FieldWriter fields, NoteAnnotations annotations) throws IOException {
        JsonGenerator out = fields.out();
        out.writeObjectFieldStart("annotations");
        out.writeStringField("lexicon", annotations.lexicon());
        out.writeArrayFieldStart("sections");
        for (NoteAnnotations.Section section : annotations.sections()) {
            out.writeStartObject();
            out.writeStringField("category", section.category());
            out.writeNumberField("begin", section.begin());
            out.writeNumberField("end", section.end());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("entities");
        for (NoteAnnotations.Entity entity : annotations.entities()) {
            write(fields, entity);
        }
        out.writeEndArray();
        if (annotations.omittedEntities() > 0) {
            out.writeNumberField("omittedEntities", annotations.omittedEntities());
        }
        out.writeEndObject();
    }

    private static void write(FieldWriter fields, NoteAnnotations.Entity entity) throws IOException {
        JsonGenerator out = fields.out();
        out.writeStartObject();
        out.writeStringField("concept", entity.concept());
        out.writeStringField("category", entity.category());
        out.writeNumberField("begin", entity.begin());
        out.writeNumberField("end", entity.end());
        out.writeNumberField("section", entity.section());
        Assertion assertion = entity.assertion();
        fields.text("certainty", unlessPlain(assertion.certainty(), Certainty.PRESENT));
        fields.text("temporality", unlessPlain(assertion.temporality(), Temporality.RECENT));
        fields.text("experiencer", unlessPlain(assertion.experiencer(), Experiencer.PATIENT));
        fields.text("date", entity.date() == null ? null : entity.date().toString());
        if (entity.dateFromText()) {
            out.writeBooleanField("dateFromText", true);
        }
        if (!entity.attributes().isEmpty()) {
            out.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> each : entity.attributes().entrySet()) {
                out.writeStringField(each.getKey(), each.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static @Nullable String unlessPlain(Enum<?> value, Enum<?> plain) {
        return value == plain ? null : Assertion.wireName(value);
    }
}

package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Reference;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what one conforming resource says. */
final class FactsReader {
    private static final int MAX_REFERENCE_DEPTH = 4;

    private final KeptType type;
    private final ObjectNode resource;
    private final BundleIndex index;
    private final Values values = new Values();
    private final List<Reference> references = new ArrayList<>(4);

    FactsReader(KeptType type, ObjectNode resource, BundleIndex index) {
        this.type = type;
        this.resource = resource;
        this.index = index;
    }

    ClinicalFacts read() throws Unfit {
        List<Coding> codings = codings();
        parts();
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            if (!field.getKey().equals(type.subject()) && !field.getKey().equals("contained")) {
                references(role(field.getKey()), field.getValue(), 0);
            }
        }
        Period period = period();
        return fitting(new Lists(categories(), Topics.of(resource, codings), codings), period);
    }

    private static String role(String element) {
        return element.length() <= Reference.MAX_ROLE ? element : element.substring(0, Reference.MAX_ROLE);
    }

    private record Lists(List<String> categories, List<String> topics, List<Coding> codings) {}

    private record Period(
            @Nullable ClinicalTime start, @Nullable ClinicalTime end) {}

    private ClinicalFacts fitting(Lists lists, Period period) throws Unfit {
        if (lists.categories().size() > ClinicalFacts.MAX_CATEGORIES
                || lists.codings().size() > ClinicalFacts.MAX_CODINGS
                || lists.topics().size() > ClinicalFacts.MAX_TOPICS
                || references.size() > ClinicalFacts.MAX_REFERENCES) {
            throw new Unfit(Fault.TOO_MANY_PARTS, "");
        }
        return new ClinicalFacts(
                lastUpdated(),
                false,
                lists.categories(),
                lists.topics(),
                lists.codings(),
                period.start(),
                period.end(),
                values.list(),
                references,
                type == KeptType.PATIENT ? patient() : null);
    }

    /** When this version was made, to the millisecond. */
    @Nullable
    Instant lastUpdated() throws Unfit {
        ClinicalTime updated = Elements.time(resource.path("meta"), "lastUpdated", "meta");
        return updated == null || updated.precision() != ClinicalTime.Precision.SECOND
                ? null
                : Instant.ofEpochMilli(updated.instant().toEpochMilli());
    }

    /** {@code entered-in-error} wherever the type says it, else the status. */
    @Nullable
    String status() throws Unfit {
        String verification = Elements.code(resource.path("verificationStatus"), "verificationStatus");
        if (ClinicalResource.ENTERED_IN_ERROR.equals(verification)) {
            return verification;
        }
        JsonNode clinical = resource.path("clinicalStatus");
        String status = clinical.isObject()
                ? Elements.code(clinical, "clinicalStatus")
                : Elements.text(resource, "status", 64, "");
        return Elements.shortened(status, 64);
    }

    private List<Coding> codings() throws Unfit {
        List<Coding> codings = new ArrayList<>(2);
        List<Elements.Found> concepts =
                type.code().equals("medication") ? medication() : Elements.at(resource, type.code());
        for (Elements.Found concept : concepts) {
            codings.addAll(Elements.codings(concept.node(), concept.path()));
        }
        return codings;
    }

    /** The drug stands in place, or in a contained Medication. */
    private List<Elements.Found> medication() {
        List<Elements.Found> direct = Elements.at(resource, "medicationCodeableConcept");
        String reference = Elements.text(resource.path("medicationReference"), "reference");
        if (!direct.isEmpty() || reference == null || !reference.startsWith("#")) {
            return direct;
        }
        JsonNode contained = resource.path("contained");
        for (int i = 0; i < contained.size(); i++) {
            if (reference.substring(1).equals(Elements.text(contained.get(i), "id"))
                    && contained.get(i).has("code")) {
                return List.of(new Elements.Found(contained.get(i).path("code"), "contained[" + i + "].code"));
            }
        }
        return direct;
    }

    private List<String> categories() throws Unfit {
        List<String> categories = new ArrayList<>(2);
        for (Elements.Found category : Elements.at(resource, type.category())) {
            if (category.node().isTextual()) {
                categories.add(category.node().textValue());
            } else {
                for (Coding coding : Elements.codings(category.node(), category.path())) {
                    categories.add(coding.code());
                }
            }
        }
        return categories;
    }

    private void parts() throws Unfit {
        if (type == KeptType.OBSERVATION) {
            values.observation(resource);
        }
        if (type == KeptType.FAMILY_MEMBER_HISTORY) {
            values.relative(resource);
        }
        for (Map.Entry<String, String> part : type.parts()) {
            for (Elements.Found found : Elements.at(resource, part.getValue())) {
                values.part(part.getKey(), found);
            }
        }
        values.extensions(resource);
    }

    private Period period() throws Unfit {
        Period period = period(type.start());
        if (period.end() != null || type.end().isEmpty()) {
            return period;
        }
        return new Period(period.start(), period(type.end()).start());
    }

    /** The element itself or one of its choices: a time, or a period. */
    private Period period(String stem) throws Unfit {
        for (String name : stem.isEmpty()
                ? List.<String>of()
                : List.of(stem, stem + "DateTime", stem + "Instant", stem + "Period")) {
            for (Elements.Found found : Elements.at(resource, name)) {
                if (found.node().isObject()) {
                    return new Period(
                            Elements.time(found.node(), "start", found.path()),
                            Elements.time(found.node(), "end", found.path()));
                }
                if (found.node().isTextual()) {
                    return new Period(Elements.time(resource, name, ""), null);
                }
            }
        }
        return new Period(null, null);
    }

    /** When it was written down. */
    @Nullable
    ClinicalTime written() throws Unfit {
        return type.written().isEmpty() ? null : Elements.time(resource, type.written(), "");
    }

    private void references(String role, JsonNode node, int depth) throws Unfit {
        if (depth > MAX_REFERENCE_DEPTH || references.size() > ClinicalFacts.MAX_REFERENCES) {
            return;
        }
        String reference = node.isObject() ? Elements.text(node, "reference") : null;
        if (reference != null) {
            String target = index.resolve(reference).orElse(reference);
            if (target.length() > Reference.MAX_TARGET) {
                throw new Unfit(Fault.OVERSIZED_PART, role);
            }
            references.add(new Reference(role, target));
        } else if (node.isContainerNode()) {
            for (JsonNode child : node) {
                references(role, child, depth + 1);
            }
        }
    }

    private PatientFacts patient() throws Unfit {
        ClinicalTime died = Elements.time(resource, "deceasedDateTime", "");
        JsonNode flag = resource.path("deceasedBoolean");
        Boolean deceased = died != null ? Boolean.TRUE : flag.isBoolean() ? (Boolean) flag.booleanValue() : null;
        return new PatientFacts(
                Elements.time(resource, "birthDate", ""), Elements.text(resource, "gender", 64, ""), deceased, died);
    }
}

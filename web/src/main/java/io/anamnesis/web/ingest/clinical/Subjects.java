package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a resource to its patient. */
final class Subjects {
    private static final String PATIENT = "Patient/";

    private final BundleIndex index;
    private final IdentityMap map;

    Subjects(BundleIndex index, IdentityMap map) {
        this.index = index;
        this.map = map;
    }

    /** Of a Patient: itself. */
    Subject ofPatient(String id) throws Unfit {
        List<Subject> names = new ArrayList<>(index.identifiers(id));
        names.add(new Subject(IdentityMap.FHIR_PATIENT, id));
        return one(names, new Subject(IdentityMap.FHIR_PATIENT, id), "identifier");
    }

    /** Of any other resource: whom its element refers to. */
    Subject of(JsonNode resource, String element) throws Unfit {
        JsonNode subject = resource.path(element);
        String reference = Elements.text(subject, "reference");
        if (reference != null && reference.startsWith("#")) {
            return contained(resource, reference.substring(1), element);
        }
        if (reference != null) {
            return ofReference(reference, element);
        }
        Subject identifier = identifier(subject.path("identifier"));
        if (identifier == null) {
            throw new Unfit(Fault.SUBJECT_REQUIRED, element);
        }
        String type = Elements.text(subject, "type");
        if (type != null && !type.equals("Patient")) {
            throw new Unfit(Fault.SUBJECT_NOT_A_PATIENT, element);
        }
        return one(List.of(identifier), identifier, element);
    }

    /** A patient within the resource has no id that others could use: an identifier must say who it is. */
    private Subject contained(JsonNode resource, String id, String element) throws Unfit {
        List<Subject> identifiers = new ArrayList<>(2);
        for (JsonNode one : resource.path("contained")) {
            if (id.equals(Elements.text(one, "id")) && "Patient".equals(Elements.text(one, "resourceType"))) {
                for (JsonNode identifier : one.path("identifier")) {
                    Subject subject = identifier(identifier);
                    if (subject != null) {
                        identifiers.add(subject);
                    }
                }
            }
        }
        if (identifiers.isEmpty()) {
            throw new Unfit(Fault.SUBJECT_UNRESOLVED, element);
        }
        return one(identifiers, identifiers.get(0), element);
    }

    Subject ofReference(String reference, String element) throws Unfit {
        String target = index.resolve(reference).orElse(null);
        if (target != null) {
            if (!target.startsWith(PATIENT)) {
                throw new Unfit(Fault.SUBJECT_NOT_A_PATIENT, element);
            }
            return ofPatient(target.substring(PATIENT.length()));
        }
        if (index.isAmbiguous(reference)) {
            throw new Unfit(Fault.SUBJECT_AMBIGUOUS, element);
        }
        Subject elsewhere = elsewhere(reference);
        if (elsewhere == null) {
            throw new Unfit(Fault.SUBJECT_UNRESOLVED, element);
        }
        return one(List.of(elsewhere), elsewhere, element);
    }

    /**
     * A patient that the input does not hold, by its identifier or by its server. The same id on another server is another
     * patient, so that the server's address becomes the system.
     */
    private static @Nullable Subject elsewhere(String reference) {
        if (reference.startsWith("Patient?")) {
            return BundleIndex.asked(reference);
        }
        String plain = reference.replaceFirst("/_history/[^/]*$", "");
        int at = plain.lastIndexOf("/" + PATIENT);
        return plain.matches("https?://.{1,400}/Patient/[A-Za-z0-9.-]{1,64}")
                ? new Subject(plain.substring(0, at), plain.substring(at + 1 + PATIENT.length()))
                : null;
    }

    static @Nullable Subject identifier(JsonNode identifier) {
        String system = Elements.text(identifier, "system");
        String value = Elements.text(identifier, "value");
        return system == null || value == null ? null : new Subject(system, value);
    }

    private Subject one(List<Subject> names, Subject asItIs, String element) throws Unfit {
        if (map.isEmpty()) {
            return asItIs;
        }
        Set<String> patients = map.patients(names);
        if (patients.size() > 1) {
            throw new Unfit(Fault.CONTRADICTORY_IDENTITY, element);
        }
        if (patients.isEmpty()) {
            throw new Unfit(Fault.UNKNOWN_IDENTITY, element);
        }
        return new Subject(IdentityMap.RESOLVED, patients.iterator().next());
    }
}

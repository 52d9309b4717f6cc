package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.reading.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes findings of single resources that share an index. */
final class ResourceReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Set<String> PHI = Set.of("phi");

    private final Intake intake;
    private final BundleIndex index;
    private final Subjects subjects;
    private final @Nullable String bundleTime;

    ResourceReader(Intake intake, BundleIndex index, @Nullable String bundleTime) {
        this.intake = intake;
        this.index = index;
        this.subjects = new Subjects(index, intake.map());
        this.bundleTime = bundleTime;
    }

    /** Takes, refuses or counts one resource. */
    void read(Entry entry, byte[] json) {
        try {
            String content = Text.withoutLayout(json);
            if (content == null) {
                throw new Unfit(Fault.INVALID_UTF_8, "");
            }
            ObjectNode resource = Json.object(json);
            if (resource == null) {
                throw new Unfit(Fault.MALFORMED_JSON, "");
            }
            read(entry, resource, content);
        } catch (Unfit e) {
            refuse(entry, e);
        } catch (RuntimeSinkFailure e) {
            throw e.failure();
        } catch (IllegalArgumentException e) {
            // a limit of the message's own types
            refuse(entry, new Unfit(Fault.OVERSIZED_PART, ""));
        }
    }

    private void refuse(Entry entry, Unfit e) {
        intake.refuse(entry.line(), place(entry.element(), e.element()), e.fault());
    }

    static String place(String resource, String element) {
        return element.isEmpty() ? resource : resource.isEmpty() ? element : resource + "." + element;
    }

    private void read(Entry entry, ObjectNode resource, String content) throws Unfit {
        String name = Elements.text(resource, "resourceType");
        if (name == null) {
            throw new Unfit(Fault.NOT_A_RESOURCE, "");
        }
        KeptType type = KeptType.of(name);
        if (type == null) {
            if (!R4.hasType(name)) {
                throw new Unfit(Fault.UNKNOWN_TYPE, "resourceType");
            }
            intake.notKept(name, entry.line(), entry.element());
            return;
        }
        boolean narrative = Conformance.withoutNarrative(resource);
        Conformance.check(resource);
        String id = entry.logicalId();
        if (id == null || !ID.matcher(id).matches()) {
            throw new Unfit(Fault.ID_REQUIRED, "id");
        }
        FactsReader reader = new FactsReader(type, resource, index);
        ClinicalFacts facts = reader.read();
        ClinicalResource kept = resource(type, id, resource, content, reader.status(), facts);
        if (intake.contradicts(name + "/" + id + "/" + kept.versionId() + "/" + facts.lastUpdated(), content)) {
            throw new Unfit(Fault.DUPLICATE, "id");
        }
        Finding.Subject subject =
                type == KeptType.PATIENT ? subjects.ofPatient(id) : subjects.of(resource, type.subject());
        ClinicalTime written = reader.written();
        Finding finding = new Finding(
                subject,
                intake.source(),
                observedAt(facts, written),
                issuedAt(type, facts, written),
                isIdentifying(type, resource, narrative) ? PHI : Set.of(),
                new Payload.ClinicalPayload(kept),
                intake.origin(entry.line(), entry.element()));
        hand(finding);
        if (type == KeptType.DOCUMENT_REFERENCE) {
            boolean gone =
                    kept.withdrawn() || ClinicalResource.ENTERED_IN_ERROR.equals(Elements.text(resource, "docStatus"));
            if (gone) {
                hand(noteWithdrawal(finding, id));
            } else {
                notes(entry, resource, id, finding);
            }
        }
    }

    /** What the sink throws is no fault of the resource, and reaches the caller unchanged. */
    private void hand(Finding finding) {
        try {
            intake.found(finding);
        } catch (RuntimeException e) {
            throw new RuntimeSinkFailure(e);
        }
    }

    private static ClinicalResource resource(
            KeptType type, String id, ObjectNode resource, String content, @Nullable String status, ClinicalFacts facts)
            throws Unfit {
        Coding main = facts.codings().isEmpty() ? null : facts.codings().get(0);
        return new ClinicalResource(
                type.fhirName(),
                id,
                Elements.text(resource.path("meta"), "versionId", 64, "meta"),
                status,
                main == null ? null : main.system(),
                main == null ? null : main.code(),
                content,
                facts);
    }

    /** When it was true; else when it was written, updated or sent; of a patient, from birth on. */
    private Instant observedAt(ClinicalFacts facts, @Nullable ClinicalTime written) throws Unfit {
        ClinicalTime birth = facts.patient() == null ? null : facts.patient().birthDate();
        for (ClinicalTime time : new ClinicalTime[] {facts.start(), facts.end(), birth, written}) {
            if (time != null) {
                return Instant.ofEpochMilli(time.instant().toEpochMilli());
            }
        }
        if (facts.lastUpdated() != null) {
            return facts.lastUpdated();
        }
        return sentAt();
    }

    private Instant sentAt() throws Unfit {
        Instant sent =
                bundleTime == null ? null : exact(ClinicalTime.of(bundleTime).orElse(null));
        Instant known = sent == null ? intake.options().observedAt() : sent;
        if (known == null) {
            throw new Unfit(Fault.TIME_REQUIRED, "");
        }
        return known;
    }

    private static @Nullable Instant issuedAt(KeptType type, ClinicalFacts facts, @Nullable ClinicalTime written) {
        boolean issued = type == KeptType.OBSERVATION || type == KeptType.DIAGNOSTIC_REPORT;
        return facts.lastUpdated() != null || !issued ? facts.lastUpdated() : exact(written);
    }

    private static @Nullable Instant exact(@Nullable ClinicalTime time) {
        return time == null || time.precision() != ClinicalTime.Precision.SECOND
                ? null
                : Instant.ofEpochMilli(time.instant().toEpochMilli());
    }

    /** Names, addresses and free text identify a person, wherever they stand. */
    private static boolean isIdentifying(KeptType type, JsonNode resource, boolean narrative) {
        return narrative
                || type == KeptType.PATIENT
                || type == KeptType.DOCUMENT_REFERENCE
                || type == KeptType.FAMILY_MEMBER_HISTORY
                || resource.has("note")
                || resource.has("presentedForm")
                || resource.has("contained")
                || resource.path(type.subject()).has("display")
                || resource.path(type.subject()).has("identifier");
    }

    private void notes(Entry entry, ObjectNode document, String id, Finding finding) {
        JsonNode contents = document.path("content");
        for (int i = 0; i < contents.size(); i++) {
            String path = "content[" + i + "].attachment";
            try {
                hand(new Finding(
                        finding.subject(),
                        finding.source(),
                        finding.observedAt(),
                        finding.issuedAt(),
                        PHI,
                        new Payload.NotePayload(note(
                                entry,
                                finding.observedAt(),
                                NoteTexts.of(document, id, contents.get(i).path("attachment"), i, path))),
                        intake.origin(entry.line(), place(entry.element(), path))));
            } catch (Unfit e) {
                refuse(entry, e);
            }
        }
    }

    private ClinicalNote note(Entry entry, Instant writtenAt, NoteTexts.Written note) {
        PartialDate day = PartialDate.day(writtenAt.atOffset(ZoneOffset.UTC).toLocalDate());
        return intake.notes()
                .compose(
                        new NoteComposer.Head(note.noteId(), note.noteType(), note.language(), null, day),
                        note.text(),
                        (code, reason) -> intake.refuse(entry.line(), entry.element(), new Fault(code, reason)));
    }

    /** Takes the news that a resource was deleted: {@code DELETE Type/id}. */
    void deleted(Entry entry) {
        try {
            String url = entry.url() == null ? "" : entry.url();
            String[] target = index.resolve(url).orElse(url).split("/", -1);
            if (target.length != 2 || !ID.matcher(target[1]).matches()) {
                throw new Unfit(Fault.DELETION_UNRESOLVED, "");
            }
            if (KeptType.of(target[0]) == null) {
                intake.notKept(target[0], entry.line(), entry.element());
                return;
            }
            Finding deletion = deletion(entry, target[0], target[1]);
            hand(deletion);
            if (target[0].equals(KeptType.DOCUMENT_REFERENCE.fhirName())) {
                hand(noteWithdrawal(deletion, target[1]));
            }
        } catch (Unfit e) {
            refuse(entry, e);
        } catch (RuntimeSinkFailure e) {
            throw e.failure();
        }
    }

    /** A document that is no more takes the notes that it carried along. */
    private static Finding noteWithdrawal(Finding document, String id) {
        return new Finding(
                document.subject(),
                document.source(),
                document.observedAt(),
                document.issuedAt(),
                Set.of(),
                new Payload.NotePayload(ClinicalNote.withdrawal(id)),
                document.origin());
    }

    private Finding deletion(Entry entry, String type, String id) throws Unfit {
        String reference = type.equals("Patient") ? type + "/" + id : index.patientOf(type + "/" + id);
        String when = entry.lastModified() == null ? bundleTime : entry.lastModified();
        Instant at = when == null ? null : exact(ClinicalTime.of(when).orElse(null));
        ClinicalFacts none = ClinicalFacts.NONE;
        ClinicalFacts facts = new ClinicalFacts(
                at,
                true,
                none.categories(),
                none.topics(),
                none.codings(),
                null,
                null,
                none.values(),
                none.references(),
                null);
        String content = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"}";
        return new Finding(
                reference == null ? null : subjects.ofReference(reference, "subject"),
                intake.source(),
                at == null ? sentAt() : at,
                at,
                Set.of(),
                new Payload.ClinicalPayload(new ClinicalResource(type, id, null, null, null, null, content, facts)),
                intake.origin(entry.line(), entry.element()));
    }

    /** Carries what a sink threw past the handlers of faults. */
    private static final class RuntimeSinkFailure extends RuntimeException {
        private final transient RuntimeException failure;

        RuntimeSinkFailure(RuntimeException failure) {
            super(null, failure, false, false);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}

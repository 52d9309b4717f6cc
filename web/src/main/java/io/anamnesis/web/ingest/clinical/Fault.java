package io.anamnesis.web.ingest.clinical;

/** A permanent code and what it means to people. Reasons are constants, so none can quote a record. */
record Fault(String code, String reason) {
    static final Fault MALFORMED_JSON = new Fault("malformed-json", "this is not one whole JSON object");
    static final Fault INVALID_UTF_8 = new Fault("invalid-utf-8", "the text is not UTF-8");
    static final Fault RESOURCE_TOO_LARGE = new Fault(
            "resource-too-large", "the limit is " + Limits.MAX_RESOURCE_BYTES + " bytes a resource and this has more");
    static final Fault LINE_TOO_LONG =
            new Fault("line-too-long", "the limit is " + Limits.MAX_RESOURCE_BYTES + " bytes a line and this has more");
    static final Fault TOO_NESTED =
            new Fault("bundle-too-nested", "bundles within bundles are read " + Limits.MAX_BUNDLE_DEPTH + " deep");
    static final Fault WRONG_CELL_COUNT = new Fault("malformed-row", "the row has not as many cells as the header");
    static final Fault NOT_A_RESOURCE = new Fault("not-a-resource", "there is no resourceType");
    static final Fault UNKNOWN_TYPE = new Fault("unknown-resource-type", "FHIR R4 has no resource of this type");
    static final Fault EMPTY_ENTRY = new Fault("empty-entry", "the entry holds no resource and asks for no deletion");
    static final Fault DELETION_UNRESOLVED = new Fault(
            "deletion-unresolved", "which resource to delete can't be told from this input; expected Type/id");
    static final Fault INVALID_VALUE =
            new Fault("invalid-value", "the value is not of the form that FHIR R4 gives this element");
    static final Fault OUT_OF_RANGE = new Fault("out-of-range", "the number or time is outside what can be kept");
    static final Fault TOO_MANY_PARTS =
            new Fault("too-many-parts", "the resource has more codings, values or references than are kept");
    static final Fault OVERSIZED_PART =
            new Fault("oversized-part", "a code, code system, unit or version is longer than is kept");
    static final Fault ID_REQUIRED = new Fault(
            "id-required",
            "without an id no later version could correct this resource; expected 1 to 64 letters, digits, dashes, dots");
    static final Fault DUPLICATE =
            new Fault("duplicate-resource", "an earlier entry has the same type, id and version and other content");
    static final Fault SUBJECT_REQUIRED = new Fault("subject-required", "the resource names no patient");
    static final Fault SUBJECT_UNRESOLVED =
            new Fault("subject-unresolved", "the reference to the patient leads to nothing in this input");
    static final Fault SUBJECT_AMBIGUOUS =
            new Fault("subject-ambiguous", "the conditional reference to the patient matches several entries");
    static final Fault SUBJECT_NOT_A_PATIENT =
            new Fault("subject-not-a-patient", "the resource is about something other than a patient");
    static final Fault UNKNOWN_IDENTITY =
            new Fault("unknown-identity", "the identity map knows none of the patient's identifiers");
    static final Fault CONTRADICTORY_IDENTITY = new Fault(
            "contradictory-identity", "the patient's identifiers lead to different patients in the identity map");
    static final Fault TIME_REQUIRED = new Fault(
            "time-required",
            "neither the resource nor its bundle says when this was true or written; give the document's time");
    static final Fault ATTACHMENT_NOT_TEXT = new Fault("attachment-not-text", "of attachments only plain text is read");
    static final Fault ATTACHMENT_ELSEWHERE =
            new Fault("attachment-elsewhere", "the attachment is a link or empty; links are not followed");
    static final Fault MALFORMED_ATTACHMENT =
            new Fault("malformed-attachment", "the attachment is not Base64 of text in the stated character set");
    static final Fault NOTE_TOO_LONG = new Fault(
            "note-too-long", "the limit is " + Limits.MAX_NOTE_CHARS + " characters a note and this has more");
    static final String NOT_KEPT = "resource-type-not-kept";
}

package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ClinicalFacts.Reference;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BundleReferencesTest {
    private static final String PATIENT = """
            {"fullUrl":"urn:uuid:aaa","resource":{"resourceType":"Patient","id":"p1","birthDate":"1980-02",
             "identifier":[{"system":"urn:mrn","value":"7"},{"system":"urn:ssn","value":"9"}]}}""";

    private static String bundle(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"timestamp\":\"2025-01-01T00:00:00Z\",\"entry\":["
                + String.join(",\n", entries) + "]}";
    }

    private static String condition(String id, String subject) {
        return "{\"fullUrl\":\"urn:uuid:" + id + "\",\"resource\":{\"resourceType\":\"Condition\",\"id\":\"" + id
                + "\",\"subject\":{\"reference\":\"" + subject
                + "\"},\"asserter\":{\"reference\":\"Practitioner?identifier=urn:npi|1\"}}}";
    }

    private static IdentityMap map(String... rows) throws IOException {
        String csv = "system,identifier,patient\n" + String.join("\n", rows);
        return IdentityMap.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_reference_by_full_url_may_come_before_the_entry_that_it_means() {
        Collected read = Collected.of(bundle(condition("c1", "urn:uuid:aaa"), PATIENT));
        assertThat(read.refusals).isEmpty();
        assertThat(read.findings)
                .extracting(Finding::subject)
                .containsOnly(new Finding.Subject(IdentityMap.FHIR_PATIENT, "p1"));
        assertThat(read.findings.get(0).origin().element()).isEqualTo("Bundle.entry[0].resource");
        assertThat(read.findings.get(1).origin().line()).isEqualTo(2);
        assertThat(read.findings.get(0).origin().document()).isEqualTo("test.json");
    }

    @Test
    void a_conditional_reference_is_resolved_within_the_bundle_and_kept_as_it_is_beyond() {
        String practitioner = """
                {"fullUrl":"urn:uuid:d1","resource":{"resourceType":"Practitioner","id":"doc","identifier":[{"system":"urn:npi","value":"1"}]}}""";
        Collected known = Collected.of(bundle(PATIENT, condition("c1", "Patient?identifier=urn:mrn|7"), practitioner));
        ClinicalResource condition = known.resources().get(1);
        assertThat(condition.facts().references()).containsExactly(new Reference("asserter", "Practitioner/doc"));
        assertThat(known.findings.get(1).subject()).isEqualTo(new Finding.Subject(IdentityMap.FHIR_PATIENT, "p1"));
        assertThat(known.places()).containsExactly("4 Bundle.entry[2].resource resource-type-not-kept");

        Collected alone = Collected.of(bundle(condition("c1", "Patient?identifier=urn:mrn%7C7")));
        assertThat(alone.findings.get(0).subject()).isEqualTo(new Finding.Subject("urn:mrn", "7"));
        assertThat(alone.only().facts().references())
                .containsExactly(new Reference("asserter", "Practitioner?identifier=urn:npi|1"));
    }

    @Test
    void a_reference_that_leads_nowhere_or_to_several_is_refused_at_its_element() {
        Collected nowhere = Collected.of(bundle(condition("c1", "urn:uuid:zzz")));
        assertThat(nowhere.places()).containsExactly("1 Bundle.entry[0].resource.subject subject-unresolved");
        String twin = PATIENT.replace("aaa", "bbb").replace("\"p1\"", "\"p2\"");
        Collected twins = Collected.of(bundle(PATIENT, twin, condition("c1", "Patient?identifier=urn:mrn|7")));
        assertThat(twins.refusals).extracting(refusal -> refusal.code()).containsExactly("subject-ambiguous");
        Collected herd = Collected.of(bundle(condition("c1", "Group/herd")));
        assertThat(herd.refusals).extracting(refusal -> refusal.code()).containsExactly("subject-not-a-patient");
    }

    @Test
    void an_identity_map_joins_identifiers_of_several_systems() throws IOException {
        IdentityMap map = map("urn:mrn,7,anna", "urn:ssn,9,anna", "urn:lab,x,anna");
        Collected read =
                Collected.of(bundle(PATIENT, condition("c1", "urn:uuid:aaa"), condition("c2", "Patient/p1")), map);
        assertThat(read.findings)
                .hasSize(3)
                .extracting(Finding::subject)
                .containsOnly(new Finding.Subject(IdentityMap.RESOLVED, "anna"));
        Collected lab = Collected.of(bundle(condition("c3", "Patient?identifier=urn:lab|x")), map);
        assertThat(lab.findings.get(0).subject()).isEqualTo(new Finding.Subject(IdentityMap.RESOLVED, "anna"));
    }

    @Test
    void contradictory_and_unknown_identities_are_refused() throws IOException {
        Collected torn = Collected.of(
                bundle(PATIENT, condition("c1", "urn:uuid:aaa")), map("urn:mrn,7,anna", "urn:ssn,9,berta"));
        assertThat(torn.findings).isEmpty();
        assertThat(torn.places())
                .containsExactly(
                        "1 Bundle.entry[0].resource.identifier contradictory-identity",
                        "3 Bundle.entry[1].resource.identifier contradictory-identity");
        Collected stranger = Collected.of(bundle(PATIENT), map("urn:mrn,8,anna"));
        assertThat(stranger.refusals).extracting(refusal -> refusal.code()).containsExactly("unknown-identity");
    }

    @Test
    void in_bulk_data_a_patient_of_a_later_line_is_known_to_the_map() throws IOException {
        String lines = """
                {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p1"},"recordedDate":"2020"}
                {"resourceType":"Patient","id":"p1","birthDate":"1980","identifier":[{"system":"urn:mrn","value":"7"}]}
                """;
        Collected read = Collected.of(lines, map("urn:mrn,7,anna"));
        assertThat(read.findings)
                .hasSize(2)
                .extracting(Finding::subject)
                .containsOnly(new Finding.Subject(IdentityMap.RESOLVED, "anna"));
    }

    @Test
    void the_same_id_on_another_server_is_another_patient() {
        Collected read = Collected.of(bundle(condition("c1", "https://other.example/fhir/Patient/p1")));
        assertThat(read.findings.get(0).subject()).isEqualTo(new Finding.Subject("https://other.example/fhir", "p1"));
    }

    @Test
    void a_deletion_is_a_tombstone_that_knows_its_patient_where_the_bundle_does() {
        String deletion = "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/c1\"}}";
        Collected read = Collected.of(bundle(PATIENT, condition("c1", "urn:uuid:aaa"), deletion));
        Finding last = read.findings.get(2);
        assertThat(read.resources().get(2).withdrawn()).isTrue();
        assertThat(read.resources().get(2).facts().deleted()).isTrue();
        assertThat(last.subject()).isEqualTo(new Finding.Subject(IdentityMap.FHIR_PATIENT, "p1"));
        assertThat(last.issuedAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        Collected alone = Collected.of(bundle(deletion));
        assertThat(alone.findings.get(0).subject()).isNull();
        Collected query = Collected.of(bundle("{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition?code=1\"}}"));
        assertThat(query.places()).containsExactly("1 Bundle.entry[0].resource deletion-unresolved");
    }

    @Test
    void the_deletion_of_a_document_takes_its_note_back() {
        Collected read = Collected.of(bundle("{\"request\":{\"method\":\"DELETE\",\"url\":\"DocumentReference/d1\"}}"));
        assertThat(read.resources()).hasSize(1).allMatch(ClinicalResource::withdrawn);
        assertThat(read.notes())
                .hasSize(1)
                .allMatch(note -> note.withdrawn() && note.noteId().equals("d1"));
        assertThat(read.findings.get(1).issuedAt())
                .isEqualTo(read.findings.get(0).issuedAt());
        assertThat(read.findings.get(1).subject())
                .isEqualTo(read.findings.get(0).subject());
    }

    @Test
    void bulk_data_sends_deletions_as_a_bundle_a_line() {
        String lines = """
                {"resourceType":"Bundle","type":"transaction","meta":{"lastUpdated":"2024-05-01T00:00:00Z"},"entry":[{"request":{"method":"DELETE","url":"Observation/o1"}}]}
                {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Patient/p1"}}]}
                """;
        Collected read = Collected.of(lines);
        assertThat(read.resources()).extracting(ClinicalResource::resourceId).containsExactly("o1", "p1");
        assertThat(read.resources()).allMatch(ClinicalResource::withdrawn);
        assertThat(read.findings.get(0).issuedAt()).isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
        assertThat(read.findings.get(1).origin().line()).isEqualTo(2);
    }

    @Test
    void versions_of_a_resource_are_all_told_and_a_contradiction_is_refused() {
        String first = condition("c1", "urn:uuid:aaa");
        String second = first.replace("\"subject\"", "\"meta\":{\"versionId\":\"2\"},\"subject\"");
        String other = first.replace("\"subject\"", "\"recordedDate\":\"2020\",\"subject\"");
        Collected read = Collected.of(bundle(PATIENT, first, second, first, other));
        assertThat(read.resources()).extracting(ClinicalResource::versionId).containsExactly(null, null, "2", null);
        assertThat(read.places()).containsExactly("6 Bundle.entry[4].resource.id duplicate-resource");
    }

    @Test
    void an_entry_without_id_takes_it_from_its_full_url() {
        Collected read =
                Collected.of(bundle(PATIENT, condition("c1", "urn:uuid:aaa").replace("\"id\":\"c1\",", "")));
        assertThat(read.resources()).extracting(ClinicalResource::resourceId).containsExactly("p1", "c1");
        Collected nameless = Collected.of("{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/1\"}}");
        assertThat(nameless.places()).containsExactly("1 Condition.id id-required");
    }

    @Test
    void a_bundle_within_a_bundle_is_read_at_its_place_and_not_endlessly() {
        String inner = bundle(PATIENT);
        Collected read = Collected.of(bundle("{\"resource\":" + inner + "}"));
        assertThat(read.findings.get(0).origin().element()).isEqualTo("Bundle.entry[0].resource.entry[0].resource");
        String deep = PATIENT;
        for (int i = 0; i < 6; i++) {
            deep = "{\"resource\":" + bundle(deep) + "}";
        }
        assertThat(Collected.of(bundle(deep)).refusals)
                .extracting(refusal -> refusal.code())
                .containsExactly("bundle-too-nested");
    }
}

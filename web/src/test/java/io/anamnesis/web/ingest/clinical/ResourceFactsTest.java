package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime.Precision;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResourceFactsTest {
    private static String resource(String type, String fields) {
        String subject = type.equals("AllergyIntolerance")
                        || type.equals("FamilyMemberHistory")
                        || type.equals("Consent")
                        || type.equals("Immunization")
                ? "patient"
                : "subject";
        return "{\"resourceType\":\"" + type + "\",\"id\":\"x\",\"" + subject + "\":{\"reference\":\"Patient/p\"},"
                + fields + "}";
    }

    private static ClinicalResource read(String type, String fields) {
        Collected read = Collected.of(resource(type, fields));
        assertThat(read.refusals).isEmpty();
        return read.only();
    }

    private static String code(String system, String code) {
        return "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\",\"display\":\"d\"}]}";
    }

    private static String loinc(String code) {
        return code("http://loinc.org", code);
    }

    @Test
    void an_observation_gives_value_unit_range_interpretation_and_components() {
        ClinicalResource pressure = read("Observation", """
                "status":"final","code":%s,"category":[%s],"effectiveDateTime":"2020-03-01T10:00:00+01:00",
                "issued":"2020-03-02T00:00:00Z","component":[
                {"code":%s,"valueQuantity":{"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"},
                 "referenceRange":[{"low":{"value":90},"high":{"value":129.5}}],"interpretation":[%s]},
                {"code":%s,"dataAbsentReason":%s}]
                """.formatted(
                        loinc("85354-9"),
                        code("s", "vital-signs"),
                        loinc("8480-6"),
                        code("s", "N"),
                        loinc("8462-4"),
                        code("s", "not-performed")));
        assertThat(pressure.code()).isEqualTo("85354-9");
        assertThat(pressure.facts().categories()).containsExactly("vital-signs");
        assertThat(Objects.requireNonNull(pressure.facts().start()).instant())
                .isEqualTo(Instant.parse("2020-03-01T09:00:00Z"));
        assertThat(pressure.facts().values())
                .containsExactly(
                        new ClinicalValue(
                                "component",
                                new Coding("http://loinc.org", "8480-6", "d"),
                                120.0,
                                null,
                                "mm[Hg]",
                                null,
                                null,
                                90.0,
                                129.5,
                                "N",
                                null,
                                "component[0].valueQuantity"),
                        new ClinicalValue(
                                "component",
                                new Coding("http://loinc.org", "8462-4", "d"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "not-performed",
                                "component[1].dataAbsentReason"));
    }

    @Test
    void every_type_of_value_is_told() {
        Map<String, String> shown = Map.of(
                "\"valueString\":\"pos\"",
                "null null pos",
                "\"valueBoolean\":true",
                "null null true",
                "\"valueInteger\":3",
                "3.0 null null",
                "\"valueQuantity\":{\"value\":1.5,\"comparator\":\"<\",\"unit\":\"x\"}",
                "1.5 null null",
                "\"valueCodeableConcept\":" + code("s", "c"),
                "null c null",
                "\"valueRange\":{\"low\":{\"value\":1},\"high\":{\"value\":2,\"unit\":\"g\"}}",
                "null null 1..2 g",
                "\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":128}}",
                "null null 1:128",
                "\"valueTime\":\"10:00:00\"",
                "null null 10:00:00",
                "\"valueDateTime\":\"2020-05\"",
                "null null 2020-05",
                "\"valuePeriod\":{\"start\":\"2020\",\"end\":\"2021\"}",
                "null null 2020..2021");
        shown.forEach((json, expected) -> {
            ClinicalValue value = read("Observation", "\"status\":\"final\",\"code\":" + loinc("1-8") + "," + json)
                    .facts()
                    .values()
                    .get(0);
            String code = value.code() == null ? null : value.code().code();
            assertThat(value.number() + " " + code + " " + value.text())
                    .as(json)
                    .isEqualTo(expected);
        });
        ClinicalValue sampled = read(
                        "Observation",
                        "\"status\":\"final\",\"code\":" + loinc("1-8")
                                + ",\"valueSampledData\":{\"origin\":{\"value\":0,\"unit\":\"mV\"},\"period\":10,\"dimensions\":1,\"data\":\"1 2\"}")
                .facts()
                .values()
                .get(0);
        assertThat(sampled.unit()).isEqualTo("mV");
    }

    @Test
    void a_condition_tells_status_times_and_stage_and_an_error_is_taken_back() {
        ClinicalResource condition = read("Condition", """
                "clinicalStatus":%s,"verificationStatus":%s,"code":%s,"onsetDateTime":"2019","abatementDateTime":"2020-02",
                "stage":[{"summary":%s}]
                """.formatted(
                        code("s", "active"),
                        code("s", "confirmed"),
                        code("http://hl7.org/fhir/sid/icd-10-cm", "C50.9"),
                        code("s", "3C")));
        assertThat(condition.status()).isEqualTo("active");
        assertThat(condition.facts().topics()).containsExactly("cancer-condition");
        assertThat(Objects.requireNonNull(condition.facts().start()).precision())
                .isEqualTo(Precision.YEAR);
        assertThat(Objects.requireNonNull(condition.facts().end()).precision()).isEqualTo(Precision.MONTH);
        assertThat(condition.facts().values())
                .extracting(value -> value.name() + " "
                        + Objects.requireNonNull(value.code()).code() + " " + value.element())
                .containsExactly("stage 3C stage[0].summary");
        ClinicalResource error = read(
                "Condition",
                "\"clinicalStatus\":" + code("s", "active") + ",\"verificationStatus\":"
                        + code("s", "entered-in-error"));
        assertThat(error.withdrawn()).isTrue();
    }

    @Test
    void a_drug_stands_in_place_or_contained() {
        ClinicalResource request =
                read("MedicationRequest", """
                "status":"active","intent":"order","authoredOn":"2020-01-01","medicationReference":{"reference":"#m"},
                "contained":[{"resourceType":"Medication","id":"m","code":%s}],
                "dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}]}]
                """.formatted(code("http://www.nlm.nih.gov/research/umls/rxnorm", "1")));
        assertThat(request.code()).isEqualTo("1");
        assertThat(request.facts().values()).anySatisfy(value -> {
            assertThat(value.name()).isEqualTo("dose");
            assertThat(value.number()).isEqualTo(5);
            assertThat(value.element()).isEqualTo("dosageInstruction[0].doseAndRate[0].doseQuantity");
        });
    }

    @Test
    void a_consent_tells_scope_provision_purpose_period_and_actors() {
        ClinicalResource consent = read(
                "Consent", """
                "status":"active","scope":%s,"category":[%s],"dateTime":"2020-01-01","policyRule":%s,
                "provision":{"type":"deny","period":{"start":"2020","end":"2022"},"purpose":[{"system":"p","code":"HRESCH"}],
                "actor":[{"role":%s,"reference":{"reference":"Organization/o"}}]}
                """.formatted(code("s", "research"), code("s", "INFA"), code("s", "x"), code("s", "PRCP")));
        assertThat(consent.code()).isEqualTo("research");
        assertThat(consent.facts().values())
                .extracting(value -> value.name() + " "
                        + (value.code() == null ? value.text() : value.code().code()))
                .containsExactlyInAnyOrder("provision deny", "purpose HRESCH");
        assertThat(Objects.requireNonNull(consent.facts().end()).text()).isEqualTo("2022");
        assertThat(consent.facts().references()).extracting(one -> one.target()).containsExactly("Organization/o");
    }

    @Test
    void a_document_gives_its_text_as_a_note_and_says_what_is_no_text() {
        String document = resource("DocumentReference", """
                "status":"current","type":%s,"date":"2020-01-01T00:00:00Z","content":[
                {"attachment":{"contentType":"text/plain; charset=iso-8859-1","language":"de","data":"RmllYmVyIPxiZXIgMzk="}},
                {"attachment":{"contentType":"application/pdf","data":"AAAA"}},
                {"attachment":{"contentType":"text/plain","url":"http://x/y"}},
                {"attachment":{"contentType":"text/plain","data":"/w=="}}]
                """.formatted(loinc("34117-2")));
        Collected read = Collected.of(document);
        assertThat(read.notes()).hasSize(1);
        assertThat(read.notes().get(0).text()).isEqualTo("Fieber über 39");
        assertThat(read.notes().get(0).noteType()).isEqualTo("34117-2");
        assertThat(read.notes().get(0).language()).isEqualTo("de");
        assertThat(read.findings.get(1).tags()).containsExactly("phi");
        assertThat(read.findings.get(1).origin().element()).isEqualTo("DocumentReference.content[0].attachment");
        assertThat(read.places())
                .containsExactly(
                        "1 DocumentReference.content[1].attachment.contentType attachment-not-text",
                        "1 DocumentReference.content[2].attachment attachment-elsewhere",
                        "1 DocumentReference.content[3].attachment.data malformed-attachment");
    }

    @Test
    void a_document_in_error_takes_its_note_back_whichever_status_says_so() {
        for (String status : List.of(
                "\"status\":\"entered-in-error\"", "\"status\":\"current\",\"docStatus\":\"entered-in-error\"")) {
            Collected read = Collected.of(resource("DocumentReference", status + """
                    ,"date":"2020-01-01T00:00:00Z","content":[
                    {"attachment":{"contentType":"text/plain","data":"RmViZXI="}}]"""));
            assertThat(read.notes()).as(status).hasSize(1);
            assertThat(read.notes().get(0).withdrawn()).isTrue();
            assertThat(read.notes().get(0).noteId()).isEqualTo(read.only().resourceId());
            assertThat(read.findings.get(1).issuedAt())
                    .isEqualTo(read.findings.get(0).issuedAt());
        }
    }

    @Test
    void a_wrong_value_is_refused_at_its_element_and_costs_only_its_resource() {
        String bad = resource(
                "Observation",
                "\"status\":\"final\",\"code\":" + loinc("1-8") + ",\"valueQuantity\":{\"value\":\"much\"}");
        String good = resource("Condition", "\"recordedDate\":\"2020\"");
        Collected read = Collected.of("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":" + good
                + "},{\"resource\":" + bad + "}]}");
        assertThat(read.places()).containsExactly("1 Bundle.entry[1].resource.valueQuantity.value invalid-value");
        assertThat(read.resources()).hasSize(1);
        assertThat(Collected.of(resource("Condition", "\"recordedDate\":\"2020-99\""))
                        .places())
                .containsExactly("1 Condition.recordedDate invalid-value");
        assertThat(Collected.of(resource("Condition", "\"category\":{\"text\":\"a\"}"))
                        .places())
                .containsExactly("1 Condition.category invalid-value");
        assertThat(Collected.of(resource("Observation", "\"status\":\"done\",\"code\":{}"))
                        .places())
                .containsExactly("1 Observation.status invalid-value");
    }

    @Test
    void an_unknown_element_is_no_fault_and_stays_in_the_content() {
        ClinicalResource condition =
                read("Condition", "\"mood\" : { \"x\" : [1.50, \"a  b\"] },\n\"recordedDate\":\"2020\"");
        assertThat(condition.content()).contains("\"mood\":{\"x\":[1.50,\"a  b\"]}");
    }

    @Test
    void a_resource_without_any_time_is_refused_unless_the_sender_knows_one() {
        String json = resource("Condition", "\"code\":" + loinc("1-8"));
        Collected undated =
                Collected.of(json.getBytes(StandardCharsets.UTF_8), IdentityMap.none(), ReadingOptions.none());
        assertThat(undated.places()).containsExactly("1 Condition time-required");
        assertThat(Collected.of(json).findings.get(0).observedAt()).isEqualTo(Collected.SENT);
    }

    @Test
    void a_profile_or_a_code_tells_the_topic() {
        String meta = "\"meta\":{\"profile\":[\"http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-%s\"]},";
        assertThat(read("Condition", meta.formatted("primary-cancer-condition|2.0.0") + "\"code\":" + loinc("1-8"))
                        .facts()
                        .topics())
                .containsExactly("cancer-condition", "primary-cancer-condition");
        assertThat(read("Observation", "\"status\":\"final\",\"code\":" + loinc("89247-1"))
                        .facts()
                        .topics())
                .containsExactly("ecog-performance-status");
        ClinicalResource variant = read("Observation", """
                "status":"final","code":%s,"component":[{"code":%s,"valueCodeableConcept":%s},
                {"code":%s,"valueCodeableConcept":%s},{"code":%s,"valueCodeableConcept":%s}]
                """.formatted(
                        loinc("69548-6"),
                        loinc("48018-6"),
                        code("http://www.genenames.org", "HGNC:1097"),
                        loinc("48005-3"),
                        code("http://varnomen.hgvs.org", "p.Val600Glu"),
                        loinc("53037-8"),
                        loinc("LA6668-3")));
        assertThat(variant.facts().topics()).containsExactly("genomic-variant");
        assertThat(variant.facts().values())
                .extracting(value -> value.name() + " "
                        + Objects.requireNonNull(value.code()).code())
                .containsExactly("gene HGNC:1097", "hgvs-protein p.Val600Glu", "significance LA6668-3");
    }

    @Test
    void the_update_time_is_the_issue_and_a_patient_is_true_from_birth() {
        Collected read = Collected.of("""
                {"resourceType":"Patient","id":"p","meta":{"lastUpdated":"2021-01-01T00:00:00.1234Z","versionId":"3"},
                 "birthDate":"1980-02","gender":"female","deceasedBoolean":false}""");
        assertThat(read.findings.get(0).issuedAt()).isEqualTo(Instant.parse("2021-01-01T00:00:00.123Z"));
        assertThat(read.findings.get(0).observedAt()).isEqualTo(Instant.parse("1980-02-01T00:00:00Z"));
        assertThat(read.findings.get(0).tags()).containsExactly("phi");
        assertThat(Objects.requireNonNull(read.only().facts().patient()).deceased())
                .isFalse();
    }
}

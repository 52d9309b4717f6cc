package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The mCODE extraction framework's own fixtures: rows as JSON, and the bundle that they become. Ids that are hashes of the
 * framework's inner objects can't be made by others: they are compared as names, in the order of their first use. A
 * narrative is text for people and left out.
 */
class McodeGoldenTest {
    private static final String ZIP = "ehr/mcode_csv_to_bundle_golden.zip";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final McodeSite SITE =
            new McodeSite("http://example.com/system/mrn", "EXAMPLE-CLINICAL-SITE-SYSTEM", "EXAMPLE-CLINICAL-SITE-ID");
    private static final Map<String, McodeTable> TABLES = Map.ofEntries(
            Map.entry("patient", McodeTable.PATIENT),
            Map.entry("condition", McodeTable.CONDITION),
            Map.entry("staging", McodeTable.STAGING),
            Map.entry("cancer-disease-status", McodeTable.DISEASE_STATUS),
            Map.entry("observation", McodeTable.OBSERVATION),
            Map.entry("procedure", McodeTable.PROCEDURE),
            Map.entry("medication-request", McodeTable.MEDICATION_REQUEST),
            Map.entry("medication-administration", McodeTable.MEDICATION_ADMINISTRATION),
            Map.entry("encounter", McodeTable.ENCOUNTER),
            Map.entry("appointment", McodeTable.APPOINTMENT),
            Map.entry("adverse-event", McodeTable.ADVERSE_EVENT),
            Map.entry("ctc-adverse-event", McodeTable.CTC_ADVERSE_EVENT),
            Map.entry("clinical-trial-information", McodeTable.CLINICAL_TRIAL),
            Map.entry("treatment-plan-change", McodeTable.TREATMENT_PLAN_CHANGE));

    @Test
    void each_table_becomes_the_bundle_of_the_framework() throws IOException {
        Map<String, byte[]> files = Collected.zip(ZIP);
        for (Map.Entry<String, McodeTable> table : TABLES.entrySet()) {
            JsonNode rows = JSON.readTree(file(files, "/csv-" + table.getKey() + "-module-response.json"));
            JsonNode golden = JSON.readTree(file(files, "/csv-" + table.getKey() + "-bundle.json"));
            assertThat(named(McodeCsvReader.bundle(table.getValue(), rows(rows), SITE)))
                    .as(table.getKey())
                    .isEqualTo(named(golden));
        }
    }

    private static byte[] file(Map<String, byte[]> files, String end) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(end))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<McodeRow> rows(JsonNode array) {
        List<McodeRow> rows = new ArrayList<>();
        for (JsonNode row : array) {
            Map<String, String> cells = new HashMap<>();
            row.properties()
                    .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
            rows.add(new McodeRow(cells));
        }
        return rows;
    }

    /** The bundle with its hashes counted and without narrative. */
    private static JsonNode named(JsonNode bundle) throws IOException {
        for (JsonNode entry : bundle.path("entry")) {
            ((ObjectNode) entry.path("resource")).remove("text");
        }
        Map<String, String> names = new HashMap<>();
        List<String> ids = new ArrayList<>();
        bundle.path("entry")
                .forEach(entry -> ids.add(entry.path("resource").path("id").asText()));
        ids.forEach(id -> names.put(id, HASH.matcher(id).matches() ? "id-" + ids.indexOf(id) : id));
        Matcher hash = HASH.matcher(bundle.toString());
        return JSON.readTree(hash.replaceAll(found -> names.getOrDefault(found.group(), found.group())));
    }

    @Test
    void every_row_of_the_sample_tables_is_taken_or_counted_as_not_kept() throws IOException {
        List<ClinicalResource> resources = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        int tables = 0;
        for (Map.Entry<String, byte[]> file : Collected.zip(ZIP).entrySet()) {
            if (!file.getKey().contains("sample-client-data") || file.getKey().endsWith("patient-mrns.csv")) {
                continue;
            }
            tables++;
            assertThat(new McodeCsvReader().recognises(file.getValue()))
                    .as(file.getKey())
                    .isTrue();
            Collected read = new Collected();
            new McodeCsvReader().read(new ByteArrayInputStream(file.getValue()), Collected.options(), read);
            resources.addAll(read.resources());
            read.refusals.stream()
                    .filter(refusal -> !refusal.code().equals(Fault.NOT_KEPT))
                    .map(refusal -> refusal.line() + " " + refusal.element() + " " + refusal.code())
                    .forEach(refusals::add);
            assertThat(read.findings)
                    .extracting(Finding::subject)
                    .allMatch(subject -> subject != null && subject.system().equals(IdentityMap.FHIR_PATIENT));
        }
        assertThat(tables).isEqualTo(14);
        assertThat(resources)
                .extracting(ClinicalResource::resourceType)
                .contains("Patient", "Condition", "MedicationRequest");
        assertThat(resources.stream().flatMap(resource -> resource.facts().topics().stream()))
                .contains("tnm-stage-group", "cancer-disease-status", "cancer-medication", "cancer-condition");
        assertThat(refusals).isEmpty();
    }

    @Test
    void a_row_that_is_short_or_names_nobody_is_refused_with_its_line() throws IOException {
        String csv = """
                mrn,encounterId,status,classCode,classSystem,typeCode,typeSystem,startDate,endDate
                1,e1,finished,AMB,s,t,u,2020-01-01,2020-01-01
                1,e2
                ,e3,finished,AMB,s,t,u,2020-01-01,2020-01-01
                1,e4,finished,AMB,s,t,u,last year,
                """;
        Collected read = new Collected();
        new McodeCsvReader()
                .read(
                        new ByteArrayInputStream(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Collected.options(),
                        read);
        assertThat(read.resources()).hasSize(1);
        assertThat(read.places())
                .containsExactly(
                        "3 null malformed-row", "4 mrn subject-required", "5 Encounter.period.start invalid-value");
        assertThat(read.refusals).extracting(Refusal::reason).noneMatch(reason -> reason.contains("e2"));
    }
}

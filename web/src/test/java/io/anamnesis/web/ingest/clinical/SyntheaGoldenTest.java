package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Synthea wrote the same 24 patients as FHIR bundles and as CSV. A CSV row is a resource, with one exception: a row of
 * {@code observations.csv} is one value, so an Observation stands in as many rows as it has values, its own and its
 * components'; the rows without a category (QALY, DALY and the like, kept per year by the simulator) have no resource.
 */
class SyntheaGoldenTest {
    private static final String BUNDLES = "ehr/synthea_r4_bundles_24p.zip";
    private static final String TABLES = "ehr/synthea_csv_24p.zip";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static @Nullable Collected read;
    private static final Map<String, String> TABLE_OF_TYPE = Map.of(
            "Condition", "conditions",
            "Procedure", "procedures",
            "MedicationRequest", "medications",
            "AllergyIntolerance", "allergies",
            "Immunization", "immunizations",
            "Encounter", "encounters",
            "ImagingStudy", "imaging_studies");

    @Test
    void each_patient_has_as_many_resources_of_each_type_as_rows_in_the_csv() throws IOException {
        Map<String, byte[]> tables = Collected.zip(TABLES);
        Collected read = bundles();
        for (Map.Entry<String, String> type : TABLE_OF_TYPE.entrySet()) {
            assertThat(perPatient(read, resource -> resource.resourceType().equals(type.getKey()) ? 1 : 0))
                    .as(type.getKey())
                    .isNotEmpty()
                    .isEqualTo(rows(tables, type.getValue(), row -> true));
        }
    }

    @Test
    void each_patient_has_as_many_observed_values_as_rows_with_a_category() throws IOException {
        Collected read = bundles();
        assertThat(perPatient(
                        read,
                        resource -> resource.resourceType().equals("Observation")
                                ? resource.facts().values().stream()
                                        .filter(SyntheaGoldenTest::isStated)
                                        .count()
                                : 0))
                .isEqualTo(rows(Collected.zip(TABLES), "observations", row -> !row.getField("CATEGORY")
                        .isEmpty()));
    }

    @Test
    void conditional_references_to_what_other_bundles_hold_are_kept_as_they_stand_and_cost_nothing()
            throws IOException {
        Collected read = bundles();
        List<String> conditional = read.resources().stream()
                .flatMap(resource -> resource.facts().references().stream())
                .map(reference -> reference.target())
                .filter(target -> target.contains("?"))
                .toList();
        assertThat(conditional)
                .isNotEmpty()
                .allMatch(target -> target.matches("(Practitioner|Organization|Location)[?]identifier=[^|]+[|].+"));
        assertThat(read.refusals)
                .extracting(Refusal::code)
                .doesNotContain("subject-unresolved", "subject-ambiguous", "reference-unresolved");
    }

    private static boolean isStated(ClinicalValue value) {
        return value.name().equals("value") || value.name().equals("component");
    }

    @Test
    void numbers_and_units_are_those_of_the_csv() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        for (NamedCsvRecord row : table(Collected.zip(TABLES), "observations")) {
            // TYPE is no guide: Synthea calls some numbers with a unit text
            if (NUMBER.matcher(row.getField("VALUE")).matches()
                    && !row.getField("UNITS").isEmpty()
                    && !row.getField("CATEGORY").isEmpty()) {
                expected.merge(
                        String.join("|", row.getField("PATIENT"), row.getField("CODE"), row.getField("UNITS")),
                        1,
                        Integer::sum);
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        for (Finding finding : bundles().findings) {
            if (finding.payload() instanceof Payload.ClinicalPayload clinical
                    && clinical.resource().resourceType().equals("Observation")) {
                for (ClinicalValue value : clinical.resource().facts().values()) {
                    if (value.number() != null) {
                        String code = Objects.requireNonNull(value.subject()).code();
                        found.merge(
                                String.join("|", patient(finding), code, Objects.requireNonNull(value.unit())),
                                1,
                                Integer::sum);
                    }
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void sex_birth_and_death_are_those_of_the_csv() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (NamedCsvRecord row : table(Collected.zip(TABLES), "patients")) {
            expected.put(
                    row.getField("Id"),
                    (row.getField("GENDER").equals("F") ? "female" : "male") + " " + row.getField("BIRTHDATE") + " "
                            + row.getField("DEATHDATE"));
        }
        Map<String, String> found = new TreeMap<>();
        for (ClinicalResource resource : bundles().resources()) {
            var patient = resource.facts().patient();
            if (patient != null) {
                found.put(
                        resource.resourceId(),
                        patient.sex() + " "
                                + Objects.requireNonNull(patient.birthDate()).text() + " "
                                + (patient.deceasedAt() == null
                                        ? ""
                                        : patient.deceasedAt()
                                                .instant()
                                                .toString()
                                                .substring(0, 10)));
            }
        }
        assertThat(found).hasSize(24).isEqualTo(expected);
    }

    @Test
    void every_resource_is_taken_or_counted_as_not_kept_and_every_document_gives_its_text() throws IOException {
        Collected read = bundles();
        assertThat(read.refusals).extracting(Refusal::code).containsOnly(Fault.NOT_KEPT);
        long total = 0;
        for (byte[] bundle : Collected.zip(BUNDLES).values()) {
            total += Pattern.compile("\"fullUrl\"")
                    .matcher(new String(bundle, StandardCharsets.UTF_8))
                    .results()
                    .count();
        }
        assertThat(read.resources().size() + notKept(read)).isEqualTo(total);
        long documents = read.resources().stream()
                .filter(resource -> resource.resourceType().equals("DocumentReference"))
                .count();
        assertThat(documents).isPositive();
        assertThat(read.notes()).hasSize((int) documents).noneMatch(note -> note.text()
                .isBlank());
    }

    @Test
    void a_line_of_bulk_data_is_a_resource_taken_or_counted_as_not_kept() throws IOException {
        for (Map.Entry<String, byte[]> file :
                Collected.zip("ehr/synthea_bulk_ndjson_7diabetics.zip").entrySet()) {
            if (!file.getKey().endsWith(".ndjson")) {
                continue;
            }
            Collected read = Collected.of(file.getValue(), IdentityMap.none(), Collected.options());
            long lines =
                    new String(file.getValue(), StandardCharsets.UTF_8).lines().count();
            assertThat(read.resources().size() + notKept(read))
                    .as(file.getKey())
                    .isEqualTo(lines);
            assertThat(read.refusals)
                    .extracting(Refusal::code)
                    .as(file.getKey())
                    .allMatch(Fault.NOT_KEPT::equals);
        }
    }

    private static long notKept(Collected read) {
        long count = 0;
        Pattern number = Pattern.compile(": (\\d+) in this input");
        for (Refusal refusal : read.refusals) {
            Matcher matcher = number.matcher(refusal.reason());
            count += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
        return count;
    }

    /** Counts by patient; who has none is left out, as in the CSV. */
    private static Map<String, Long> perPatient(Collected read, ToLongFunction<ClinicalResource> count) {
        Map<String, Long> counts = new TreeMap<>();
        for (Finding finding : read.findings) {
            if (finding.payload() instanceof Payload.ClinicalPayload clinical) {
                long some = count.applyAsLong(clinical.resource());
                if (some > 0) {
                    counts.merge(patient(finding), some, Long::sum);
                }
            }
        }
        return counts;
    }

    private static String patient(Finding finding) {
        Finding.Subject subject = Objects.requireNonNull(finding.subject());
        assertThat(subject.system()).isEqualTo(IdentityMap.FHIR_PATIENT);
        return subject.identifier();
    }

    private static synchronized Collected bundles() throws IOException {
        if (read != null) {
            return read;
        }
        Collected all = new Collected();
        for (byte[] bundle : Collected.zip(BUNDLES).values()) {
            Collected one = Collected.of(bundle, IdentityMap.none(), Collected.options());
            all.findings.addAll(one.findings);
            all.refusals.addAll(one.refusals);
        }
        read = all;
        return all;
    }

    private static Map<String, Long> rows(Map<String, byte[]> tables, String table, Predicate<NamedCsvRecord> which) {
        Map<String, Long> counts = new TreeMap<>();
        table(tables, table).stream()
                .filter(which)
                .forEach(row -> counts.merge(row.getField("PATIENT"), 1L, Long::sum));
        return counts;
    }

    private static List<NamedCsvRecord> table(Map<String, byte[]> tables, String name) {
        byte[] csv = tables.entrySet().stream()
                .filter(file -> file.getKey().endsWith(name + ".csv"))
                .findFirst()
                .orElseThrow()
                .getValue();
        try (Stream<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()) {
            return new ArrayList<>(rows.toList());
        }
    }
}

package io.anamnesis.web.ingest.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.anamnesis.protocol.message.PatientId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which identifiers of which systems mean the same patient: a CSV with the header {@code system,identifier,patient}, a
 * row an identifier. Systems are what readers put into {@link Finding.Subject}: an identifier system of FHIR,
 * {@link #FHIR_PATIENT}, {@code vcf-sample}, {@code dicom-patient-id}, …
 */
public final class IdentityMap {
    /** The system of the logical ids of FHIR {@code Patient} resources. */
    public static final String FHIR_PATIENT = "fhir-patient";

    /** The system of subjects that a map has resolved: their identifier is the patient's id with us. */
    public static final String RESOLVED = "patient";

    private static final IdentityMap NONE = new IdentityMap(Map.of());
    private static final List<String> HEADER = List.of("system", "identifier", "patient");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MAX_ROWS = 1_000_000;
    private static final int MAX_CHARS = 512;

    private final Map<Finding.Subject, String> patients;

    private IdentityMap(Map<Finding.Subject, String> patients) {
        this.patients = patients;
    }

    /** No map: what a source calls a patient stands. */
    public static IdentityMap none() {
        return NONE;
    }

    /**
     * Reads a map whole.
     *
     * @throws UnreadableInput at the first line that is wrong: {@code malformed-identity-map}, {@code invalid-patient-id},
     *     {@code contradictory-identity} where an identifier means two patients, {@code too-many-identities}
     * @throws IOException where {@code in} itself fails
     */
    public static IdentityMap read(InputStream in) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        Map<Finding.Subject, String> patients = new HashMap<>();
        Map<String, String> shared = new HashMap<>();
        long line = 1;
        try (CsvReader<CsvRecord> rows = rows(text)) {
            boolean headed = false;
            for (CsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (headed) {
                    add(patients, shared, row.getFields(), line);
                } else if (!row.getFields().equals(HEADER)) {
                    throw malformed("expected the header " + String.join(",", HEADER), line);
                }
                headed = true;
            }
            if (!headed) {
                throw malformed("it is empty; expected the header " + String.join(",", HEADER), line);
            }
        } catch (UncheckedIOException | CharacterCodingException e) {
            throw malformed("it can't be read on from here; expected CSV in UTF-8", line);
        } catch (CsvParseException e) {
            throw malformed("a field is longer than is taken or a quote is not closed", line);
        }
        return new IdentityMap(patients);
    }

    private static CsvReader<CsvRecord> rows(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text);
    }

    private static void add(
            Map<Finding.Subject, String> patients, Map<String, String> shared, List<String> fields, long line) {
        if (fields.size() != HEADER.size()) {
            throw malformed("expected 3 fields, found " + fields.size(), line);
        }
        String system = fields.get(0);
        String identifier = fields.get(1);
        if (system.isBlank()
                || identifier.isBlank()
                || system.length() > MAX_CHARS
                || identifier.length() > MAX_CHARS) {
            throw malformed("system and identifier have 1 to " + MAX_CHARS + " characters", line);
        }
        if (!PatientId.isValid(fields.get(2))) {
            throw new UnreadableInput(
                    "invalid-patient-id",
                    "a patient id has 1 to 128 characters of [A-Za-z0-9 ._:@+=~-]",
                    "line " + line);
        }
        if (patients.size() >= MAX_ROWS) {
            throw new UnreadableInput(
                    "too-many-identities",
                    "the limit is " + MAX_ROWS + " identifiers and the map has more",
                    "line " + line);
        }
        String patient = fields.get(2);
        Finding.Subject subject = new Finding.Subject(shared.computeIfAbsent(system, s -> s), identifier);
        String before = patients.putIfAbsent(subject, shared.computeIfAbsent(patient, p -> p));
        if (before != null && !before.equals(patient)) {
            throw new UnreadableInput(
                    "contradictory-identity",
                    "an earlier line gives this identifier to another patient",
                    "line " + line);
        }
    }

    private static UnreadableInput malformed(String reason, long line) {
        return new UnreadableInput("malformed-identity-map", reason, "line " + line);
    }

    /** Whether there is nothing to look up: identifiers are then used as they are. */
    public boolean isEmpty() {
        return patients.isEmpty();
    }

    /** The patient that this identifier means. */
    public Optional<String> patient(String system, String identifier) {
        return Optional.ofNullable(patients.get(new Finding.Subject(system, identifier)));
    }

    /** As {@link #patient(String, String)}; of a subject that a reader has resolved itself, that patient. */
    public Optional<PatientId> patient(Finding.Subject subject) {
        String known = subject.system().equals(RESOLVED) ? subject.identifier() : patients.get(subject);
        return Optional.ofNullable(known).map(PatientId::new);
    }

    /** Tells one map from another; no part of it can be read back. */
    public String fingerprint() {
        return Integer.toHexString(patients.hashCode()) + "-" + patients.size();
    }

    /** All patients that these identifiers mean: more than one is a contradiction, none is a stranger. */
    public Set<String> patients(Collection<Finding.Subject> identifiers) {
        Set<String> found = new TreeSet<>();
        identifiers.stream().map(patients::get).filter(Objects::nonNull).forEach(found::add);
        return found;
    }
}

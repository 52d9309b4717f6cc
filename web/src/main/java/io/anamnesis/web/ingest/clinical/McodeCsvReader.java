package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CSV tables from which mCODE extractions are made: each row becomes FHIR R4 resources with the mCODE profiles, which are
 * then read like any others. Parameter {@code mrn-system} names the identifier system of the record numbers.
 */
public final class McodeCsvReader implements DocumentReader {
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "mcode-csv",
            Modality.CLINICAL,
            "a CSV header with the columns of one of the 14 mCODE tables",
            "clinical resources with mCODE profiles, by record number");
    private static final String DEFAULT_SYSTEM = "http://example.com/system/mrn";
    private static final int MAX_ROW_CHARS = 100_000;

    private final IdentityMap map;

    /** Subjects stay the record numbers. */
    public McodeCsvReader() {
        this(IdentityMap.none());
    }

    /** @param map says which record numbers mean which patient */
    public McodeCsvReader(IdentityMap map) {
        this.map = map;
    }

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        try (CsvReader<CsvRecord> rows = rows(new ByteArrayInputStream(beginning))) {
            return rows.iterator().hasNext()
                    && McodeTable.of(header(rows.iterator().next())) != null;
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            return false;
        }
    }

    private static CsvReader<CsvRecord> rows(InputStream in) {
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .maxBufferSize(MAX_ROW_CHARS)
                .ofCsvRecord(new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static List<String> header(CsvRecord record) {
        List<String> names = new ArrayList<>(record.getFields());
        names.set(0, names.get(0).replace("\uFEFF", ""));
        return names;
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        String system = options.parameters().getOrDefault("mrn-system", DEFAULT_SYSTEM);
        McodeSite site = new McodeSite(system, "unknown", "unknown");
        Intake intake = new Intake(options, sink, map);
        List<String> header = null;
        McodeTable table = null;
        long line = 1;
        try (CsvReader<CsvRecord> rows = rows(in)) {
            for (CsvRecord record : rows) {
                line = record.getStartingLineNumber();
                if (header == null || table == null) {
                    header = header(record);
                    table = table(header);
                } else {
                    row(table, site, header, record, intake);
                }
            }
        } catch (CharacterCodingException | UncheckedIOException e) {
            throw new UnreadableInput("invalid-utf-8", "the text is not UTF-8 after this line", "line " + line);
        } catch (CsvParseException e) {
            throw new UnreadableInput(
                    "malformed-row",
                    "a row has more than " + MAX_ROW_CHARS + " characters or an open quote",
                    "line " + line);
        }
        if (header == null) {
            table(List.of());
        }
        intake.end();
    }

    private static McodeTable table(List<String> header) {
        McodeTable table = McodeTable.of(header);
        if (table == null) {
            throw new UnreadableInput("unknown-table", "the header is of none of the 14 mCODE tables", "line 1");
        }
        return table;
    }

    private static void row(McodeTable table, McodeSite site, List<String> header, CsvRecord record, Intake intake) {
        long line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (cells.size() != header.size()) {
            intake.refuse(line, null, Fault.WRONG_CELL_COUNT);
            return;
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        McodeRow row = new McodeRow(byColumn);
        if (row.patient().isEmpty()) {
            intake.refuse(line, "mrn", Fault.SUBJECT_REQUIRED);
            return;
        }
        ResourceReader reader = new ResourceReader(intake, index(row, site), null);
        for (ObjectNode resource : table.resources(row, site)) {
            byte[] json = resource.toString().getBytes(StandardCharsets.UTF_8);
            String type = resource.path("resourceType").asText();
            reader.read(entry(type, line, resource.path("id").asText(), "urn:uuid:", List.of()), json);
        }
    }

    private static BundleIndex index(McodeRow row, McodeSite site) {
        BundleIndex index = new BundleIndex();
        index.add(entry(
                "Patient",
                1,
                row.patient(),
                "urn:uuid:" + row.patient(),
                List.of(new Finding.Subject(site.mrnSystem(), row.patient()))));
        return index;
    }

    private static Entry entry(
            String type, long line, String id, @Nullable String fullUrl, List<Finding.Subject> identifiers) {
        return new Entry(type, line, 0, 0, fullUrl, type, id, null, identifiers, null, null, null);
    }

    /** All rows as one bundle of FHIR R4. */
    static ObjectNode bundle(McodeTable table, List<McodeRow> rows, McodeSite site) {
        Map<String, ObjectNode> plans = new HashMap<>();
        ObjectNode bundle = FhirNodes.object().put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        for (McodeRow row : rows) {
            for (ObjectNode resource : table.resources(row, site)) {
                ObjectNode plan =
                        table == McodeTable.TREATMENT_PLAN_CHANGE ? plans.putIfAbsent(row.patient(), resource) : null;
                if (plan != null) {
                    McodeEvents.join(plan, resource);
                } else {
                    entries.addObject()
                            .put("fullUrl", "urn:uuid:" + resource.path("id").asText())
                            .set("resource", resource);
                }
            }
        }
        return bundle;
    }
}

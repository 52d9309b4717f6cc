package io.anamnesis.web.ingest.imaging.dicom;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What pydicom and gdcm say of each file, from golden_pydicom_2.3.1.csv; rows of archives that are not here are left out. */
public final class Golden {
    private Golden() {}

    /** All rows whose archive lies beside the table. */
    public static List<NamedCsvRecord> rows() throws IOException {
        Path table = SharedData.file("dicom/golden_pydicom_2.3.1.csv");
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(table);
                Stream<NamedCsvRecord> rows = csv.stream()) {
            return rows.filter(row -> Files.exists(table.resolveSibling(row.getField("zip_") + ".zip")))
                    .toList();
        }
    }

    public static byte[] file(NamedCsvRecord row) {
        return Archives.file(row.getField("zip_"), row.getField("file"));
    }
}

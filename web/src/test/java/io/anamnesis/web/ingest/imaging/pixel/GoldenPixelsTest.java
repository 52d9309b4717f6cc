package io.anamnesis.web.ingest.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.DicomLimits;
import io.anamnesis.web.ingest.imaging.dicom.DicomReader;
import io.anamnesis.web.ingest.imaging.dicom.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each image beside what pydicom and gdcm decode of the same file, as far as the table trusts them. */
class GoldenPixelsTest {
    /** What this project has no decoder for: HTJ2K. */
    private static final Set<String> NOT_DECODED = Set.of("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.203");

    /** pydicom does not turn the words of 8-bit samples round here, and so takes the padding for a sample. */
    private static final String BIG_ENDIAN_WORDS = "SC_rgb_small_odd_big_endian.dcm";

    @Test
    void big_endian_words_of_bytes_equal_the_little_endian_file() throws IOException {
        assertThat(decoded("pydicom_test_files", BIG_ENDIAN_WORDS).littleEndianBytes())
                .isEqualTo(decoded("pydicom_test_files", "SC_rgb_small_odd.dcm").littleEndianBytes());
    }

    @Test
    void samples_equal_those_of_pydicom_where_the_table_trusts_them() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> table = new ArrayList<>();
        int equal = 0;
        for (NamedCsvRecord row : Golden.rows()) {
            String name = row.getField("zip_") + "/" + row.getField("file");
            if (!row.getField("trust").equals("yes") || row.getField("file").equals(BIG_ENDIAN_WORDS)) {
                continue;
            }
            String outcome = outcome(row);
            table.add(name + " " + row.getField("transfer_syntax") + " " + outcome);
            if (NOT_DECODED.contains(row.getField("transfer_syntax"))) {
                softly.assertThat(outcome).as(name).isEqualTo("transfer-syntax-not-decoded");
            } else {
                softly.assertThat(outcome).as(name).isEqualTo(row.getField("sha256_le"));
                equal++;
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "dicom-pixels.txt"), table);
        softly.assertAll();
        assertThat(equal).isGreaterThan(100);
    }

    private static String outcome(NamedCsvRecord row) throws IOException {
        try {
            return sha256(PixelDecoder.decode(read(Golden.file(row))).littleEndianBytes());
        } catch (UnusablePixels e) {
            return e.code();
        }
    }

    static DicomFile read(byte[] bytes) throws IOException {
        return new DicomReader(DicomLimits.HEADER.withPixels(64 << 20)).read(new ByteArrayInputStream(bytes));
    }

    static DecodedPixels decoded(String archive, String name) throws IOException {
        return PixelDecoder.decode(read(Archives.file(archive, name)));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

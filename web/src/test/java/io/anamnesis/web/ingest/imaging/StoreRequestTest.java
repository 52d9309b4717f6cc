package io.anamnesis.web.ingest.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoreRequestTest {
    @Test
    void a_bad_part_is_refused_by_its_number_and_the_next_is_read() throws IOException {
        byte[] body = Bytes.join(
                part("application/dicom", Archives.file("pydicom_test_files", "CT_small.dcm")),
                part("application/dicom", "no DICOM at all".getBytes(StandardCharsets.US_ASCII)),
                part("application/dicom+json", "[]".getBytes(StandardCharsets.US_ASCII)),
                part("application/dicom; transfer-syntax=*", Archives.file("pydicom_test_files", "MR_small.dcm")),
                "\r\n--x--".getBytes(StandardCharsets.US_ASCII));
        Gathered gathered = new Gathered();

        StoreRequest.read(
                "multipart/related; type=\"application/dicom\"; boundary=x",
                new ByteArrayInputStream(body),
                Gathered.DATED,
                gathered);

        assertThat(gathered.findings)
                .extracting(finding -> finding.origin().element())
                .containsExactly("part 1", "part 4");
        assertThat(gathered.refusals)
                .extracting(Refusal::code, Refusal::element)
                .containsExactly(tuple("not-dicom", "part 2 byte 0"), tuple("unsupported-part", "part 3"));
    }

    private static byte[] part(String type, byte[] content) {
        return Bytes.join(
                ("\r\n--x\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII), content);
    }
}

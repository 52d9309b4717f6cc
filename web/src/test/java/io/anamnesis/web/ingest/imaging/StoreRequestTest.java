package io.anamnesis.web.ingest.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        List<String> heard = new ArrayList<>();

        StoreRequest.read(
                "multipart/related; type=\"application/dicom\"; boundary=x",
                new ByteArrayInputStream(body),
                Gathered.DATED,
                parts(gathered, heard));

        assertThat(gathered.findings)
                .extracting(finding -> finding.origin().element())
                .containsExactly("part 1", "part 4");
        assertThat(gathered.refusals)
                .extracting(Refusal::code, Refusal::element)
                .containsExactly(tuple("not-dicom", "part 2 byte 0"), tuple("unsupported-part", "part 3"));
        assertThat(heard)
                .containsExactly(
                        "1",
                        "1.2.840.10008.5.1.4.1.1.2 1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322",
                        "2",
                        "3",
                        "4",
                        "1.2.840.10008.5.1.4.1.1.4 1.3.6.1.4.1.5962.1.1.4.1.1.20040826185059.5457");
    }

    private static StoreRequest.Parts parts(FindingSink sink, List<String> heard) {
        return new StoreRequest.Parts() {
            @Override
            public void part(int number) {
                heard.add(String.valueOf(number));
            }

            @Override
            public void object(@Nullable String sopClassUid, @Nullable String sopInstanceUid) {
                heard.add(sopClassUid + " " + sopInstanceUid);
            }

            @Override
            public void found(Finding finding) {
                sink.found(finding);
            }

            @Override
            public void refused(Refusal refusal) {
                sink.refused(refusal);
            }
        };
    }

    private static byte[] part(String type, byte[] content) {
        return Bytes.join(
                ("\r\n--x\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII), content);
    }
}

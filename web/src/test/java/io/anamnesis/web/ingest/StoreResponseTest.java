package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a store request is answered: PS3.18 table 10.5.3-1 and annex I. */
class StoreResponseTest {
    private static final Edge edge = Edge.start();
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=x";
    private static final String PATH = "/v1/dicomweb/studies?zone=UTC";
    private static final byte[] NONSENSE = "no DICOM at all".getBytes(StandardCharsets.US_ASCII);
    private static final String CT_CLASS = "1.2.840.10008.5.1.4.1.1.2";
    private static final String CT_INSTANCE = "1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322";

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static byte[] ct() {
        return Archives.file("pydicom_test_files", "CT_small.dcm");
    }

    private static byte[] body(byte[]... parts) {
        byte[] body = {};
        for (byte[] part : parts) {
            body = Bytes.join(
                    body,
                    "\r\n--x\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                    part);
        }
        return Bytes.join(body, "\r\n--x--".getBytes(StandardCharsets.US_ASCII));
    }

    private static HttpResponse<String> store(byte[] body, String... headers) {
        return edge.post(PATH, RELATED, body, headers);
    }

    private static JsonNode module(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/dicom+json");
        return Edge.json(response.body());
    }

    private static void names(JsonNode item) {
        assertThat(item.at("/00081150/vr").asText()).isEqualTo("UI");
        assertThat(item.at("/00081150/Value/0").asText()).isEqualTo(CT_CLASS);
        assertThat(item.at("/00081155/Value/0").asText()).isEqualTo(CT_INSTANCE);
    }

    @Test
    void all_that_was_stored_is_referenced_and_the_status_is_200_also_when_it_is_stored_again() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = store(body(ct()), "Accept", "application/dicom+json");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode module = module(response);
            assertThat(module.fieldNames()).toIterable().containsExactly("00081190", "00081199");
            assertThat(module.path("00081190"))
                    .as("type 2, and nothing to retrieve")
                    .isEqualTo(Edge.json("""
                    {"vr":"UR"}"""));
            assertThat(module.at("/00081199/vr").asText()).isEqualTo("SQ");
            assertThat(module.at("/00081199/Value")).hasSize(1);
            JsonNode item = module.at("/00081199/Value/0");
            names(item);
            assertThat(item.path("00081190")).isEqualTo(Edge.json("{\"vr\":\"UR\"}"));
            assertThat(item.has("00081196")).as("a warning").isFalse();
        }
    }

    @Test
    void some_stored_and_some_not_is_202_and_tells_each_part() {
        HttpResponse<String> response = store(body(NONSENSE, ct()));

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode module = module(response);
        assertThat(module.at("/00081199/Value")).hasSize(1);
        assertThat(module.at("/0008119A/Value")).as("of no object").hasSize(1);
        assertThat(module.at("/0008119A/Value/0/00081197")).isEqualTo(Edge.json("""
                {"vr":"US","Value":[49152]}"""));
        assertThat(module.has("00081198")).isFalse();
    }

    @Test
    void an_object_that_names_no_study_is_a_failed_sop_and_the_status_is_409() {
        byte[] alone = Bytes.part10(
                "1.2.840.10008.1.2.1",
                Bytes.join(
                        Bytes.text(0x00080016, "UI", CT_CLASS + "\0"),
                        Bytes.text(0x00080018, "UI", CT_INSTANCE + "\0")));

        HttpResponse<String> response = store(body(alone));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        JsonNode module = module(response);
        assertThat(module.at("/00081198/Value")).hasSize(1);
        names(module.at("/00081198/Value/0"));
        assertThat(module.at("/00081198/Value/0/00081197/Value/0").asInt()).isEqualTo(0xA900);
        assertThat(module.has("00081199")).isFalse();
    }

    @Test
    void what_a_patient_refuses_is_a_failure_by_its_kind() {
        Rejection full = new Rejection.LimitReached("things", 1, 2);
        Rejection busy = new Rejection.Overloaded(1);
        Object[][] cases = {{full, 409, 0xA700}, {busy, 429, 0xA700}};
        for (Object[] each : cases) {
            try (Edge refusing = Edge.start()) {
                refusing.patients.reject((Rejection) each[0]);
                HttpResponse<String> response = refusing.post(PATH, RELATED, body(ct()));

                assertThat(response.statusCode()).isEqualTo(each[1]);
                JsonNode item = module(response).at("/00081198/Value/0");
                names(item);
                assertThat(item.at("/00081197/Value/0").asInt()).isEqualTo(each[2]);
            }
        }
    }

    @Test
    void a_body_without_parts_or_that_is_none_is_400_and_one_that_ends_early_tells_what_was_stored() {
        assertThat(store(body()).statusCode()).isEqualTo(400);
        HttpResponse<String> none = store("nothing".getBytes(StandardCharsets.US_ASCII));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(Edge.json(none.body()).path("code").asText()).isEqualTo("bad-request");

        byte[] whole = body(ct(), ct());
        HttpResponse<String> cut = store(Arrays.copyOf(whole, whole.length - 100));

        assertThat(cut.statusCode()).isEqualTo(202);
        assertThat(module(cut).at("/00081199/Value").size()).isPositive();
        assertThat(module(cut).at("/0008119A/Value").size()).isPositive();
    }

    @Test
    void the_form_of_the_answer_is_what_the_sender_accepts() {
        String[][] cases = {
            {"*/*", "application/dicom+json"},
            {"application/json", "application/dicom+json"},
            {"application/x-ndjson", "application/x-ndjson"},
            {"application/x-ndjson, */*;q=0.1", "application/x-ndjson"},
            {"application/dicom+json, application/x-ndjson;q=0.5", "application/dicom+json"},
            {"application/dicom+xml, application/json;q=0.2", "application/dicom+json"},
        };
        for (String[] each : cases) {
            HttpResponse<String> response = store(body(ct()), "Accept", each[0]);
            assertThat(response.statusCode()).as(each[0]).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type"))
                    .as(each[0])
                    .contains(each[1]);
        }
        HttpResponse<String> neither = store(body(ct()), "Accept", "application/dicom+xml");
        assertThat(neither.statusCode()).isEqualTo(406);
        assertThat(Edge.json(neither.body()).path("code").asText()).isEqualTo("not-acceptable");
    }
}

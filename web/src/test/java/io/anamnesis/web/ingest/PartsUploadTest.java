package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.Edge;
import io.anamnesis.web.ingest.imaging.dicom.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STOW-RS, image and mask, and the identity map of uploads. */
class PartsUploadTest {
    private static final Edge edge = Edge.start();
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=XX";

    @TempDir
    Path folder = Path.of("");

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static byte[] part(String headers, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--XX\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] body(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        out.writeBytes("--XX--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static ModalityMessage last(Edge of) {
        List<PatientCommand> commands = of.patients.commands();
        return ((PatientCommand.Record) commands.get(commands.size() - 1)).message();
    }

    @Test
    void a_store_request_records_each_object_and_a_bad_part_does_not_sink_the_next() {
        byte[] ct = Archives.file("pydicom_test_files", "CT_small.dcm");
        byte[] stored = body(
                part("Content-Type: application/dicom", new byte[] {1, 2, 3}),
                part("Content-Type: application/dicom", ct));

        HttpResponse<String> response = edge.post(
                "/v1/dicomweb/studies?zone=UTC&patient=p9", RELATED, stored, "Accept", "application/x-ndjson");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode summary = Edge.summary(response.body());
        assertThat(summary.path("accepted").asInt()).isEqualTo(1);
        assertThat(summary.path("rejected").asInt()).isEqualTo(1);
        assertThat(summary.path("findings").asInt()).isEqualTo(1);
        assertThat(Edge.lines(response.body()))
                .anyMatch(line -> line.path("line").asInt() == 1
                        && line.path("element").asText().startsWith("part 1"))
                .anyMatch(line -> line.path("line").asInt() == 2
                        && line.path("status").asText().equals("accepted"));
        assertThat(last(edge).patient().value()).isEqualTo("p9");
        assertThat(last(edge).payload()).isInstanceOf(Payload.ImagingPayload.class);
    }

    @Test
    void a_compressed_store_request_is_opened_and_another_type_is_refused() throws IOException {
        byte[] stored =
                body(part("Content-Type: application/dicom", Archives.file("pydicom_test_files", "CT_small.dcm")));

        HttpResponse<String> zipped =
                edge.post("/v1/dicomweb/studies?zone=UTC", RELATED, Gzip.of(stored), "Content-Encoding", "gzip");
        HttpResponse<String> other = edge.post("/v1/dicomweb/studies", "application/json", stored);

        assertThat(zipped.statusCode()).isEqualTo(200);
        assertThat(Edge.json(zipped.body()).at("/00081199/Value")).hasSize(1);
        assertThat(other.statusCode()).isEqualTo(415);
    }

    @Test
    void an_image_and_its_mask_become_features_of_the_series_that_the_sender_names() throws IOException {
        byte[] image = Files.readAllBytes(SharedData.file("imaging_radiomics/breast1_image.nrrd"));
        byte[] mask = Files.readAllBytes(SharedData.file("imaging_radiomics/breast1_label.nrrd"));
        String path =
                "/v1/ingest/image-and-mask?patient=p8&study=1.2&series=1.2.3&modality=MR&observedAt=2026-03-01T08:15:00Z";
        byte[] named = body(
                part("Content-Disposition: form-data; name=\"mask\"; filename=\"m.nrrd\"", mask),
                part("Content-Disposition: form-data; name=\"image\"; filename=\"i.nrrd\"", image));

        HttpResponse<String> response = edge.post(path, "multipart/form-data; boundary=XX", named);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ImagingStudy study = ((Payload.ImagingPayload) last(edge).payload()).study();
        assertThat(study.seriesInstanceUid()).isEqualTo("1.2.3");
        assertThat(study.features()).containsKeys("firstorder_Mean", "glcm_Contrast");
        assertThat(Edge.summary(response.body()).path("features").asInt())
                .isEqualTo(study.features().size());
        HttpResponse<String> inOrder =
                edge.post(path, "multipart/related; boundary=XX", body(part("A: b", image), part("A: b", mask)));
        assertThat(((Payload.ImagingPayload) last(edge).payload()).study()).isEqualTo(study);
        assertThat(Edge.summary(inOrder.body()).path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void a_pair_that_is_none_is_refused_with_its_reason() throws IOException {
        byte[] image = Files.readAllBytes(SharedData.file("imaging_radiomics/breast1_image.nrrd"));
        String query = "?patient=p8&study=1.2&series=1.2.3&modality=MR&observedAt=2026-03-01T08:15:00Z";
        String type = "multipart/form-data; boundary=XX";

        HttpResponse<String> alone = edge.post("/v1/ingest/image-and-mask" + query, type, body(part("A: b", image)));
        HttpResponse<String> broken = edge.post(
                "/v1/ingest/image-and-mask" + query,
                type,
                body(part("A: b", image), part("A: b", "no volume".getBytes(StandardCharsets.US_ASCII))));

        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(Edge.json(alone.body()).path("reason").asText()).isEqualTo("mask-required");
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(Edge.json(broken.body()).path("location").asText()).startsWith("mask ");
        for (String without : new String[] {"patient", "study", "series", "modality", "observedAt"}) {
            HttpResponse<String> refused = edge.post(
                    "/v1/ingest/image-and-mask" + query.replace(without + "=", "x="), type, body(part("A: b", image)));
            assertThat(refused.statusCode()).as(without).isEqualTo(400);
            assertThat(refused.body()).contains(without);
        }
    }

    @Test
    void uploads_know_the_identities_of_the_configured_map_and_take_a_changed_one() throws IOException {
        Path map = Files.writeString(folder.resolve("map.csv"), "system,identifier,patient\nfhir-patient,a1,p-17\n");
        byte[] resource = "{\"resourceType\":\"Patient\",\"id\":\"a1\",\"birthDate\":\"1970-01-01\"}"
                .getBytes(StandardCharsets.UTF_8);
        try (Edge mapped = Edge.start("anamnesis.web.ingest.identities = \"" + map + "\"\n")) {
            mapped.post("/v1/ingest/auto", "application/json", resource);
            assertThat(last(mapped).patient().value()).isEqualTo("p-17");

            Files.writeString(map, "system,identifier,patient\nfhir-patient,a1,p-18-other\n");
            mapped.post("/v1/ingest/auto", "application/json", resource);
            assertThat(last(mapped).patient().value()).isEqualTo("p-18-other");

            Files.writeString(map, "this is no map");
            Files.setLastModifiedTime(map, FileTime.fromMillis(1_000));
            mapped.post("/v1/ingest/auto", "application/json", resource);
            assertThat(last(mapped).patient().value()).isEqualTo("p-18-other");
            int before = mapped.patients.commands().size();
            HttpResponse<String> stranger = mapped.post(
                    "/v1/ingest/auto",
                    "application/json",
                    new String(resource, StandardCharsets.UTF_8)
                            .replace("a1", "zz")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(stranger.body()).contains("unknown-identity");
            assertThat(mapped.patients.commands()).hasSize(before);
        }
    }
}

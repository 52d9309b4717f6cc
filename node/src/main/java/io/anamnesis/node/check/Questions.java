package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the nodes in turn about patients. A call blocks; one that fails for now is put to the next node. */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    /** Times that every node is asked. */
    private static final int ROUNDS = 30;

    private static final int PAGE = 1_000;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;

    Questions(NodeRing ring, String token) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
    }

    /** The live picture. */
    JsonNode profile(PatientId patient) throws IOException, InterruptedException {
        return ask("/v1/patients/" + patient);
    }

    /** The picture folded anew from the journal up to a number. */
    JsonNode profile(PatientId patient, long seq) throws IOException, InterruptedException {
        return ask("/v1/patients/" + patient + "?asOf=seq:" + seq);
    }

    /** All entries of the timeline, newest first, page by page. */
    List<JsonNode> timeline(PatientId patient) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        String path = "/v1/patients/" + patient + "/timeline?limit=" + PAGE;
        JsonNode page = ask(path);
        while (true) {
            page.path("entries").forEach(entries::add);
            JsonNode before = page.path("nextBeforeSeq");
            if (!before.isNumber()) {
                return entries;
            }
            page = ask(path + "&beforeSeq=" + before.asLong());
        }
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        String last = "";
        int nodes = ring.all().size();
        for (int i = 0; i < ROUNDS * nodes; i++) {
            URI node = ring.next();
            HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                    .timeout(ANSWER_WITHIN)
                    .header("Authorization", authorization)
                    .build();
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    return JSON.readTree(response.body());
                }
                last = node + " answered " + response.statusCode();
            } catch (IOException e) {
                last = node + ": " + e;
            }
            // a node that is gone for good is not asked again for a while, and the next one at once
            ring.failed(node);
            if (i % nodes == nodes - 1) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        throw new IOException("no node answers " + path + ": " + last);
    }
}

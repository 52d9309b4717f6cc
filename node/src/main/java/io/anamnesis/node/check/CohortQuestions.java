package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks any node about a few patients by way of a cohort query. A call blocks. */
final class CohortQuestions {
    /** How many samples of glucose a patient has. */
    static final String SAMPLES = "glucose.count[all]";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 200;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<URI> nodes;
    private final String authorization;
    private final Random random;

    CohortQuestions(List<URI> nodes, String token, long seed) {
        this.nodes = nodes;
        this.authorization = "Bearer " + token;
        this.random = new Random(seed);
    }

    /** The answer of a random node; another one is asked where that is away. Null where none answers for a while. */
    @Nullable
    JsonNode samples(List<PatientId> patients) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("criteria", CriterionText.print(new Criterion.In(patients)));
        body.putArray("columns").add(SAMPLES);
        body.put("limit", patients.size());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JsonNode answer = ask(nodes.get(random.nextInt(nodes.size())), body);
            if (answer != null) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return null;
    }

    /** By patient, how many samples an answer tells of. */
    static Map<String, Double> told(JsonNode answer) {
        Map<String, Double> told = new HashMap<>();
        answer.path("rows")
                .forEach(row -> told.put(
                        row.path("patient").asText(),
                        row.path("numbers").path(SAMPLES).asDouble(-1)));
        return told;
    }

    private @Nullable JsonNode ask(URI node, ObjectNode body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/cohorts/query"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
        } catch (IOException e) {
            return null; // the node is away
        }
    }
}

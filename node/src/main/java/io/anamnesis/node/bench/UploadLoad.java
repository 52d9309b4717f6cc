package io.anamnesis.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.bench.MessageStream.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The system's side: uploads in a closed loop, over connections that stay open. The JDK's client takes an answer on its own
 * threads and sends the next upload from there.
 */
final class UploadLoad {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String authorization;
    private final AtomicInteger uploads = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    UploadLoad(URI node, String token) {
        this.address = node.resolve("/v1/messages");
        this.authorization = "Bearer " + token;
    }

    /** A name that no other upload of this run has. */
    String nextName() {
        return "up-" + Integer.toString(uploads.getAndIncrement(), Character.MAX_RADIX);
    }

    /**
     * Keeps so many uploads under way for so long.
     *
     * @return messages that were acknowledged
     * @throws IOException where an upload failed as a whole
     */
    long run(MessageStream messages, int batch, int inFlight, Duration time) throws IOException, InterruptedException {
        return ClosedLoop.run(inFlight, time, () -> send(messages.next(nextName(), batch)));
    }

    /** Messages that were not accepted since the last call, such as those of a patient who did not answer in time. */
    long takeRefused() {
        return refused.sumThenReset();
    }

    /** Completes with the number of messages that were acknowledged. */
    CompletionStage<Integer> send(Upload upload) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_WITHIN)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(upload.ndjson()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(response -> {
            int accepted = accepted(response);
            refused.add(upload.messages() - accepted);
            return accepted;
        });
    }

    /** Looks at the summary only: reading every line would measure this client. */
    private static int accepted(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        int from = body.length - 1;
        while (from > 0 && body[from - 1] != '\n') {
            from--;
        }
        int accepted = -1;
        try {
            JsonNode last = JSON.readTree(body, Math.max(0, from), body.length - Math.max(0, from));
            accepted = last == null ? -1 : last.path("summary").path("accepted").asInt(-1);
        } catch (IOException e) {
            // no report: the status says why
        }
        if (accepted < 0) {
            throw new IllegalStateException("an upload was answered with status " + response.statusCode());
        }
        return accepted;
    }
}

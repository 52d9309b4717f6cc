package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a job of the cluster and tells each of its steps. */
record JobWatch(Terminal terminal, CommonOptions common, TargetOptions target, TokenIssuer tokens) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SILENT = 30;

    static boolean isDone(JsonNode ended) {
        return "done".equals(ended.path("state").asText());
    }

    static String outcome(JsonNode ended) {
        return ended.path("outcome").asText("the job is not known any more");
    }

    /** Looks once a second, and tells each step once. Empty where the job is not known any more. */
    JsonNode follow(JsonNode begun) throws IOException, InterruptedException {
        String id = begun.path("id").asText();
        CountDownLatch never = new CountDownLatch(1);
        String told = "";
        int silent = 0;
        while (silent < MOST_SILENT) {
            JsonNode job = find(id);
            silent = job.isMissingNode() ? silent + 1 : 0;
            String stage = job.path("stage").asText();
            if (job.has("endedAt")) {
                return job;
            }
            if (!stage.isEmpty() && !stage.equals(told)) {
                terminal.print(stage);
                told = stage;
            }
            if (never.await(1, TimeUnit.SECONDS)) {
                break;
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode find(String id) throws IOException, InterruptedException {
        JsonNode jobs = ModelTarget.ask(common, target, tokens, client -> client.get("/v1/jobs"));
        for (JsonNode job : jobs.path("jobs")) {
            if (job.path("id").asText().equals(id)) {
                return job;
            }
        }
        return JSON.missingNode();
    }
}

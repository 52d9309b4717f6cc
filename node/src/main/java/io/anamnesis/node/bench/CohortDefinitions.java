package io.anamnesis.node.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The standing queries: the first ones each ask for more glucose than the one before, the others for diagnoses, drugs, genes, imaging
 * and notes, which no message of the load can change.
 */
final class CohortDefinitions {
    private static final int AT_ONCE = 8;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OTHERS = List.of(
            "dx:C%02d and age >= 18",
            "drug:atc:L%02d within 90d before first(dx:C71)",
            "gene:GENE%d[pathogenic] and modality:imaging present",
            "lab:loinc:%d-7[last] > 180 mg/dL",
            "note:\"finding %d\" and not dx:E11",
            "count(dx:I%02d) >= 2 or biomarker:tmb > 10");

    private final HttpClient http;
    private final URI node;
    private final String token;

    CohortDefinitions(HttpClient http, URI node, String token) {
        this.http = http;
        this.node = node;
        this.token = token;
    }

    static String name(int cohort) {
        return "bench-" + cohort;
    }

    static String criteria(int cohort, int touched) {
        if (cohort < touched) {
            return "glucose.mean[24h] > " + (LiveProbe.FIRST_LIMIT + cohort);
        }
        return String.format(Locale.ROOT, OTHERS.get(cohort % OTHERS.size()), 10 + cohort / OTHERS.size() % 90);
    }

    /** Defines them all. */
    void define(int cohorts, int touched) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            lanes[i] = lane(next, cohorts, touched).toCompletableFuture();
        }
        try {
            CompletableFuture.allOf(lanes).get();
        } catch (ExecutionException e) {
            throw new IOException("a cohort was not defined: " + e.getCause(), e);
        }
    }

    private CompletionStage<Void> lane(AtomicInteger next, int cohorts, int touched) {
        int cohort = next.getAndIncrement();
        return cohort >= cohorts
                ? CompletableFuture.completedStage(null)
                : put(cohort, touched).thenCompose(done -> lane(next, cohorts, touched));
    }

    private CompletionStage<Void> put(int cohort, int touched) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/cohorts/" + name(cohort)))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(Map.of("criteria", criteria(cohort, touched)))
                        .toString()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(answer -> {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(name(cohort) + ": " + answer.statusCode() + " " + answer.body());
            }
        });
    }
}

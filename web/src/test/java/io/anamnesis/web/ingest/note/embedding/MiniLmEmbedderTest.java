package io.anamnesis.web.ingest.note.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Embedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest {
    private static final SentenceEmbedder EMBEDDER = MiniLmEmbedder.of(EmbeddingSettings.from(ConfigFactory.load()));

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    private static float[] vector(String... sentences) {
        return EMBEDDER.embed(List.of(sentences))
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join()
                .orElseThrow()
                .toArray();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }

    @Test
    void a_vector_has_384_dimensions_and_length_1() {
        float[] vector = vector("The patient has a fever.", "She was admitted.");
        assertThat(vector).hasSize(384);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void sentences_of_one_meaning_lie_closer_than_others() {
        float[] heart = vector("The patient suffered a myocardial infarction.");
        assertThat(cosine(heart, vector("He had a heart attack.")))
                .isGreaterThan(cosine(heart, vector("The knee was replaced last year.")) + 0.2);
    }

    @Test
    void the_same_sentences_give_the_same_bits() {
        String[] sentences = {"No fever.", "Cough for three days, worse at night.", "Lungs are clear."};
        assertThat(vector(sentences)).isEqualTo(vector(sentences));
    }

    @Test
    void any_text_has_a_vector_and_no_text_has_none() {
        for (String odd : List.of("\ud800", "x".repeat(5_000), "é ñ 漢字 \u0000 ***", " ")) {
            assertThat(vector(odd)).hasSize(384);
        }
        assertThat(EMBEDDER.embed(List.of()).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void a_full_queue_says_so_with_its_limit_and_what_waits_is_finished() {
        try (SentenceEmbedder small = MiniLmEmbedder.of(new EmbeddingSettings(true, 1, 2, 50))) {
            List<CompletableFuture<Optional<Embedding>>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(small.embed(Collections.nCopies(50, "The patient is well."))
                        .toCompletableFuture());
            }
            long refused = all.stream()
                    .filter(each -> each.isDone() && each.isCompletedExceptionally())
                    .count();
            assertThat(refused).isBetween(30L, 39L);
            CompletableFuture<Optional<Embedding>> last = all.get(39);
            assertThatThrownBy(last::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(EmbeddingQueueFull.class)
                    .hasMessageContaining("the limit is 2");
            assertThat(all.get(0).orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
        }
    }

    @Test
    void turned_off_there_is_no_vector_and_no_model() {
        try (SentenceEmbedder off = MiniLmEmbedder.of(new EmbeddingSettings(false, 1, 1, 1))) {
            assertThat(off.embed(List.of("x")).toCompletableFuture().join()).isEmpty();
            assertThat(off).isSameAs(SentenceEmbedder.NONE);
        }
    }
}

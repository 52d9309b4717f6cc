package io.anamnesis.web.ingest.note.embedding;

import io.anamnesis.protocol.message.Embedding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes one vector of the sentences of a note. */
public interface SentenceEmbedder extends AutoCloseable {
    /** Makes none: where vectors are turned off. */
    SentenceEmbedder NONE = new SentenceEmbedder() {
        @Override
        public CompletionStage<Optional<Embedding>> embed(List<String> sentences) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void close() {}
    };

    /**
     * The mean of the sentences' vectors, each of length 1, made of length 1 itself; the same for the same sentences. Empty
     * where there is no sentence. Returns at once.
     *
     * @return fails with {@link EmbeddingQueueFull} where too many wait already
     */
    CompletionStage<Optional<Embedding>> embed(List<String> sentences);

    /** Lets what waits be finished; takes nothing new. */
    @Override
    void close();
}

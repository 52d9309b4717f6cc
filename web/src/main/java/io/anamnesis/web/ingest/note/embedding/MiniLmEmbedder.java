package io.anamnesis.web.ingest.note.embedding;

import ai.onnxruntime.OrtException;
import io.anamnesis.protocol.message.Embedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link MiniLm} on threads of its own. The sentences of a note are one task. */
public final class MiniLmEmbedder implements SentenceEmbedder {
    private static final Logger LOG = LoggerFactory.getLogger(MiniLmEmbedder.class);
    private static final int CLOSE_SECONDS = 10;

    private final EmbeddingSettings settings;
    private final ThreadPoolExecutor executor;
    private @Nullable MiniLm model;

    private MiniLmEmbedder(EmbeddingSettings settings) {
        this.settings = settings;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                60,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                task -> {
                    Thread thread = new Thread(task, "note-embedding-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** By the settings: {@link SentenceEmbedder#NONE} where they turn vectors off. */
    public static SentenceEmbedder of(EmbeddingSettings settings) {
        return settings.enabled() ? new MiniLmEmbedder(settings) : NONE;
    }

    @Override
    public CompletionStage<Optional<Embedding>> embed(List<String> sentences) {
        List<String> taken = List.copyOf(sentences.subList(0, Math.min(sentences.size(), settings.maxSentences())));
        if (taken.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<Embedding>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> answer(taken, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    executor.isShutdown()
                            ? new IllegalStateException("closed")
                            : new EmbeddingQueueFull(settings.queue()));
        }
        return answer;
    }

    private void answer(List<String> sentences, CompletableFuture<Optional<Embedding>> answer) {
        try {
            answer.complete(Optional.of(new Embedding(MiniLm.NAME, mean(sentences))));
        } catch (IOException | OrtException | RuntimeException | LinkageError e) {
            answer.completeExceptionally(e);
        }
    }

    private float[] mean(List<String> sentences) throws IOException, OrtException {
        double[] sum = new double[MiniLm.DIMENSION];
        MiniLm loaded = model();
        for (String sentence : sentences) {
            float[] vector = loaded.embed(sentence);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        return MiniLm.unit(sum);
    }

    private synchronized MiniLm model() throws IOException, OrtException {
        MiniLm loaded = model;
        if (loaded == null) {
            loaded = MiniLm.load();
            model = loaded;
            LOG.info("loaded the sentence model {}", MiniLm.NAME);
        }
        return loaded;
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
                return;
            }
            closeModel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            executor.shutdownNow();
        }
    }

    private synchronized void closeModel() {
        try {
            if (model != null) {
                model.close();
                model = null;
            }
        } catch (OrtException e) {
            throw new UncheckedIOException(new IOException("the sentence model can't be closed", e));
        }
    }
}

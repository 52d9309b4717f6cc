package io.anamnesis.node;

import com.typesafe.config.Config;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.model.ModelService;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The named, bounded threads for what must not run on a dispatcher or an event loop.
 *
 * @param fold decodes and folds pages of journals
 * @param index runs queries over the index, and takes digests in
 * @param graph builds the graphs of the index
 * @param training trains models, one at a time
 * @param cache writes the digest cache, whose files may page in
 */
record NodeExecutors(
        ExecutorService fold,
        ExecutorService index,
        ExecutorService graph,
        ExecutorService training,
        ExecutorService cache) {
    private static final int MAX_WAITING_TRAININGS = 8;

    static NodeExecutors of(Config config) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new NodeExecutors(
                pool("profile-fold", cores, config.getInt("fold-queue"), new ThreadPoolExecutor.AbortPolicy()),
                pool("index", cores, config.getInt("index-queue"), new ThreadPoolExecutor.AbortPolicy()),
                pool("index-graph", 1, config.getInt("index-queue"), new ThreadPoolExecutor.AbortPolicy()),
                pool("training", 1, MAX_WAITING_TRAININGS, new ThreadPoolExecutor.AbortPolicy()),
                pool("digest-cache", 1, config.getInt("cache-queue"), new ThreadPoolExecutor.DiscardPolicy()));
    }

    /** What the index works on. */
    IndexService.IndexExecutors forIndex() {
        return new IndexService.IndexExecutors(index, Runtime.getRuntime().availableProcessors(), graph, cache);
    }

    /** What models are read and trained on. */
    ModelService.ModelExecutors forModels() {
        return new ModelService.ModelExecutors(fold, training);
    }

    private static ExecutorService pool(String name, int threads, int queue, RejectedExecutionHandler full) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory, full);
    }

    /** Ends all; what waits for the cache is written first. */
    void close() {
        fold.shutdownNow();
        index.shutdownNow();
        graph.shutdownNow();
        training.shutdownNow();
        cache.shutdown();
        try {
            if (!cache.awaitTermination(10, TimeUnit.SECONDS)) {
                cache.shutdownNow();
            }
        } catch (InterruptedException e) {
            cache.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

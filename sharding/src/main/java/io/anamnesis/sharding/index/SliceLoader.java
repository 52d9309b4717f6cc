package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestHead;
import io.anamnesis.protocol.port.DigestStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stored digests of a slice into the index: first who is there and how far the stored digests are, then those that the
 * node's cache has as new, then the rest from the store. Patients whose writers may be ahead of what is stored are handed over as
 * such.
 */
final class SliceLoader {
    /** Above this share of digests that the cache lacks the slice is read as a whole, in pages, and not one by one. */
    private static final double ONE_BY_ONE = 0.1;

    private final NodeIndex index;
    private final DigestStore store;
    private final DigestCache cache;
    private final Executor cacheExecutor;
    private final Executor executor;
    private final int page;

    /**
     * Loads into an index.
     *
     * @param cacheExecutor writes the cache; may leave work out
     * @param executor reads the cache and takes digests in; leaves nothing out without saying so
     */
    SliceLoader(
            NodeIndex index,
            DigestStore store,
            DigestCache cache,
            Executor cacheExecutor,
            Executor executor,
            IndexSettings settings) {
        this.index = index;
        this.store = store;
        this.cache = cache;
        this.cacheExecutor = cacheExecutor;
        this.executor = executor;
        this.page = settings.loadPage();
    }

    /** Done when all is handed over; fails where the store does. What was handed over before a failure is no worse for it. */
    CompletionStage<Void> load(int slice, long epoch) {
        Map<PatientId, Long> missing = new HashMap<>();
        return heads(slice, null, missing)
                .thenCompose(patients -> fromCache(slice, epoch, missing)
                        .thenCompose(done -> missing.size() > ONE_BY_ONE * patients
                                ? whole(slice, epoch, null)
                                : oneByOne(slice, epoch, List.copyOf(missing.keySet()), 0)))
                .thenRunAsync(index::takeIn, executor);
    }

    /** Lists the patients; those who may be ahead of what is stored are told to the index at once. */
    private CompletionStage<Integer> heads(int slice, @Nullable PatientId after, Map<PatientId, Long> missing) {
        return store.heads(slice, after, page).thenCompose(heads -> {
            for (DigestHead head : heads) {
                if (head.seq() != DigestHead.NONE) {
                    missing.put(head.patient(), head.seq());
                }
                if (!head.ahead().isEmpty()) {
                    index.behind(slice, head.patient());
                }
            }
            return heads.size() < page
                    ? CompletableFuture.completedStage(missing.size())
                    : heads(slice, heads.get(heads.size() - 1).patient(), missing);
        });
    }

    private CompletionStage<Void> fromCache(int slice, long epoch, Map<PatientId, Long> missing) {
        return missing.isEmpty()
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.runAsync(
                        () -> cache.forEach(slice, digest -> cached(epoch, digest, missing)), executor);
    }

    private void cached(long epoch, Digest digest, Map<PatientId, Long> missing) {
        Long stored = missing.get(digest.patient());
        if (stored != null && stored <= digest.seq()) {
            missing.remove(digest.patient());
            index.loaded(epoch, digest);
        }
    }

    private CompletionStage<Void> whole(int slice, long epoch, @Nullable PatientId after) {
        return store.scan(slice, after, page).thenCompose(digests -> {
            boolean wanted = digests.stream().allMatch(digest -> loaded(epoch, digest));
            return digests.size() < page || !wanted
                    ? CompletableFuture.completedStage(null)
                    : CompletableFuture.runAsync(index::takeIn, executor)
                            .thenCompose(done -> whole(
                                    slice,
                                    epoch,
                                    digests.get(digests.size() - 1).patient()));
        });
    }

    private CompletionStage<Void> oneByOne(int slice, long epoch, List<PatientId> patients, int next) {
        return next == patients.size()
                ? CompletableFuture.completedStage(null)
                : store.load(slice, patients.get(next)).thenCompose(digest -> {
                    digest.ifPresent(each -> loaded(epoch, each));
                    return oneByOne(slice, epoch, patients, next + 1);
                });
    }

    private boolean loaded(long epoch, Digest digest) {
        cacheExecutor.execute(() -> cache.put(digest));
        return index.loaded(epoch, digest);
    }
}

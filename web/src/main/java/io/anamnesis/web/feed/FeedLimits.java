package io.anamnesis.web.feed;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the feeds of all event loops. Safe on any thread. */
final class FeedLimits {
    private final FeedSettings settings;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> bySubject = new ConcurrentHashMap<>();

    FeedLimits(FeedSettings settings) {
        this.settings = settings;
    }

    /** Takes a place, to be left again; or says why there is none. */
    @Nullable
    Problem enter(String subject) {
        if (all.incrementAndGet() > settings.maxFeeds()) {
            all.decrementAndGet();
            return new Problem(
                    ProblemCode.SERVER_BUSY,
                    "The server holds " + settings.maxFeeds() + " feeds, the most it may. Try again later.");
        }
        if (bySubject.merge(subject, 1, Integer::sum) > settings.maxFeedsPerSubject()) {
            leave(subject);
            return new Problem(
                    ProblemCode.TOO_MANY_FEEDS,
                    "This subject watches " + settings.maxFeedsPerSubject()
                            + " feeds, the most it may. Close one first.");
        }
        return null;
    }

    void leave(String subject) {
        all.decrementAndGet();
        bySubject.computeIfPresent(subject, (s, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return all.get();
    }
}

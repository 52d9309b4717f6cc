package io.anamnesis.web;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cohorts that each have the members {@code p-0} to {@code p-9}, who entered in this order; frames are handed over by a test. */
public final class MemoryLiveCohorts implements LiveCohorts {
    private static final int MEMBERS = 10;

    private final Map<CohortName, LiveCohort> cohorts = new ConcurrentHashMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    public List<Watch> watches() {
        return watches;
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> define(
            CohortName name, Criterion criterion, String description, Caller caller) {
        cohorts.merge(
                name,
                new LiveCohort(name, 1, criterion, description, caller.subject(), Instant.EPOCH, null),
                (before, next) -> new LiveCohort(
                        name, before.version() + 1, criterion, description, caller.subject(), Instant.EPOCH, null));
        return state(name, caller);
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> end(CohortName name, Caller caller) {
        cohorts.computeIfPresent(name, (same, cohort) -> cohort.ended(Instant.EPOCH));
        return state(name, caller);
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> state(CohortName name, Caller caller) {
        return known(name, () -> state(name));
    }

    private CohortState state(CohortName name) {
        return new CohortState(Objects.requireNonNull(cohorts.get(name)), MEMBERS, MEMBERS, 15, 16);
    }

    @Override
    public CompletionStage<List<LiveCohort>> list(@Nullable CohortName after, int limit, Caller caller) {
        return CompletableFuture.completedStage(cohorts.values().stream()
                .filter(each -> after == null || each.name().compareTo(after) > 0)
                .sorted(Comparator.comparing(LiveCohort::name))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<QueryResult<Members>> members(
            CohortName name, @Nullable PatientId after, int limit, Caller caller) {
        return known(name, () -> {
            List<CohortMember> rest = changes(0).stream()
                    .map(CohortMember::of)
                    .filter(each -> after == null || each.patient().compareTo(after) > 0)
                    .toList();
            List<CohortMember> page = rest.subList(0, Math.min(limit, rest.size()));
            return new Members(
                    state(name),
                    page,
                    page.size() < rest.size() ? page.get(limit - 1).patient() : null);
        });
    }

    @Override
    public CompletionStage<QueryResult<List<CohortChange>>> history(
            CohortName name, long afterSeq, int limit, Caller caller) {
        return known(name, () -> changes(afterSeq).stream().limit(limit).toList());
    }

    private static List<CohortChange> changes(long afterSeq) {
        return java.util.stream.LongStream.rangeClosed(afterSeq + 1, MEMBERS)
                .mapToObj(seq -> new CohortChange(
                        seq, 1, new PatientId("p-" + (seq - 1)), CohortMove.ENTERED, seq, Instant.EPOCH))
                .toList();
    }

    private <T> CompletionStage<QueryResult<T>> known(CohortName name, Supplier<T> answer) {
        return CompletableFuture.completedStage(
                cohorts.containsKey(name)
                        ? new QueryResult.Answered<>(answer.get())
                        : new QueryResult.Refused<>(new Rejection.UnknownCohort(name.value())));
    }

    @Override
    public FeedSubscription watch(CohortName name, Caller caller, @Nullable Long fromSeq, Listener listener) {
        Watch watch = new Watch(name, fromSeq, listener);
        watches.add(watch);
        return watch;
    }

    /** One open feed. */
    public static final class Watch implements FeedSubscription {
        public final CohortName name;
        public final @Nullable Long fromSeq;
        public final Listener listener;
        public final AtomicLong requested = new AtomicLong();
        public volatile boolean closed;

        Watch(CohortName name, @Nullable Long fromSeq, Listener listener) {
            this.name = name;
            this.fromSeq = fromSeq;
            this.listener = listener;
        }

        @Override
        public void request(long frames) {
            requested.addAndGet(frames);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.storage.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Live cohorts: one partition of definitions, histories in buckets, members in parts. */
final class CassandraCohorts implements CohortStore {
    private final long bucketSize;
    private final Mutations mutations;
    private final InsertCohort insertCohort;
    private final SelectCohorts selectCohorts;
    private final AppendCohortChanges appendChanges;
    private final SelectCohortChanges selectChanges;
    private final ReplaceMembers replaceMembers;
    private final SelectMembers selectMembers;
    private final MemberCheckpoint checkpoint;

    CassandraCohorts(CqlRequests requests, CassandraSettings.Layout layout, Executor decoding) {
        bucketSize = layout.bucketSize();
        mutations = new Mutations(layout);
        insertCohort = new InsertCohort(requests);
        selectCohorts = new SelectCohorts(requests, decoding);
        appendChanges = new AppendCohortChanges(requests);
        selectChanges = new SelectCohortChanges(requests, decoding);
        replaceMembers = new ReplaceMembers(requests);
        selectMembers = new SelectMembers(requests, decoding);
        checkpoint = new MemberCheckpoint(requests);
    }

    @Override
    public CompletionStage<Void> define(LiveCohort cohort) {
        return insertCohort.run(cohort);
    }

    @Override
    public CompletionStage<Optional<LiveCohort>> find(CohortName name) {
        return selectCohorts.one(name).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<LiveCohort>> definitions(@Nullable CohortName after, int limit) {
        Limits.requirePage(limit);
        return selectCohorts.behind(after == null ? "" : after.value(), limit);
    }

    @Override
    public CompletionStage<Void> append(CohortName name, List<CohortChange> changes) {
        return inOrder(changes, CohortChange::seq, bucketSize, (bucket, run) -> appendChanges.run(name, bucket, run));
    }

    /** Numbers have no gaps, so that a bucket without one of them is past the end. */
    @Override
    public CompletionStage<List<CohortChange>> changes(CohortName name, long afterSeq, int limit) {
        Limits.requirePage(limit);
        return changes(name, afterSeq, limit, (afterSeq + 1) / bucketSize, new ArrayList<>());
    }

    private CompletionStage<List<CohortChange>> changes(
            CohortName name, long afterSeq, int limit, long bucket, List<CohortChange> found) {
        return selectChanges.run(name, bucket, afterSeq, limit - found.size()).thenCompose(rows -> {
            found.addAll(rows);
            return rows.isEmpty() || found.size() == limit
                    ? CompletableFuture.completedStage(found)
                    : changes(name, afterSeq, limit, bucket + 1, found);
        });
    }

    @Override
    public CompletionStage<Void> save(CohortName name, List<CohortChange> latest, long upTo) {
        return inOrder(
                        latest,
                        change -> DigestPart.of(change.patient()),
                        1,
                        (part, run) -> replaceMembers.run(name, part.intValue(), run))
                .thenCompose(done -> checkpoint.write(name, upTo));
    }

    @Override
    public CompletionStage<Long> checkpoint(CohortName name) {
        return checkpoint.read(name);
    }

    @Override
    public CompletionStage<List<CohortMember>> members(CohortName name, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return after == null
                ? members(name, 0, "", limit, new ArrayList<>())
                : members(name, DigestPart.of(after), after.value(), limit, new ArrayList<>());
    }

    private CompletionStage<List<CohortMember>> members(
            CohortName name, int part, String after, int limit, List<CohortMember> found) {
        if (part == DigestPart.COUNT || found.size() == limit) {
            return CompletableFuture.completedStage(found);
        }
        return selectMembers.run(name, part, after, limit - found.size()).thenCompose(rows -> {
            found.addAll(rows);
            return members(name, part + 1, "", limit, found);
        });
    }

    private interface PartitionWrite {
        CompletionStage<Void> run(Long partition, List<CohortChange> changes);
    }

    /** One mutation after the other, so that a failure leaves no gap. */
    private CompletionStage<Void> inOrder(
            List<CohortChange> changes, ToLongFunction<CohortChange> of, long by, PartitionWrite write) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        TreeMap<Long, List<CohortChange>> partitions = changes.stream()
                .collect(Collectors.groupingBy(
                        change -> of.applyAsLong(change) / by, TreeMap::new, Collectors.toList()));
        for (var partition : partitions.entrySet()) {
            for (List<CohortChange> run : mutations.cut(partition.getValue(), AppendCohortChanges::bytes)) {
                done = done.thenCompose(before -> write.run(partition.getKey(), run));
            }
        }
        return done;
    }
}

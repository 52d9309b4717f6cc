package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestHead;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.storage.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Digests by slice and part; a scan goes through the parts in order, and through each by patient id. */
final class CassandraDigests implements DigestStore {
    private final InsertDigest insertDigest;
    private final UpdateAhead updateAhead;
    private final SelectDigest selectDigest;
    private final SelectDigests selectDigests;
    private final SelectDigestHeads selectHeads;

    CassandraDigests(CqlRequests requests, Executor executor) {
        insertDigest = new InsertDigest(requests);
        updateAhead = new UpdateAhead(requests);
        selectDigest = new SelectDigest(requests, executor);
        selectDigests = new SelectDigests(requests, executor);
        selectHeads = new SelectDigestHeads(requests, executor);
    }

    @Override
    public CompletionStage<Void> save(Digest digest) {
        return insertDigest.run(digest);
    }

    @Override
    public CompletionStage<Void> ahead(int slice, PatientId patient, WriterId writer) {
        return updateAhead.add(slice, patient, writer);
    }

    @Override
    public CompletionStage<Void> caughtUp(int slice, PatientId patient, Set<WriterId> writers) {
        return writers.isEmpty() ? CompletableFuture.completedStage(null) : updateAhead.remove(slice, patient, writers);
    }

    @Override
    public CompletionStage<Optional<Digest>> load(int slice, PatientId patient) {
        return selectDigest.run(slice, patient);
    }

    @Override
    public CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return digests(slice, Place.after(after), limit, new ArrayList<>());
    }

    @Override
    public CompletionStage<List<DigestHead>> heads(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return heads(slice, Place.after(after), limit, new ArrayList<>());
    }

    private CompletionStage<List<Digest>> digests(int slice, Place place, int limit, List<Digest> found) {
        int missing = limit - found.size();
        if (place.part == DigestPart.COUNT || missing == 0) {
            return CompletableFuture.completedStage(found);
        }
        return selectDigests.run(slice, place.part, place.after, missing).thenCompose(rows -> {
            rows.forEach(row -> row.digest().ifPresent(found::add));
            // rows without a digest leave room for those behind them
            Place next = rows.size() < missing
                    ? place.nextPart()
                    : new Place(place.part, rows.get(rows.size() - 1).patient().value());
            return digests(slice, next, limit, found);
        });
    }

    private CompletionStage<List<DigestHead>> heads(int slice, Place place, int limit, List<DigestHead> found) {
        if (place.part == DigestPart.COUNT || found.size() == limit) {
            return CompletableFuture.completedStage(found);
        }
        return selectHeads
                .run(slice, place.part, place.after, limit - found.size())
                .thenCompose(rows -> {
                    found.addAll(rows);
                    return heads(slice, place.nextPart(), limit, found);
                });
    }

    /** Where a scan goes on: behind a patient of a part; an empty text is before all. */
    private record Place(int part, String after) {
        static Place after(@Nullable PatientId patient) {
            return patient == null ? new Place(0, "") : new Place(DigestPart.of(patient), patient.value());
        }

        Place nextPart() {
            return new Place(part + 1, "");
        }
    }
}

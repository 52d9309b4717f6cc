package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.storage.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Digests by slice and part; a scan goes through the parts in order, and through each by patient id. */
final class CassandraDigests implements DigestStore {
    private final InsertDigest insertDigest;
    private final SelectDigest selectDigest;
    private final SelectDigests selectDigests;

    CassandraDigests(CqlRequests requests, Executor executor) {
        insertDigest = new InsertDigest(requests);
        selectDigest = new SelectDigest(requests, executor);
        selectDigests = new SelectDigests(requests, executor);
    }

    @Override
    public CompletionStage<Void> save(Digest digest) {
        return insertDigest.run(digest);
    }

    @Override
    public CompletionStage<Optional<Digest>> load(int slice, PatientId patient) {
        return selectDigest.run(slice, patient);
    }

    @Override
    public CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        List<Digest> found = new ArrayList<>();
        return after == null
                ? gather(slice, 0, "", limit, found)
                : gather(slice, DigestPart.of(after), after.value(), limit, found);
    }

    private CompletionStage<List<Digest>> gather(int slice, int part, String after, int limit, List<Digest> found) {
        if (part == DigestPart.COUNT || found.size() == limit) {
            return CompletableFuture.completedStage(found);
        }
        return selectDigests.run(slice, part, after, limit - found.size()).thenCompose(digests -> {
            found.addAll(digests);
            return gather(slice, part + 1, "", limit, found);
        });
    }
}

package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts writes so that no batch and no single mutation is larger than the server takes. */
final class Mutations {
    private final CassandraSettings.Layout layout;

    Mutations(CassandraSettings.Layout layout) {
        this.layout = layout;
    }

    /** Runs of neighbours, in order, each below the batch limit; one that is larger by itself goes alone. */
    <T> List<List<T>> cut(List<T> rows, ToLongFunction<T> size) {
        List<List<T>> runs = new ArrayList<>();
        List<T> run = new ArrayList<>();
        long bytes = 0;
        for (T row : rows) {
            long next = requireFits(size.applyAsLong(row));
            if (!run.isEmpty() && bytes + next > layout.maxBatchBytes()) {
                runs.add(run);
                run = new ArrayList<>();
                bytes = 0;
            }
            run.add(row);
            bytes += next;
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    /**
     * Checks what has to go as one mutation.
     *
     * @throws StorageException where the server would refuse it
     */
    long requireFits(long bytes) {
        if (bytes > layout.maxMutationBytes()) {
            throw new StorageException(
                    "A row or profile of " + bytes + " bytes is over max-mutation = " + layout.maxMutationBytes(),
                    new IllegalArgumentException("too large for one mutation"));
        }
        return bytes;
    }
}

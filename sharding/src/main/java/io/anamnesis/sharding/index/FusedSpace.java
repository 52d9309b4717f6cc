package io.anamnesis.sharding.index;

import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.similarity.VectorSpace;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;

/**
 * The fused vectors of a node's patients. They are made here, out of the numbers that the digests bring, and stored nowhere: another
 * model is another pass over the columns. While that pass runs the vectors of the model before answer; they give way all at once, so
 * that no search compares vectors of two models. Under the content's lock.
 */
final class FusedSpace {
    /** All vectors by one model. */
    private record Content(ServedModel model, VectorSpace space, DriftCounts drift) {
        Content(ServedModel model, VectorSpace space) {
            this(model, space, new DriftCounts(model));
        }

        void put(int row, PatientNumbers patient) {
            ServedPass pass = model.pass();
            boolean any = pass.run(patient);
            drift.put(row, pass, any);
            if (any) {
                space.put(row, List.of(pass.fused()));
            } else {
                space.remove(row);
            }
        }

        void remove(int row) {
            space.remove(row);
            drift.remove(row);
        }

        long bytes() {
            return space.bytes() + drift.bytes();
        }
    }

    private final Supplier<VectorSpace> spaces;
    private volatile Content content;
    private @Nullable Content next;
    private int nextRow;

    FusedSpace(ServedModel model, Supplier<VectorSpace> spaces) {
        this.spaces = spaces;
        this.content = new Content(model, spaces.get());
    }

    /** What is searched. */
    VectorSpace space() {
        return content.space();
    }

    /** Whether the vectors that are searched are of another model; any thread. */
    boolean isBehind(ServedModel wanted) {
        return content.model() != wanted;
    }

    /** Takes a patient's numbers in. */
    void put(int row, Digest digest) {
        PatientNumbers patient = PatientNumbers.of(digest);
        content.put(row, patient);
        if (next != null) {
            next.put(row, patient);
        }
    }

    /** The row is nobody's any more. */
    void remove(int row) {
        content.remove(row);
        if (next != null) {
            next.remove(row);
        }
    }

    /**
     * Fuses a few more patients anew where another model is served than the vectors are of.
     *
     * @param rows at most so many
     */
    void advance(ServedModel wanted, PatientColumns columns, int rows) {
        Content target = next == null ? content : next;
        if (target.model() != wanted) {
            begin(wanted);
        }
        if (next == null) {
            return;
        }
        PeekableIntIterator ahead = columns.rows().getIntIterator();
        ahead.advanceIfNeeded(nextRow);
        for (int done = 0; done < rows && ahead.hasNext(); done++) {
            int row = ahead.next();
            next.put(row, PatientNumbers.of(columns, row));
            nextRow = row + 1;
        }
        if (!ahead.hasNext()) {
            content.space().close();
            content = next;
            next = null;
        }
    }

    private void begin(ServedModel wanted) {
        if (next != null) {
            next.space().close();
        }
        next = new Content(wanted, spaces.get());
        nextRow = 0;
    }

    /** How the patients are spread, by the model that is searched. */
    DriftStatus drift(PatientColumns columns) {
        return content.drift().status(columns.size());
    }

    /** How far the vectors are. */
    FusedStatus status(PatientColumns columns) {
        Content target = next == null ? content : next;
        long done = next == null ? columns.size() : columns.rows().rangeCardinality(0, nextRow);
        return new FusedStatus(target.model().identity(), done, columns.size());
    }

    long bytes() {
        return content.bytes() + (next == null ? 0 : next.bytes());
    }
}

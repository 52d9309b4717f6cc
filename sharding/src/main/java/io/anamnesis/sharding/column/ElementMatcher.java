package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Truth;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * Elements of a kind, in one modality, for which conditions hold or may hold. Made for one evaluation: it holds until the columns
 * change, and is used by one thread.
 */
public final class ElementMatcher {
    private static final int NO_KIND = -1;

    private final PatientColumns columns;
    private final Modality modality;
    private final int kind;
    private final Instant now;
    private final ElementTest where;
    private final PackedRows packed;
    private final ElementCursor cursor = new ElementCursor();
    private Truth truth = Truth.FALSE;

    ElementMatcher(PatientColumns columns, String kindName, Modality modality, Conditions where, Instant now) {
        this.columns = columns;
        this.modality = modality;
        this.packed = columns.packed(modality);
        this.now = now;
        int found = NO_KIND;
        for (Kinds.Kind each : columns.elements().kinds.named(kindName)) {
            if (each.modality() == modality) {
                found = each.id();
            }
        }
        this.kind = found;
        this.where = then(where);
    }

    /** Conditions on elements of this kind, to be asked of the one that the matcher stands at. */
    ElementTest then(Conditions conditions) {
        return new ElementTest(columns.elements(), Math.max(kind, 0), conditions, now);
    }

    /** Further conditions, to be asked by {@link #holds}. */
    public Further further(Conditions conditions) {
        return new Further(then(conditions));
    }

    /** Conditions that are looked up. */
    public static final class Further {
        private final ElementTest test;

        private Further(ElementTest test) {
            this.test = test;
        }
    }

    /** The modality whose part has the elements. */
    public Modality modality() {
        return modality;
    }

    /** Rows that may have such an element, a new bitmap: all that surely have one and, unless {@link #isExact}, some others. */
    public RoaringBitmap rows() {
        return kind == NO_KIND ? new RoaringBitmap() : where.rows();
    }

    /** Whether each of {@link #rows} surely has such an element. */
    public boolean isExact() {
        return kind == NO_KIND || where.isExact();
    }

    /** At most so many rows, from the sizes of sets alone. */
    public long atMost() {
        return kind == NO_KIND ? 0 : where.atMost();
    }

    /** Rows of whose elements of the kind some are not known; not to be changed. */
    public RoaringBitmap truncated() {
        return kind == NO_KIND
                ? new RoaringBitmap()
                : columns.elements().truncated.bitmap(kind);
    }

    /** Whether some of the row's elements of the kind are not known. */
    public boolean isTruncated(int row) {
        return kind != NO_KIND && columns.elements().truncated.contains(kind, row);
    }

    /** Prepares for many rows. */
    public void prepare() {
        if (kind != NO_KIND) {
            where.prepare();
        }
    }

    /** Goes before the row's first element. */
    public void open(int row) {
        if (kind == NO_KIND) {
            cursor.openSection(0, 0, 0);
        } else {
            cursor.openKind(packed, row, kind);
        }
    }

    /** Goes to the row's next element for which the conditions hold or may hold; false where there is none. */
    public boolean next() {
        while (cursor.next() && !where.isPast(cursor.shape())) {
            truth = where.test(cursor);
            if (truth != Truth.FALSE) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the row's next element, whether or not the conditions hold; false where there is none. */
    public boolean nextOfAny() {
        truth = Truth.FALSE;
        return cursor.next();
    }

    /** Whether the conditions surely hold of the element. */
    public boolean isSure() {
        return truth == Truth.TRUE;
    }

    /** Whether the further conditions hold of the element. */
    public Truth holds(Further further) {
        return further.test.test(cursor);
    }

    /** Whether it is known when the element was. */
    public boolean hasTime() {
        return cursor.hasTime();
    }

    /** When the element was, in milliseconds since 1970; only where {@link #hasTime}. */
    public long atMs() {
        return cursor.atMs();
    }
}

package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Elements of a kind, in one modality, for which conditions hold or may hold. Made for one evaluation: it holds until the columns
 * change, and is used by one thread.
 */
public final class ElementMatcher {
    private static final int NO_KIND = -1;
    /** A question about less than this share of a column's rows reads those rows alone. */
    private static final int WORTH_SHARE = 8;

    private final PatientColumns columns;
    private final Modality modality;
    private final int kind;
    private final Instant now;
    private final ElementTest where;
    private final PackedRows packed;
    private final ElementCursor cursor = new ElementCursor();
    private final List<ElementTest> further = new ArrayList<>();
    private @Nullable ElementColumn whole;
    private ElementColumn.@Nullable Reader column;
    /** Where the matcher stands: in the column, or else at the cursor. */
    private boolean inColumn;

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
        ElementTest test = then(conditions);
        further.add(test);
        return new Further(test);
    }

    /** Conditions that are looked up. */
    public static final class Further {
        private final ElementTest test;

        private Further(ElementTest test) {
            this.test = test;
        }

        ElementTest test() {
            return test;
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

    /** How many {@link #rows} there are; only where {@link #isExact}. */
    public long exactly() {
        return kind == NO_KIND ? 0 : where.exactly();
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

    /**
     * Prepares for many rows.
     *
     * @param asked how many
     * @param check is called now and then while that takes long, and may throw
     */
    public void prepare(long asked, Runnable check) {
        if (kind != NO_KIND && column == null) {
            where.prepare();
            if (where.isByShape() && where.hasTerms() && further.stream().noneMatch(ElementTest::hasTerms)) {
                ElementColumn kept = columns.kept().find(question(), where.atMost(), asked, () -> makeColumn(check));
                whole = kept;
                column = kept == null ? null : kept.reader();
            }
        }
    }

    /**
     * A way to answer for all rows at once, where the elements lie in a column and not few of its rows are asked for; else null.
     *
     * @param asked how many
     * @param check as for {@link #prepare}
     */
    public @Nullable ElementScan scan(long asked, Runnable check) {
        ElementColumn all = whole;
        return all == null || asked < all.rowCount() / WORTH_SHARE
                ? null
                : new ElementScan(all, where.over(all), truncated(), check);
    }

    private KeptColumns.Question question() {
        List<List<Integer>> terms = where.terms().stream()
                .map(ids -> Arrays.stream(ids).boxed().toList())
                .toList();
        return new KeptColumns.Question(
                kind, terms, Arrays.stream(names()).boxed().toList());
    }

    private int[] names() {
        return Stream.concat(Stream.of(where), further.stream())
                .flatMapToInt(test -> Arrays.stream(test.names()))
                .filter(name -> name >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private ElementColumn makeColumn(Runnable check) {
        return ElementColumn.of(packed, kind, where.rows(), where, names(), check);
    }

    /** Goes before the row's first element. */
    public void open(int row) {
        inColumn = column != null && column.open(row);
        if (inColumn) {
            return;
        }
        if (kind == NO_KIND) {
            cursor.openSection(0, 0, 0);
        } else {
            cursor.openKind(packed, row, kind);
        }
    }

    /** Goes to the row's next element for which the conditions hold or may hold; false where there is none. */
    public boolean next() {
        ElementColumn.Reader reader = column;
        if (inColumn && reader != null) {
            while (reader.next()) {
                truth = where.testRest(reader);
                if (truth != Truth.FALSE) {
                    return true;
                }
            }
            return false;
        }
        while (cursor.next() && !where.isPast(cursor.shape())) {
            truth = where.test(cursor);
            if (truth != Truth.FALSE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the conditions surely hold of the element. */
    public boolean isSure() {
        return truth == Truth.TRUE;
    }

    /** Whether the further conditions hold of the element. */
    public Truth holds(Further asked) {
        ElementColumn.Reader reader = column;
        return inColumn && reader != null ? asked.test.testRest(reader) : asked.test.test(cursor);
    }

    /** Whether it is known when the element was. */
    public boolean hasTime() {
        return here().hasTime();
    }

    /** When the element was, in milliseconds since 1970; only where {@link #hasTime}. */
    public long atMs() {
        return here().atMs();
    }

    /** The element's number of that name, or NaN; only where nothing was {@linkplain #prepare prepared}. */
    public double number(String name) {
        int id = columns.elements().kinds.number(name);
        return id < 0 || inColumn ? Double.NaN : cursor.number(id);
    }

    private ElementView here() {
        ElementColumn.Reader reader = column;
        return inColumn && reader != null ? reader : cursor;
    }
}

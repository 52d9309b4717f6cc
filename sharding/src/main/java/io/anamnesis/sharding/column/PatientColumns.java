package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** All patients of a node, as criteria look at them. See the package for threads. */
public final class PatientColumns {
    private static final int KEPT_FEWEST_ROWS = 1_000;
    private static final int MANY_ROWS = 8;
    private static final int KEPT_HEAP_SHARE = 32;

    private final PatientRows patients = new PatientRows();
    private final RoaringBitmap rows = new RoaringBitmap();
    /** Rows whose digest an older build made. */
    private final RoaringBitmap outdated = new RoaringBitmap();

    private final Map<Integer, RoaringBitmap> slices = new HashMap<>();
    private final ElementIndex elements;
    private final int manyRows;
    private final Map<Modality, PartColumns> parts = new EnumMap<>(Modality.class);
    private final NumberColumn births = new NumberColumn();

    public PatientColumns() {
        this(KEPT_FEWEST_ROWS, Runtime.getRuntime().maxMemory() / KEPT_HEAP_SHARE);
    }

    /**
     * Columns of no patients.
     *
     * @param keptFewestRows rows from which on elements that are asked for again are kept in columns of their own
     * @param keptMostBytes of all these columns
     */
    public PatientColumns(int keptFewestRows, long keptMostBytes) {
        elements = new ElementIndex(new KeptColumns(keptFewestRows, keptMostBytes));
        manyRows = Math.min(MANY_ROWS, keptFewestRows);
        for (Modality modality : Modality.values()) {
            parts.put(modality, new PartColumns());
        }
    }

    /**
     * Takes a digest, unless what is known of the patient is newer. Parts whose seq is known are not looked at, unless one of the two was
     * made by an older build.
     */
    public Change apply(Digest digest) {
        int row = patients.find(digest.patient());
        boolean added = row == PatientRows.NO_ROW;
        boolean wasOutdated = !added && outdated.contains(row);
        if (!added && (digest.seq() < patients.seq(row) || isOlderForm(digest, row, wasOutdated))) {
            return Change.none(row);
        }
        if (added) {
            row = patients.add(digest.patient());
            rows.add(row);
        } else if (patients.slice(row) != digest.slice()) {
            leaveSlice(row);
        }
        patients.mark(row, digest.seq(), digest.slice());
        if (digest.outdated()) {
            outdated.add(row);
        } else {
            outdated.remove(row);
        }
        boolean anew = wasOutdated != digest.outdated();
        slices.computeIfAbsent(digest.slice(), slice -> new RoaringBitmap()).add(row);
        ChangeBuilder change = new ChangeBuilder(row, added);
        for (Modality modality : Modality.values()) {
            replace(row, modality, digest.parts().get(modality), anew, change);
        }
        return change.build();
    }

    private boolean isOlderForm(Digest digest, int row, boolean outdatedBefore) {
        return digest.seq() == patients.seq(row) && digest.outdated() && !outdatedBefore;
    }

    /** What changes as parts are replaced. */
    private static final class ChangeBuilder {
        final int row;
        final boolean added;
        final Set<Modality> modalities = EnumSet.noneOf(Modality.class);
        final Set<Modality> turned = EnumSet.noneOf(Modality.class);
        final Map<String, Set<String>> elements = new TreeMap<>();
        final Set<String> cut = new TreeSet<>();
        final Set<String> numbers = new TreeSet<>();

        ChangeBuilder(int row, boolean added) {
            this.row = row;
            this.added = added;
        }

        Change build() {
            return new Change(row, true, added, modalities, turned, elements, cut, numbers);
        }
    }

    private void replace(int row, Modality modality, Digest.@Nullable Part part, boolean anew, ChangeBuilder change) {
        PartColumns columns = part(modality);
        boolean present = columns.present.contains(row);
        if (part == null ? !present : present && !anew && columns.packed.seq(row) == part.seq()) {
            return;
        }
        change.modalities.add(modality);
        if (present != (part != null)) {
            change.turned.add(modality);
        }
        byte[] before = columns.packed.body(row);
        byte[] now = part == null ? new byte[0] : elements.write(part, modality);
        if (!change.added) {
            elements.difference(before, now).forEach((kind, terms) -> change.elements
                    .computeIfAbsent(kind, any -> new TreeSet<>())
                    .addAll(terms));
        }
        elements.replace(row, before, now);
        change.cut.addAll(elements.truncate(row, modality, part == null ? new TreeSet<>() : part.truncated()));
        columns.set(row, part, now, change.numbers);
        if (modality == Modality.CLINICAL) {
            births.set(row, part == null ? Double.NaN : birth(part));
        }
    }

    private static double birth(Digest.Part part) {
        for (Digest.Element element : part.elements()) {
            Double day = element.kind().equals("patient") ? element.numbers().get("birth-epoch-day") : null;
            if (day != null) {
                return day;
            }
        }
        return Double.NaN;
    }

    /** Forgets a patient; its row may be given to another. Empty where nobody knows the patient. */
    public OptionalInt remove(PatientId patient) {
        int row = patients.find(patient);
        if (row == PatientRows.NO_ROW) {
            return OptionalInt.empty();
        }
        ChangeBuilder change = new ChangeBuilder(row, true);
        for (Modality modality : Modality.values()) {
            replace(row, modality, null, false, change);
        }
        leaveSlice(row);
        rows.remove(row);
        outdated.remove(row);
        patients.remove(row);
        return OptionalInt.of(row);
    }

    private void leaveSlice(int row) {
        RoaringBitmap slice = Objects.requireNonNull(slices.get(patients.slice(row)));
        slice.remove(row);
        if (slice.isEmpty()) {
            slices.remove(patients.slice(row));
        }
    }

    /** Forgets all patients of a slice and tells which rows they had; a new bitmap. */
    public RoaringBitmap removeSlice(int slice) {
        RoaringBitmap gone = slice(slice).clone();
        gone.forEach((int row) -> remove(patients.patient(row)));
        return gone;
    }

    /** How many patients there are. */
    public int size() {
        return patients.size();
    }

    /** All rows; not to be changed. */
    public RoaringBitmap rows() {
        return rows;
    }

    /** Rows of slices; not to be changed. {@link #rows} itself where no other slice has any. */
    public RoaringBitmap rowsOf(Set<Integer> some) {
        if (some.containsAll(slices.keySet())) {
            return rows;
        }
        RoaringBitmap union = new RoaringBitmap();
        some.forEach(slice -> union.or(slice(slice)));
        return union;
    }

    /** Rows of a slice; not to be changed. */
    public RoaringBitmap slice(int slice) {
        RoaringBitmap found = slices.get(slice);
        return found == null ? new RoaringBitmap() : found;
    }

    /** The patient's row, or empty. */
    public OptionalInt row(PatientId patient) {
        int row = patients.find(patient);
        return row == PatientRows.NO_ROW ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * Who has the row.
     *
     * @throws IllegalArgumentException where nobody has
     */
    public PatientId patient(int row) {
        return patients.patient(row);
    }

    /** The seq of the digest that the row is as new as. */
    public long seq(int row) {
        return patients.seq(row);
    }

    /** Rows that have a part of the modality; not to be changed. */
    public RoaringBitmap present(Modality modality) {
        return part(modality).present;
    }

    /** When the last of a modality was observed, in milliseconds since 1970. */
    public NumberColumn lastObserved(Modality modality) {
        return part(modality).lastObserved;
    }

    /** What came before what the modality's numbers tell of in a row, the latest first. */
    public List<Occasion> earlier(Modality modality, int row) {
        return part(modality).earlier(row);
    }

    /** Epoch days of birth. */
    public NumberColumn births() {
        return births;
    }

    /** The modality's number of that name; empty where no row has it. */
    public Optional<NumberColumn> numbers(Modality modality, String name) {
        return Optional.ofNullable(part(modality).numbers.get(name));
    }

    /** Names of all numbers that some row has. */
    public SortedSet<String> numberNames() {
        TreeSet<String> names = new TreeSet<>();
        parts.values().forEach(part -> names.addAll(part.numbers.keySet()));
        return names;
    }

    /** The row's number of that name, or NaN; of several modalities' the first. */
    public double number(int row, String name) {
        for (PartColumns part : parts.values()) {
            NumberColumn column = part.numbers.get(name);
            double value = column == null ? Double.NaN : column.get(row);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /** A matcher for each modality that may have elements of the kind: one, but for kinds of all modalities. */
    public List<ElementMatcher> matchers(String kind, Conditions where, Instant now) {
        List<ElementMatcher> matchers = new ArrayList<>();
        Modality only = Vocabulary.kind(kind).map(Vocabulary.Kind::modality).orElse(null);
        for (Modality modality : Modality.values()) {
            if (only == null || only == modality) {
                matchers.add(new ElementMatcher(this, kind, modality, where, now));
            }
        }
        return matchers;
    }

    /** Whether it is worth it to {@linkplain ElementMatcher#prepare prepare} for so many. */
    public boolean areMany(RoaringBitmap some) {
        return some.cardinalityExceeds(manyRows);
    }

    /** Values of the terms of that name that elements of the kind have in a row: {@code EGFR} for {@code gene}. */
    public SortedSet<String> values(int row, String kind, String name) {
        SortedSet<String> values = new TreeSet<>();
        ElementCursor cursor = new ElementCursor();
        for (Kinds.Kind each : elements.kinds.named(kind)) {
            cursor.openKind(packed(each.modality()), row, each.id());
            while (cursor.next()) {
                IntList terms = new IntList();
                elements.shapes.terms(cursor.shape(), terms);
                cursor.extras(terms);
                for (int i = 0; i < terms.size(); i++) {
                    String term = elements.terms.text(terms.get(i));
                    if (term.startsWith(name + ":")) {
                        values.add(term.substring(name.length() + 1));
                    }
                }
            }
        }
        return values;
    }

    /** All terms of all elements of a row, {@code kind/name:value}, in order. */
    public SortedSet<String> terms(int row) {
        SortedSet<String> terms = new TreeSet<>();
        ElementCursor cursor = new ElementCursor();
        for (Kinds.Kind each : elements.kinds.all()) {
            cursor.openKind(packed(each.modality()), row, each.id());
            while (cursor.next()) {
                IntList ids = new IntList();
                elements.shapes.terms(cursor.shape(), ids);
                cursor.extras(ids);
                for (int i = 0; i < ids.size(); i++) {
                    terms.add(each.name() + "/" + elements.terms.text(ids.get(i)));
                }
            }
        }
        return terms;
    }

    /**
     * Rows by the value of the terms of that name that their elements of the kind have. Looks at all terms; new bitmaps.
     *
     * @param modality whose elements count; null for all
     */
    public SortedMap<String, RoaringBitmap> rowsByValue(String kind, String name, @Nullable Modality modality) {
        SortedMap<String, RoaringBitmap> rowsByValue = new TreeMap<>();
        for (Kinds.Kind each : elements.kinds.named(kind)) {
            if (modality == null || each.modality() == modality) {
                elements.terms.forEach(each.id(), name, (value, term) -> rowsByValue
                        .computeIfAbsent(value, any -> new RoaringBitmap())
                        .or(elements.terms.rows.bitmap(term)));
            }
        }
        return rowsByValue;
    }

    /** About how many bytes of heap all of it takes. Looks at every set: not to be asked for each request. */
    public long bytes() {
        long bytes = patients.bytes() + Heap.bitmap(rows) + elements.bytes() + births.bytes();
        for (RoaringBitmap slice : slices.values()) {
            bytes += Heap.bitmap(slice);
        }
        for (PartColumns part : parts.values()) {
            bytes += part.bytes();
        }
        return bytes;
    }

    /** How many different terms and shapes of elements there are, for those who watch. */
    public String census() {
        return elements.terms.size() + " terms, " + elements.shapes.size() + " shapes";
    }

    KeptColumns kept() {
        return elements.kept;
    }

    ElementIndex elements() {
        return elements;
    }

    PackedRows packed(Modality modality) {
        return part(modality).packed;
    }

    private PartColumns part(Modality modality) {
        return Objects.requireNonNull(parts.get(modality));
    }
}

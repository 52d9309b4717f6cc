package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Packs the elements of one part. A section for each kind: its number, its length in bytes, then the elements by shape, each
 *
 * <pre>
 * shape, as the distance to the one before, and the length of what follows
 * a byte: how the time is written (2 bits), how many terms of few patients (3), how many numbers (3); 7 means that the count follows
 * the time, the terms, the numbers (name and how the value is written, value)
 * </pre>
 *
 * The bytes don't depend on the order in which the elements come.
 */
final class ElementWriter {
    static final int NO_TIME = 0;
    static final int DAYS = 1;
    static final int SECONDS = 2;
    static final int MILLISECONDS = 3;
    static final int COUNT_FOLLOWS = 7;
    static final int WHOLE = 0;
    static final int THOUSANDTHS = 1;
    static final int FLOAT = 2;
    static final int DOUBLE = 3;
    static final long DAY_MS = 86_400_000L;

    private static final double EXACT = 1L << 50;

    private final Kinds kinds;
    private final Terms terms;
    private final Shapes shapes;
    private final ByteWriter scratch = new ByteWriter();

    /** An element without its shape. */
    private static final class Draft {
        final int kind;
        final int shape;
        final byte[] rest;

        Draft(int kind, int shape, byte[] rest) {
            this.kind = kind;
            this.shape = shape;
            this.rest = rest;
        }
    }

    private static final Comparator<Draft> ORDER = Comparator.<Draft>comparingInt(draft -> draft.kind)
            .thenComparingInt(draft -> draft.shape)
            .thenComparing(draft -> draft.rest, Arrays::compare);

    ElementWriter(Kinds kinds, Terms terms, Shapes shapes) {
        this.kinds = kinds;
        this.terms = terms;
        this.shapes = shapes;
    }

    byte[] write(Modality modality, List<Digest.Element> elements) {
        List<Draft> drafts = new ArrayList<>(elements.size());
        for (Digest.Element element : elements) {
            drafts.add(draft(modality, element));
        }
        drafts.sort(ORDER);
        ByteWriter out = new ByteWriter();
        for (int from = 0; from < drafts.size(); ) {
            int to = from;
            while (to < drafts.size() && drafts.get(to).kind == drafts.get(from).kind) {
                to++;
            }
            section(drafts.subList(from, to), out);
            from = to;
        }
        return out.toArray();
    }

    private void section(List<Draft> drafts, ByteWriter out) {
        scratch.clear();
        int before = 0;
        for (Draft draft : drafts) {
            scratch.writeLong(draft.shape - before);
            before = draft.shape;
            scratch.writeLong(draft.rest.length);
            write(draft.rest, scratch);
        }
        out.writeLong(drafts.get(0).kind);
        out.writeLong(scratch.size());
        write(scratch.toArray(), out);
    }

    private static void write(byte[] bytes, ByteWriter out) {
        for (byte each : bytes) {
            out.writeByte(each);
        }
    }

    private Draft draft(Modality modality, Digest.Element element) {
        int kind = kinds.intern(element.kind(), modality);
        IntList common = new IntList();
        IntList few = new IntList();
        for (String term : element.terms()) {
            (Terms.isOfFew(Vocabulary.nameOf(term)) ? few : common).add(terms.intern(kind, term));
        }
        int shape = shapes.intern(kind, common.distinct());
        scratch.clear();
        int[] extras = few.distinct();
        Long at = element.at();
        int time = at == null ? NO_TIME : at % DAY_MS == 0 ? DAYS : at % 1000 == 0 ? SECONDS : MILLISECONDS;
        int numbers = element.numbers().size();
        scratch.writeByte(time | Math.min(extras.length, COUNT_FOLLOWS) << 2 | Math.min(numbers, COUNT_FOLLOWS) << 5);
        count(extras.length);
        count(numbers);
        if (at != null) {
            scratch.writeSigned(time == DAYS ? at / DAY_MS : time == SECONDS ? at / 1000 : at);
        }
        for (int extra : extras) {
            scratch.writeLong(extra);
        }
        element.numbers().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(this::number);
        return new Draft(kind, shape, scratch.toArray());
    }

    private void count(int count) {
        if (count >= COUNT_FOLLOWS) {
            scratch.writeLong(count);
        }
    }

    private void number(Map.Entry<String, Double> number) {
        long name = (long) kinds.internNumber(number.getKey()) << 2;
        double value = number.getValue();
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            scratch.writeLong(name | WHOLE);
            scratch.writeSigned((long) value);
        } else if (Math.abs(value) < EXACT / 1000 && Math.rint(value * 1000) / 1000 == value) {
            scratch.writeLong(name | THOUSANDTHS);
            scratch.writeSigned((long) Math.rint(value * 1000));
        } else if ((float) value == value) {
            scratch.writeLong(name | FLOAT);
            scratch.writeFixed(Float.floatToRawIntBits((float) value), Float.BYTES);
        } else {
            scratch.writeLong(name | DOUBLE);
            scratch.writeFixed(Double.doubleToRawLongBits(value), Double.BYTES);
        }
    }
}

package io.anamnesis.sharding.column;

import java.util.Arrays;

/** Goes over packed elements, as {@link ElementWriter} wrote them. Used by one thread, and again for the next row. */
final class ElementCursor implements ElementView {
    static final byte[] NOTHING = {};

    private final ByteReader in = new ByteReader(NOTHING);
    private byte[] bytes = NOTHING;
    private int kind;
    private int shape;
    private int timeForm;
    private int timeAt;
    private int extras;
    private int extrasAt;
    private int numbers;
    private int numbersAt;
    private boolean restRead;
    private int restAt;
    private int restEnd;
    private final ByteReader look = new ByteReader(NOTHING);

    /** Before the first element of the kind, all others left out. */
    void openKind(PackedRows rows, int row, int wanted) {
        bytes = rows.block(row);
        int end = rows.to(row);
        in.reset(bytes, rows.from(row), end);
        restRead = true;
        restEnd = end;
        while (in.hasMore()) {
            int section = (int) in.readLong();
            int length = (int) in.readLong();
            if (section == wanted) {
                openSection(section, in.at(), in.at() + length);
                return;
            }
            in.skip(length);
        }
    }

    /** Before the first element of a section. */
    void openSection(int sectionKind, int from, int to) {
        kind = sectionKind;
        shape = 0;
        restRead = true;
        restEnd = from;
        in.reset(bytes, from, to);
    }

    /** Takes all sections one by one: {@code visitor} is called before the first element of each. */
    void sections(byte[] body, SectionVisitor visitor) {
        ByteReader sections = new ByteReader(body);
        bytes = body;
        while (sections.hasMore()) {
            int section = (int) sections.readLong();
            int length = (int) sections.readLong();
            visitor.visit(section, sections.at(), sections.at() + length);
            sections.skip(length);
        }
    }

    /** Sees the place of each section. */
    interface SectionVisitor {
        void visit(int kind, int from, int to);
    }

    boolean next() {
        in.moveTo(restEnd);
        if (!in.hasMore()) {
            return false;
        }
        shape += (int) in.readLong();
        int length = (int) in.readLong();
        restAt = in.at();
        restEnd = restAt + length;
        restRead = false;
        return true;
    }

    int kind() {
        return kind;
    }

    int shape() {
        return shape;
    }

    @Override
    public boolean hasTime() {
        read();
        return timeForm != ElementWriter.NO_TIME;
    }

    @Override
    public long atMs() {
        read();
        look.reset(bytes, timeAt, extrasAt);
        long time = look.readSigned();
        return timeForm == ElementWriter.DAYS
                ? time * ElementWriter.DAY_MS
                : timeForm == ElementWriter.SECONDS ? time * 1000 : time;
    }

    private void read() {
        if (!restRead) {
            readRest();
        }
    }

    private void readRest() {
        restRead = true;
        int flags = in.readByte();
        timeForm = flags & 3;
        extras = (flags >> 2) & 7;
        numbers = flags >> 5;
        if (extras == ElementWriter.COUNT_FOLLOWS) {
            extras = (int) in.readLong();
        }
        if (numbers == ElementWriter.COUNT_FOLLOWS) {
            numbers = (int) in.readLong();
        }
        timeAt = in.at();
        if (timeForm != ElementWriter.NO_TIME) {
            in.skipLong();
        }
        extrasAt = in.at();
        for (int i = 0; i < extras; i++) {
            in.skipLong();
        }
        numbersAt = in.at();
    }

    private static void skipNumber(ByteReader in, int form) {
        switch (form) {
            case ElementWriter.FLOAT -> in.skip(Float.BYTES);
            case ElementWriter.DOUBLE -> in.skip(Double.BYTES);
            default -> in.skipLong();
        }
    }

    /** Adds the terms of few patients. */
    void extras(IntList into) {
        read();
        look.reset(bytes, extrasAt, numbersAt);
        for (int i = 0; i < extras; i++) {
            into.add((int) look.readLong());
        }
    }

    /** Whether one of the terms of few patients is among these, which are in order. */
    boolean hasExtra(int[] sortedTerms) {
        read();
        look.reset(bytes, extrasAt, numbersAt);
        for (int i = 0; i < extras; i++) {
            if (Arrays.binarySearch(sortedTerms, (int) look.readLong()) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double number(int name) {
        read();
        look.reset(bytes, numbersAt, bytes.length);
        for (int i = 0; i < numbers; i++) {
            int head = (int) look.readLong();
            if (head >> 2 == name) {
                return value(look, head & 3);
            }
            skipNumber(look, head & 3);
        }
        return Double.NaN;
    }

    private static double value(ByteReader in, int form) {
        return switch (form) {
            case ElementWriter.WHOLE -> in.readSigned();
            case ElementWriter.THOUSANDTHS -> in.readSigned() / 1000.0;
            case ElementWriter.FLOAT -> Float.intBitsToFloat((int) in.readFixed(Float.BYTES));
            default -> Double.longBitsToDouble(in.readFixed(Double.BYTES));
        };
    }

    /** A number for what the element is: its shape and all that follows. */
    long fingerprint() {
        long hash = shape;
        look.reset(bytes, restAt, restEnd);
        while (look.hasMore()) {
            hash = hash * 0x100000001B3L + look.readByte();
        }
        return hash * 0x9E3779B97F4A7C15L;
    }
}

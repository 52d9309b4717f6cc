package io.anamnesis.web.ingest.imaging.dicom;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Value representations of PS3.5 table 6.2-1: how a value is written, and how long its length field is (section 7.1.2). */
public enum Vr {
    AE(Kind.ASCII, 1, false),
    AS(Kind.ASCII, 1, false),
    AT(Kind.TAGS, 2, false),
    CS(Kind.ASCII, 1, false),
    DA(Kind.ASCII, 1, false),
    DS(Kind.ASCII, 1, false),
    DT(Kind.ASCII, 1, false),
    FD(Kind.REAL, 8, false),
    FL(Kind.REAL, 4, false),
    IS(Kind.ASCII, 1, false),
    LO(Kind.TEXT, 1, false),
    LT(Kind.PARAGRAPH, 1, false),
    OB(Kind.BYTES, 1, true),
    OD(Kind.BYTES, 8, true),
    OF(Kind.BYTES, 4, true),
    OL(Kind.BYTES, 4, true),
    OV(Kind.BYTES, 8, true),
    OW(Kind.BYTES, 2, true),
    PN(Kind.NAMES, 1, false),
    SH(Kind.TEXT, 1, false),
    SL(Kind.INTEGER, 4, false),
    SQ(Kind.ITEMS, 1, true),
    SS(Kind.INTEGER, 2, false),
    ST(Kind.PARAGRAPH, 1, false),
    SV(Kind.INTEGER, 8, true),
    TM(Kind.ASCII, 1, false),
    UC(Kind.TEXT, 1, true),
    UI(Kind.ASCII, 1, false),
    UL(Kind.UNSIGNED, 4, false),
    UN(Kind.BYTES, 1, true),
    UR(Kind.ASCII, 1, true),
    US(Kind.UNSIGNED, 2, false),
    UT(Kind.PARAGRAPH, 1, true),
    UV(Kind.UNSIGNED, 8, true);

    /** What a value consists of. */
    enum Kind {
        /** Of the default repertoire, several parted by a backslash. */
        ASCII,
        /** In the specific character set, several parted by a backslash. */
        TEXT,
        /** In the specific character set, always one. */
        PARAGRAPH,
        NAMES,
        INTEGER,
        UNSIGNED,
        REAL,
        TAGS,
        ITEMS,
        BYTES
    }

    private static final Map<String, Vr> BY_NAME = new HashMap<>();

    static {
        for (Vr vr : values()) {
            BY_NAME.put(vr.name(), vr);
        }
    }

    private final Kind kind;
    private final int width;
    private final boolean longLength;

    Vr(Kind kind, int width, boolean longLength) {
        this.kind = kind;
        this.width = width;
        this.longLength = longLength;
    }

    static @Nullable Vr named(String name) {
        return BY_NAME.get(name);
    }

    Kind kind() {
        return kind;
    }

    /** Bytes of one number, which the byte order turns round; 1 where there is nothing to turn. */
    int width() {
        return width;
    }

    /** Whether an explicit transfer syntax gives it two reserved bytes and four of length. */
    boolean hasLongLength() {
        return longLength;
    }

    boolean isText() {
        return kind == Kind.ASCII || kind == Kind.TEXT || kind == Kind.PARAGRAPH || kind == Kind.NAMES;
    }
}

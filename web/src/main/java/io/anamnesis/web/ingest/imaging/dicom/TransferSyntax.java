package io.anamnesis.web.ingest.imaging.dicom;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a data set is written (PS3.5 section 10 and annex A).
 *
 * @param uid as the file states it; empty where it states none and the first element shows the encoding
 * @param explicit whether each element says its value representation
 * @param bigEndian the byte order of numbers
 * @param deflated whether all behind the meta header is one deflate stream
 * @param encapsulated whether pixel data are compressed fragments
 */
public record TransferSyntax(String uid, boolean explicit, boolean bigEndian, boolean deflated, boolean encapsulated) {
    public static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    public static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    public static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";

    /** GE's, of PS3.5's early days: only its pixel data are big-endian. */
    private static final String IMPLICIT_WITH_BIG_ENDIAN_PIXELS = "1.2.840.113619.5.2";

    private static final Map<String, TransferSyntax> NATIVE = Map.of(
            IMPLICIT_LITTLE_ENDIAN,
            new TransferSyntax(IMPLICIT_LITTLE_ENDIAN, false, false, false, false),
            IMPLICIT_WITH_BIG_ENDIAN_PIXELS,
            new TransferSyntax(IMPLICIT_WITH_BIG_ENDIAN_PIXELS, false, false, false, false),
            EXPLICIT_LITTLE_ENDIAN,
            new TransferSyntax(EXPLICIT_LITTLE_ENDIAN, true, false, false, false),
            EXPLICIT_BIG_ENDIAN,
            new TransferSyntax(EXPLICIT_BIG_ENDIAN, true, true, false, false),
            "1.2.840.10008.1.2.1.99",
            new TransferSyntax("1.2.840.10008.1.2.1.99", true, false, true, false),
            "1.2.840.10008.1.2.1.98",
            new TransferSyntax("1.2.840.10008.1.2.1.98", true, false, false, true),
            "1.2.840.10008.1.2.8.1",
            new TransferSyntax("1.2.840.10008.1.2.8.1", true, false, false, true));

    /** Of a stated uid; every one that is not native is explicit, little-endian and encapsulated (annex A.4). */
    static TransferSyntax of(String uid) {
        TransferSyntax known = NATIVE.get(uid);
        return known != null ? known : new TransferSyntax(uid, true, false, false, true);
    }

    static TransferSyntax shown(boolean explicit, boolean bigEndian) {
        return new TransferSyntax("", explicit, bigEndian, false, false);
    }

    /** The file's word for it, null where it has none. */
    public @Nullable String statedUid() {
        return uid.isEmpty() ? null : uid;
    }
}

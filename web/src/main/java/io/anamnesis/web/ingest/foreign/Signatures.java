package io.anamnesis.web.ingest.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binary kinds, by their first bytes. */
final class Signatures {
    private static final int BGEN_MAGIC_AT = 16;
    private static final int BGEN_SHORTEST_HEADER = 20;
    private static final int LONGEST_VECTOR = 100_000;

    /** A kind and how it begins. */
    @SuppressWarnings("ArrayRecordComponent") // a private constant, never compared
    private record Signature(ForeignKind kind, byte[] start) {
        static Signature of(String name, String what, int... start) {
            byte[] bytes = new byte[start.length];
            for (int i = 0; i < start.length; i++) {
                bytes[i] = (byte) start[i];
            }
            return new Signature(new ForeignKind(name, what), bytes);
        }

        boolean begins(byte[] beginning) {
            return beginning.length >= start.length
                    && ByteBuffer.wrap(beginning, 0, start.length).equals(ByteBuffer.wrap(start));
        }
    }

    private static final List<Signature> KNOWN = List.of(
            Signature.of("plink-later", "genotypes of a PLINK data set (bed or pgen)", 0x6c, 0x1b),
            Signature.of("genomic-index", "an index of a genomic file (tabix)", 'T', 'B', 'I', 1),
            Signature.of("genomic-index", "an index of a genomic file (csi)", 'C', 'S', 'I', 1),
            Signature.of("reads", "aligned reads (BAM)", 'B', 'A', 'M', 1),
            Signature.of("reads", "aligned reads (CRAM)", 'C', 'R', 'A', 'M'),
            Signature.of("archiver-leftover", "what an archiver keeps beside a file (AppleDouble)", 0, 5, 0x16, 7),
            Signature.of("database", "a database of SQLite", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'),
            Signature.of("pdf", "a PDF document", '%', 'P', 'D', 'F'),
            Signature.of("picture", "a picture (PNG)", 0x89, 'P', 'N', 'G'),
            Signature.of("picture", "a picture (JPEG)", 0xff, 0xd8, 0xff),
            Signature.of("picture", "a picture (GIF)", 'G', 'I', 'F', '8'),
            Signature.of("hdf5", "an HDF5 container", 0x89, 'H', 'D', 'F'),
            Signature.of("number-matrix", "an array of NumPy", 0x93, 'N', 'U', 'M', 'P', 'Y'),
            Signature.of("number-matrix", "an array of bytes (IDX)", 0, 0, 8, 1),
            Signature.of("number-matrix", "an array of bytes (IDX)", 0, 0, 8, 3));

    private Signatures() {}

    static Optional<ForeignKind> of(byte[] beginning) {
        for (Signature each : KNOWN) {
            if (each.begins(beginning)) {
                return Optional.of(each.kind());
            }
        }
        if (isBgen(beginning)) {
            return Optional.of(new ForeignKind("bgen-later", "genotypes in BGEN"));
        }
        if (isColourProfile(beginning)) {
            return Optional.of(new ForeignKind("colour-profile", "a colour profile (ICC)"));
        }
        return Optional.ofNullable(vectors(beginning));
    }

    /** BGEN 1.2: offset, header length, variants, samples, then {@code bgen} or four zeros; the flags end the header. */
    private static boolean isBgen(byte[] beginning) {
        if (beginning.length < BGEN_MAGIC_AT + 4) {
            return false;
        }
        String magic = new String(beginning, BGEN_MAGIC_AT, 4, StandardCharsets.ISO_8859_1);
        ByteBuffer numbers = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
        int offset = numbers.getInt(0);
        int header = numbers.getInt(4);
        return (magic.equals("bgen") || magic.equals("\0\0\0\0"))
                && header >= BGEN_SHORTEST_HEADER
                && Integer.compareUnsigned(offset, header) >= 0
                && numbers.getInt(12) > 0;
    }

    private static boolean isColourProfile(byte[] beginning) {
        return beginning.length >= 40 && new String(beginning, 36, 4, StandardCharsets.ISO_8859_1).equals("acsp");
    }

    /** Vectors as TEXMEX writes them: the dimension before each, the same before the next. */
    private static @Nullable ForeignKind vectors(byte[] beginning) {
        if (beginning.length < 8) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
        int dimension = numbers.getInt(0);
        int second = 4 + dimension * 4;
        boolean repeats = dimension > 1
                && dimension <= LONGEST_VECTOR
                && second + 4 <= beginning.length
                && numbers.getInt(second) == dimension;
        return repeats ? new ForeignKind("number-matrix", "vectors (fvecs or ivecs)") : null;
    }
}

package io.anamnesis.web.ingest.imaging.dicom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encapsulated pixel data (PS3.5 annex A.4): the basic offset table and the fragments behind it. */
public final class Fragments {
    private final List<Fragment> list = new ArrayList<>();
    private long[] offsets = {};
    private long length;

    /**
     * One piece of the compressed stream.
     *
     * @param position of its first byte in the file
     * @param length in bytes
     */
    public record Fragment(
            long position, long length, @Nullable HeldBytes held) {}

    /** Bytes that a record can hold. */
    public static final class HeldBytes {
        private final byte[] bytes;

        HeldBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not a copy: whoever asks only reads. */
        public byte[] bytes() {
            return bytes;
        }
    }

    void offsets(byte[] table) {
        offsets = new long[table.length / 4];
        for (int i = 0; i < offsets.length; i++) {
            int at = i * 4;
            offsets[i] = (table[at] & 0xffL)
                    | (table[at + 1] & 0xffL) << 8
                    | (table[at + 2] & 0xffL) << 16
                    | (table[at + 3] & 0xffL) << 24;
        }
    }

    void add(Fragment fragment) {
        list.add(fragment);
        length += fragment.length();
    }

    /** In the order of the file, without the offset table. */
    public List<Fragment> list() {
        return list;
    }

    /** Of each frame's first item, counted from the first item behind the table; empty where the file has no table. */
    public long[] offsets() {
        return offsets.clone();
    }

    /** Of all fragments, in bytes. */
    public long length() {
        return length;
    }
}

package io.anamnesis.web.ingest.imaging.dicom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attribute of a data set: its value, its items, its fragments, or only its place. */
public final class DicomElement {
    private final int tag;
    private final Vr vr;
    private final long position;
    private final long length;
    private final boolean bigEndian;
    private final byte @Nullable [] value;
    private final List<DicomDataset> items;
    private final @Nullable Fragments fragments;

    private DicomElement(
            int tag,
            Vr vr,
            long position,
            long length,
            boolean bigEndian,
            byte @Nullable [] value,
            List<DicomDataset> items,
            @Nullable Fragments fragments) {
        this.tag = tag;
        this.vr = vr;
        this.position = position;
        this.length = length;
        this.bigEndian = bigEndian;
        this.value = value;
        this.items = items;
        this.fragments = fragments;
    }

    static DicomElement value(int tag, Vr vr, long position, boolean bigEndian, byte[] value) {
        return new DicomElement(tag, vr, position, value.length, bigEndian, value, List.of(), null);
    }

    static DicomElement passedOver(int tag, Vr vr, long position, long length, boolean bigEndian) {
        return new DicomElement(tag, vr, position, length, bigEndian, null, List.of(), null);
    }

    /** The list may still grow while the sequence is read. */
    static DicomElement sequence(int tag, long position, long length, List<DicomDataset> items) {
        return new DicomElement(tag, Vr.SQ, position, length, false, null, items, null);
    }

    static DicomElement encapsulated(int tag, Vr vr, long position, Fragments fragments) {
        return new DicomElement(tag, vr, position, fragments.length(), false, null, List.of(), fragments);
    }

    /** Group and element. */
    public int tag() {
        return tag;
    }

    /** As written, or as the standard's dictionary says where the transfer syntax is implicit. */
    public Vr vr() {
        return vr;
    }

    /** Of the value's first byte, from 0; in a deflated file counted after inflation. */
    public long position() {
        return position;
    }

    /** Of the value in bytes; that of the fragments together where it is encapsulated. */
    public long length() {
        return length;
    }

    /** Whether numbers in the value have their most significant byte first. */
    public boolean isBigEndian() {
        return bigEndian;
    }

    /** The bytes as written; null where they were passed over, or where it has items or fragments. */
    public byte @Nullable [] value() {
        return value;
    }

    /** Of a sequence; else empty. */
    public List<DicomDataset> items() {
        return items;
    }

    /** Of encapsulated pixel data; else null. */
    public @Nullable Fragments fragments() {
        return fragments;
    }

    /** Says where, never what. */
    @Override
    public String toString() {
        return Tag.text(tag) + " " + vr + " byte " + position;
    }
}

package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;

/** Reads encapsulated pixel data (PS3.5 annex A.4): the offset table, the fragments, and the delimiter behind them. */
final class FragmentReader {
    private static final long UNDEFINED = 0xFFFFFFFFL;

    private final ByteCursor in;
    private final DicomLimits limits;
    private final Complaints complaints;

    FragmentReader(ByteCursor in, DicomLimits limits, Complaints complaints) {
        this.in = in;
        this.limits = limits;
        this.complaints = complaints;
    }

    void read(int element, Fragments fragments, boolean pixels) throws IOException {
        boolean table = true;
        boolean hold = pixels && limits.maxPixelBytes() > 0;
        while (true) {
            if (!in.has(8)) {
                throw EndOfReading.truncated(in, complaints, element);
            }
            int tag = in.peekTag(false);
            long length = in.peekLength(4, false);
            if (tag == Tag.SEQUENCE_END) {
                in.advance(8);
                return;
            }
            if (tag != Tag.ITEM || length == UNDEFINED) {
                complaints.add("malformed-fragments", element, in.position(), "expected a fragment of stated length");
                throw new EndOfReading();
            }
            in.advance(8);
            if (table) {
                offsetTable(element, fragments, length);
                table = false;
            } else {
                hold = fragment(element, fragments, length, hold);
            }
        }
    }

    private void offsetTable(int element, Fragments fragments, long length) throws IOException {
        if (length > 4L * limits.maxFragments()) {
            throw tooManyFragments();
        }
        byte[] table = in.bytes((int) length);
        if (table.length < length) {
            throw EndOfReading.truncated(in, complaints, element);
        }
        fragments.offsets(table);
    }

    /** Returns whether the next may be held. */
    private boolean fragment(int element, Fragments fragments, long length, boolean hold) throws IOException {
        if (fragments.list().size() >= limits.maxFragments()) {
            throw tooManyFragments();
        }
        long position = in.position();
        boolean fits = hold && fragments.length() + length <= limits.maxPixelBytes();
        if (hold && !fits) {
            pixelsTooLarge(element, position);
        }
        byte[] bytes = fits ? in.bytes((int) length) : null;
        long read = bytes == null ? in.skip(length) : bytes.length;
        if (read < length) {
            throw EndOfReading.truncated(in, complaints, element);
        }
        fragments.add(new Fragments.Fragment(position, length, bytes == null ? null : new Fragments.HeldBytes(bytes)));
        return fits;
    }

    private UnreadableInput tooManyFragments() {
        return new UnreadableInput(
                "too-many-fragments",
                "the limit is " + limits.maxFragments() + " fragments and the file has more",
                "byte " + in.position());
    }

    void pixelsTooLarge(int tag, long position) {
        complaints.add(
                "pixels-too-large",
                tag,
                position,
                "the limit is " + limits.maxPixelBytes() + " bytes of pixel data and the file has more");
    }
}

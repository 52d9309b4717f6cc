package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads data elements (PS3.5 section 7). Nothing is trusted: a length is believed as far as there are bytes, within its
 * parent, and within the limits.
 */
final class DataSetParser {
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final long NO_END = Long.MAX_VALUE;

    private final ByteCursor in;
    private final DicomLimits limits;
    private final Complaints complaints;
    private int elements;
    private long heldBytes;
    private boolean signedPixels;

    /** What stands before a value. */
    private record Head(int tag, Vr vr, long length, Encoding encoding) {}

    DataSetParser(ByteCursor in, DicomLimits limits, Complaints complaints) {
        this.in = in;
        this.limits = limits;
        this.complaints = complaints;
    }

    /** Reads while elements are of one group. */
    void readGroup(DicomDataset into, int group, Encoding encoding) throws IOException {
        try {
            while (in.has(8) && in.peekShort(0, encoding.bigEndian()) == group) {
                element(into, encoding, NO_END, 0);
            }
        } catch (EndOfReading e) {
            // complained about where it was thrown
        }
    }

    /** Reads to the end of the input. */
    void readAll(DicomDataset into, Encoding encoding) throws IOException {
        try {
            elements(into, encoding, NO_END, 0, false);
        } catch (EndOfReading e) {
            // complained about where it was thrown
        }
    }

    /** Returns whether an item's own delimiter ended it, where it has one. */
    private void elements(DicomDataset into, Encoding encoding, long end, int depth, boolean delimited)
            throws IOException {
        while (in.position() < end) {
            if (!in.has(8)) {
                endOfInput(end, delimited);
                return;
            }
            int tag = in.peekTag(encoding.bigEndian());
            if (Tag.group(tag) == 0xFFFE) {
                if (delimits(tag, depth, delimited)) {
                    return;
                }
            } else if (tag == 0 && depth == 0 && !into.isEmpty()) {
                complaints.add("trailing-bytes", tag, in.position(), "behind the last element stand zeros");
                throw new EndOfReading();
            } else {
                element(into, encoding, end, depth);
            }
        }
    }

    private void endOfInput(long end, boolean delimited) throws IOException {
        long place = in.position();
        boolean left = in.has(1);
        if (left || delimited || end != NO_END || in.isDamaged()) {
            complaints.add(
                    "truncated",
                    "byte " + place,
                    in.isDamaged()
                            ? "the compressed data end early or are damaged; what stands before was read"
                            : "the input ends within an element or a sequence; what stands before was read");
            throw new EndOfReading();
        }
    }

    /** Whether a delimiter ends these elements; a stray one is passed over. */
    private boolean delimits(int tag, int depth, boolean delimited) {
        if (tag == Tag.ITEM_END && delimited) {
            in.advance(8);
            return true;
        }
        if (tag == Tag.SEQUENCE_END && depth > 0) {
            // left for the sequence: its item was not closed
            return true;
        }
        complaints.add("stray-delimiter", tag, in.position(), "a delimiter or item stands outside a sequence");
        if (tag == Tag.ITEM) {
            throw new EndOfReading();
        }
        in.advance(8);
        return false;
    }

    private void element(DicomDataset into, Encoding encoding, long end, int depth) throws IOException {
        count();
        Head head = head(encoding);
        if (head.length() == UNDEFINED) {
            undefinedLength(into, head, depth);
        } else if (head.length() > end - in.position()) {
            complaints.add(
                    "length-beyond-parent",
                    head.tag(),
                    in.position(),
                    "the element declares " + head.length() + " bytes where its item has " + (end - in.position()));
            passOver(head, end - in.position());
        } else if (head.vr() == Vr.SQ) {
            List<DicomDataset> items = new ArrayList<>();
            add(into, DicomElement.sequence(head.tag(), in.position(), head.length(), items));
            items(into, items, head.encoding(), in.position() + head.length(), depth + 1);
        } else {
            value(into, head, depth);
        }
    }

    private void count() {
        elements++;
        if (elements > limits.maxElements()) {
            throw new UnreadableInput(
                    "too-many-elements",
                    "the limit is " + limits.maxElements() + " elements and items and the file has more",
                    "byte " + in.position());
        }
    }

    private Head head(Encoding encoding) throws IOException {
        boolean big = encoding.bigEndian();
        int tag = in.peekTag(big);
        String letters = "" + (char) in.peek(4) + (char) in.peek(5);
        if (encoding.explicit() && isLetter(letters.charAt(0)) && isLetter(letters.charAt(1))) {
            return explicitHead(tag, letters, encoding);
        }
        // an implicit element may stand in an explicit data set: some writers copy private elements as they are
        long length = in.peekLength(4, big);
        in.advance(8);
        Vr vr = AttributeDictionary.representation(tag, signedPixels);
        if (vr == null && (length == UNDEFINED || itemFollows(length, big))) {
            vr = Vr.SQ;
        }
        return new Head(tag, vr == null ? Vr.UN : vr, length, new Encoding(false, big));
    }

    private Head explicitHead(int tag, String letters, Encoding encoding) throws IOException {
        boolean big = encoding.bigEndian();
        Vr vr = Vr.named(letters);
        if (vr == null) {
            complaints.add(
                    "unknown-vr",
                    tag,
                    in.position(),
                    "the value representation is none of PS3.5; its value is kept as bytes");
        }
        // PS3.5 section 6.2: a representation of the future has the long form; one that was never meant has the short
        if (vr != null && vr.hasLongLength()) {
            if (!in.has(12)) {
                throw EndOfReading.truncated(in, complaints, tag);
            }
            long length = in.peekLength(8, big);
            in.advance(12);
            return known(tag, vr, length, encoding);
        }
        long length = in.peekShort(6, big);
        in.advance(8);
        return new Head(tag, vr == null ? Vr.UN : vr, length, encoding);
    }

    /** UN hides what a writer did not know (PS3.5 section 6.2.2): its value is implicit and little-endian. */
    private Head known(int tag, Vr vr, long length, Encoding encoding) throws IOException {
        if (vr != Vr.UN || Tag.isPixelData(tag)) {
            return new Head(tag, vr, length, encoding);
        }
        if (length == UNDEFINED) {
            return new Head(tag, Vr.SQ, length, Encoding.IMPLICIT);
        }
        if (itemFollows(length, false)) {
            return new Head(tag, Vr.SQ, length, Encoding.IMPLICIT);
        }
        Vr meant = AttributeDictionary.representation(tag, signedPixels);
        return new Head(tag, meant != null && meant.isText() ? meant : Vr.UN, length, Encoding.IMPLICIT);
    }

    /** A value of unknown kind that begins with an item's tag is a sequence. */
    private boolean itemFollows(long length, boolean bigEndian) throws IOException {
        return length >= 8 && in.has(8) && in.peekTag(bigEndian) == Tag.ITEM;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private void undefinedLength(DicomDataset into, Head head, int depth) throws IOException {
        if (head.vr() == Vr.SQ) {
            List<DicomDataset> items = new ArrayList<>();
            add(into, DicomElement.sequence(head.tag(), in.position(), -1, items));
            items(into, items, head.encoding(), NO_END, depth + 1);
        } else if (head.vr() == Vr.OB || head.vr() == Vr.OW || head.vr() == Vr.UN) {
            Fragments fragments = new Fragments();
            add(into, DicomElement.encapsulated(head.tag(), head.vr(), in.position(), fragments));
            new FragmentReader(in, limits, complaints)
                    .read(head.tag(), fragments, depth == 0 && Tag.isPixelData(head.tag()));
        } else {
            complaints.add(
                    "undefined-length",
                    head.tag(),
                    in.position(),
                    "only sequences and encapsulated data may have no length; what follows can't be placed");
            throw new EndOfReading();
        }
    }

    private void items(DicomDataset parent, List<DicomDataset> items, Encoding encoding, long end, int depth)
            throws IOException {
        if (depth > limits.maxDepth()) {
            throw new UnreadableInput(
                    "too-deep",
                    "the limit is " + limits.maxDepth() + " sequences within each other and the file has more",
                    "byte " + in.position());
        }
        Encoding shown = encoding;
        while (in.position() < end) {
            if (!in.has(8)) {
                endOfInput(end, true);
            }
            int tag = in.peekTag(shown.bigEndian());
            long length = in.peekLength(4, shown.bigEndian());
            if (tag == Tag.SEQUENCE_END) {
                in.advance(8);
                return;
            }
            if (tag != Tag.ITEM) {
                malformedSequence(tag, end);
                return;
            }
            in.advance(8);
            count();
            boolean delimited = length == UNDEFINED;
            long itemEnd = delimited ? end : Math.min(end, in.position() + length);
            if (!delimited && length > end - in.position()) {
                complaints.add(
                        "length-beyond-parent",
                        tag,
                        in.position(),
                        "the item declares " + length + " bytes where its sequence has " + (end - in.position()));
            }
            DicomDataset item = new DicomDataset(parent.characterSets(), in.position() - 8);
            items.add(item);
            shown = length == 0 ? shown : shownByFirst(shown);
            elements(item, shown, itemEnd, depth, delimited);
        }
    }

    /** Within UN some writers keep items explicit: a representation that the dictionary confirms gives it away. */
    private Encoding shownByFirst(Encoding encoding) throws IOException {
        if (encoding.explicit() || !in.has(8)) {
            return encoding;
        }
        Vr written = Vr.named("" + (char) in.peek(4) + (char) in.peek(5));
        int tag = in.peekTag(encoding.bigEndian());
        boolean confirmed = written != null
                && !Tag.isPrivate(tag)
                && written == AttributeDictionary.representation(tag, signedPixels);
        return confirmed ? new Encoding(true, encoding.bigEndian()) : encoding;
    }

    private void malformedSequence(int tag, long end) throws IOException {
        complaints.add(
                "malformed-sequence",
                tag,
                in.position(),
                "expected an item that fits its sequence, or the sequence's end");
        if (end == NO_END) {
            throw new EndOfReading();
        }
        in.skip(end - in.position());
    }

    private void value(DicomDataset into, Head head, int depth) throws IOException {
        long position = in.position();
        boolean pixels = depth == 0 && Tag.isPixelData(head.tag());
        if (!holds(head, pixels)) {
            if (pixels && limits.maxPixelBytes() > 0) {
                new FragmentReader(in, limits, complaints).pixelsTooLarge(head.tag(), position);
            }
            add(into, DicomElement.passedOver(head.tag(), head.vr(), position, head.length(), bigEndian(head)));
            passOver(head, head.length());
            return;
        }
        byte[] value = in.bytes((int) head.length());
        if (value.length < head.length()) {
            if (pixels) {
                add(into, DicomElement.value(head.tag(), head.vr(), position, bigEndian(head), value));
            }
            throw EndOfReading.truncated(in, complaints, head.tag());
        }
        heldBytes += pixels ? 0 : value.length;
        add(into, DicomElement.value(head.tag(), head.vr(), position, bigEndian(head), value));
    }

    private static boolean bigEndian(Head head) {
        return head.encoding().bigEndian();
    }

    private boolean holds(Head head, boolean pixels) {
        return pixels
                ? head.length() <= limits.maxPixelBytes()
                : head.length() <= limits.maxValueBytes() && heldBytes + head.length() <= limits.maxHeldBytes();
    }

    private void passOver(Head head, long length) throws IOException {
        if (in.skip(length) < length) {
            throw EndOfReading.truncated(in, complaints, head.tag());
        }
    }

    private void add(DicomDataset into, DicomElement element) {
        if (!into.add(element)) {
            complaints.add(
                    "repeated-element",
                    element.tag(),
                    element.position(),
                    "the data set has this element already; the first one counts");
        }
        if (element.tag() == Tag.PIXEL_REPRESENTATION) {
            signedPixels = Integer.valueOf(1).equals(into.integer(Tag.PIXEL_REPRESENTATION));
        }
    }
}

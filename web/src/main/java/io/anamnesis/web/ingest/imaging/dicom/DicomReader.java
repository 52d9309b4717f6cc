package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.SourceFailure;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a DICOM file: Part 10, or a bare data set without preamble or meta header. */
public final class DicomReader {
    private static final int PREAMBLE_BYTES = 128;
    private static final int META_GROUP = 0x0002;

    /** What may come first in a bare data set. */
    private static final int FIRST_GROUP = 0x0008;

    /** A length in the first element of an implicit data set that is still believed. */
    private static final long LONGEST_FIRST_VALUE = 1024;

    private final DicomLimits limits;

    public DicomReader(DicomLimits limits) {
        this.limits = limits;
    }

    /** Whether the first bytes of an input are those of a DICOM file. */
    public static boolean recognises(byte[] beginning) {
        try {
            ByteCursor in = new ByteCursor(new ByteArrayInputStream(beginning), 0);
            return prefix(in) >= 0 || bare(in) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the whole input; blocks; closes nothing.
     *
     * @throws UnreadableInput where the input is no DICOM or passes a limit
     * @throws IOException where {@code source} itself fails
     */
    public DicomFile read(InputStream source) throws IOException {
        BoundedInput bounded = BoundedInput.source(source, limits.maxBytes());
        try {
            return read(bounded);
        } catch (SourceFailure e) {
            throw e.failure();
        } catch (UnreadableInput e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableInput(
                    "malformed-dicom", "the parser failed: " + e.getClass().getSimpleName(), "byte " + bounded.count());
        }
    }

    private DicomFile read(BoundedInput bounded) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            return read(bounded, inflater);
        } finally {
            inflater.end();
        }
    }

    private DicomFile read(BoundedInput bounded, Inflater inflater) throws IOException {
        ByteCursor in = new ByteCursor(bounded, 0);
        int prefix = prefix(in);
        Encoding bare = prefix >= 0 ? null : bare(in);
        if (prefix < 0 && bare == null) {
            throw new UnreadableInput(
                    "not-dicom", "neither the word DICM nor a first element of a data set was found", "byte 0");
        }
        in.advance(Math.max(0, prefix));
        Complaints complaints = new Complaints();
        DicomDataset meta = new DicomDataset(CharacterSets.DEFAULT, in.position());
        new DataSetParser(in, limits, complaints).readGroup(meta, META_GROUP, Encoding.EXPLICIT);
        TransferSyntax stated = stated(meta);
        ByteCursor content = stated != null && stated.deflated() ? inflated(in, bounded, inflater) : in;
        TransferSyntax syntax = shown(content, stated, complaints);
        DicomDataset dataset = new DicomDataset(CharacterSets.DEFAULT, content.position());
        new DataSetParser(content, limits, complaints)
                .readAll(dataset, new Encoding(syntax.explicit(), syntax.bigEndian()));
        checkCharacterSets(dataset, complaints);
        return new DicomFile(syntax, meta, dataset, complaints.list(), prefix > 4);
    }

    /** How many bytes the preamble and its word take; -1 where there is no such word. */
    private static int prefix(ByteCursor in) throws IOException {
        if (in.has(PREAMBLE_BYTES + 4) && isWord(in, PREAMBLE_BYTES)) {
            return PREAMBLE_BYTES + 4;
        }
        return in.has(4) && isWord(in, 0) ? 4 : -1;
    }

    private static boolean isWord(ByteCursor in, int offset) {
        return in.peek(offset) == 'D'
                && in.peek(offset + 1) == 'I'
                && in.peek(offset + 2) == 'C'
                && in.peek(offset + 3) == 'M';
    }

    /** The encoding of a data set that begins at once; null where none does. */
    private static @Nullable Encoding bare(ByteCursor in) throws IOException {
        if (!in.has(8)) {
            return null;
        }
        int group = in.peekShort(0, false);
        boolean bigEndian = in.peekShort(0, true) == META_GROUP || in.peekShort(0, true) == FIRST_GROUP;
        if (!bigEndian && group != META_GROUP && group != FIRST_GROUP) {
            return null;
        }
        Encoding shown = Encoding.shownBy(in, 0, bigEndian);
        if (shown != null && !shown.explicit() && in.peekLength(4, false) > LONGEST_FIRST_VALUE) {
            return null;
        }
        return shown;
    }

    private static @Nullable TransferSyntax stated(DicomDataset meta) {
        String uid = meta.text(Tag.TRANSFER_SYNTAX_UID);
        return uid == null ? null : TransferSyntax.of(uid);
    }

    /** What the first element shows wins over what is stated: that is a fact, and the other may be a slip. */
    private static TransferSyntax shown(ByteCursor in, @Nullable TransferSyntax stated, Complaints complaints)
            throws IOException {
        Encoding shown = stated == null ? bare(in) : Encoding.shownBy(in, 0, stated.bigEndian());
        if (stated == null) {
            if (shown == null) {
                complaints.add(
                        "no-transfer-syntax",
                        "byte " + in.position(),
                        "none is stated and the first element shows none");
            }
            return shown == null
                    ? TransferSyntax.shown(true, false)
                    : TransferSyntax.shown(shown.explicit(), shown.bigEndian());
        }
        if (shown == null || shown.explicit() == stated.explicit()) {
            return stated;
        }
        complaints.add(
                "transfer-syntax-mismatch",
                "byte " + in.position(),
                "the stated transfer syntax is " + (stated.explicit() ? "explicit" : "implicit")
                        + " and the data set is not; it is read as it is");
        return new TransferSyntax(
                stated.uid(), shown.explicit(), stated.bigEndian(), stated.deflated(), stated.encapsulated());
    }

    private ByteCursor inflated(ByteCursor in, BoundedInput counted, Inflater inflater) {
        InputStream inflating = new InflaterInputStream(in.rest(), inflater, 8192);
        return new ByteCursor(BoundedInput.inflated(inflating, limits.maxBytes(), counted::count), in.position());
    }

    private static void checkCharacterSets(DicomDataset dataset, Complaints complaints) {
        for (String term : dataset.texts(Tag.SPECIFIC_CHARACTER_SET)) {
            if (!CharacterSets.knows(term)) {
                complaints.add(
                        "unknown-character-set",
                        Tag.text(Tag.SPECIFIC_CHARACTER_SET),
                        "the term is none of PS3.3; text is read as Latin-1");
            }
        }
    }
}

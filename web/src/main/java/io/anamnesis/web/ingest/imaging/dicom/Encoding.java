package io.anamnesis.web.ingest.imaging.dicom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How elements are written: whether each says its representation, and in which order of bytes. */
record Encoding(boolean explicit, boolean bigEndian) {
    static final Encoding IMPLICIT = new Encoding(false, false);
    static final Encoding EXPLICIT = new Encoding(true, false);

    /** What the element at an offset of the cursor shows; null where none of a known tag stands there. */
    static @Nullable Encoding shownBy(ByteCursor in, int offset, boolean bigEndian) throws IOException {
        if (!in.has(offset + 8)) {
            return null;
        }
        int tag = in.peekShort(offset, bigEndian) << 16 | in.peekShort(offset + 2, bigEndian);
        Vr expected = AttributeDictionary.representation(tag, false);
        if (expected == null && !Tag.isPrivate(tag)) {
            return null;
        }
        Vr written = Vr.named("" + (char) in.peek(offset + 4) + (char) in.peek(offset + 5));
        if (written != null) {
            return new Encoding(true, bigEndian);
        }
        return bigEndian ? null : Encoding.IMPLICIT;
    }
}

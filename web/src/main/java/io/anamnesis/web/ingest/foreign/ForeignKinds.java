package io.anamnesis.web.ingest.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names documents that no reader takes by what is in them, never by a file's name. */
public final class ForeignKinds {
    private static final int SAMPLED_CHARS = 4_096;

    private ForeignKinds() {}

    /**
     * The kind of a document that shows without doubt that it is none of ours: clinical formats of later, genotypes of PLINK and
     * BGEN, sequences, indexes, pictures, programs' containers.
     *
     * @param beginning the first bytes, decompressed: 64 KiB, or all where there are fewer
     */
    public static Optional<ForeignKind> certain(byte[] beginning) {
        Optional<ForeignKind> clinical = LaterFormats.recognise(beginning);
        if (clinical.isPresent()) {
            return clinical;
        }
        Optional<ForeignKind> binary = Signatures.of(beginning);
        return binary.isPresent() ? binary : GeneticsTexts.of(beginning);
    }

    /**
     * What a document looks like that no reader knows: a table of survival times, a matrix of measurements, a list of numbers, JSON,
     * XML, text. Empty where it is none of these.
     *
     * @param beginning as in {@link #certain}
     */
    public static Optional<ForeignKind> likely(byte[] beginning) {
        if (!isText(beginning)) {
            return Optional.empty();
        }
        String text = new String(beginning, StandardCharsets.UTF_8).stripLeading();
        if (text.isEmpty()) {
            return Optional.of(new ForeignKind("empty", "a document without content"));
        }
        char first = text.charAt(0);
        if (first == '{' || first == '[') {
            return Optional.of(new ForeignKind("other-json", "JSON that is neither FHIR nor a message of ours"));
        }
        if (first == '<') {
            return Optional.of(new ForeignKind("other-xml", "XML or HTML of another kind"));
        }
        return Optional.of(TableSketch.of(text)
                .map(TableSketch::kind)
                .orElseGet(() -> new ForeignKind("other-text", "text without the form of a record")));
    }

    /** Whether it reads as text in UTF-8 or a code page near it: no byte that no text holds. */
    private static boolean isText(byte[] beginning) {
        int end = Math.min(beginning.length, SAMPLED_CHARS);
        for (int i = 0; i < end; i++) {
            int b = beginning[i] & 0xff;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b) {
                return false;
            }
        }
        return true;
    }
}

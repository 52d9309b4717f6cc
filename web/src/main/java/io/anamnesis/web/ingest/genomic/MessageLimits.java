package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds texts of a source to the lengths that a message can have: what is longer is refused, never cut. */
public final class MessageLimits {
    /** Of an allele. */
    public static final int MAX_ALLELE_CHARS = 100_000;

    /** Of most names. */
    public static final int MAX_NAME_CHARS = 256;

    /** Of a gene's symbol. */
    public static final int MAX_GENE_CHARS = 64;

    /** Of a list of identifiers. */
    public static final int MAX_ID_CHARS = 1_000;

    private final long line;
    private final Consumer<Refusal> refusals;

    /** For what stands in a line. */
    public MessageLimits(long line, Consumer<Refusal> refusals) {
        this.line = line;
        this.refusals = refusals;
    }

    /** The text, or null where it is longer than a message can hold. */
    public @Nullable String fit(@Nullable String text, int most, String element) {
        if (text == null || text.length() <= most) {
            return text;
        }
        refusals.accept(
                new Refusal(line, element, "text-too-long", "at most " + most + " characters, here " + text.length()));
        return null;
    }

    /** Whether both alleles are short enough; else they are refused. */
    public boolean alleles(String reference, String alternate) {
        return fit(reference, MAX_ALLELE_CHARS, "REF") != null && fit(alternate, MAX_ALLELE_CHARS, "ALT") != null;
    }
}

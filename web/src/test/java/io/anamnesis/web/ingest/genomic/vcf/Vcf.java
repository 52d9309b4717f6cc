package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small inputs and what becomes of them. Columns are written with blanks. */
final class Vcf {
    private Vcf() {}

    static String text(String... lines) {
        return "##fileformat=VCFv4.3\n" + String.join("\n", lines).replace(' ', '\t') + "\n";
    }

    static String text(List<String> meta, String... lines) {
        return "##fileformat=VCFv4.3\n" + String.join("\n", meta) + "\n"
                + String.join("\n", lines).replace(' ', '\t') + "\n";
    }

    static List<VariantCall> calls(Collected collected) {
        return calls(collected, null, new CallExtractor(collected.header(), null));
    }

    static List<VariantCall> calls(Collected collected, @Nullable LeftNormaliser normaliser) {
        return calls(collected, normaliser, new CallExtractor(collected.header(), normaliser));
    }

    static List<VariantCall> calls(Collected collected, @Nullable LeftNormaliser normaliser, CallExtractor extractor) {
        List<VariantCall> calls = new ArrayList<>();
        try {
            for (VcfRecord record : collected.records) {
                extractor.extract(record, calls::add);
            }
        } catch (IOException e) {
            throw new AssertionError("no reference is read", e);
        }
        return calls;
    }
}

package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Consequences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ensembl VEP's CSQ. Its allele is VCF's without the first base, where all alleles of the site begin with the same. */
final class VepFields implements Annotations.Annotator {
    private final AnnotationEntries entries;

    private VepFields(AnnotationEntries entries) {
        this.entries = entries;
    }

    static @Nullable VepFields of(String description) {
        int format = description.indexOf("Format:");
        if (format < 0) {
            return null;
        }
        AnnotationEntries entries =
                new AnnotationEntries("CSQ", AnnotationEntries.places(description.substring(format + 7)));
        return entries.has("Allele") && entries.has("Consequence") ? new VepFields(entries) : null;
    }

    @Override
    public @Nullable Annotation of(VcfRecord record, int alternate) {
        String wanted = record.alternates().get(alternate - 1);
        String trimmed = trimmed(record, wanted);
        boolean single = record.alternates().size() == 1;
        return entries.mostSevere(record, new AnnotationEntries.Meaning() {
            @Override
            public boolean isAbout(String[] entry) {
                String number = entries.field(entry, "ALLELE_NUM");
                if (number != null) {
                    return number.equals(Integer.toString(alternate));
                }
                String allele = entries.field(entry, "Allele");
                return single || (allele != null && (allele.equals(wanted) || allele.equals(trimmed)));
            }

            @Override
            public Annotation read(String[] entry) {
                return annotation(entry);
            }

            @Override
            public int preference(String[] entry) {
                if ("1".equals(entries.field(entry, "PICK")) || entries.field(entry, "MANE_SELECT") != null) {
                    return 0;
                }
                return "YES".equals(entries.field(entry, "CANONICAL")) ? 1 : 2;
            }
        });
    }

    private Annotation annotation(String[] entry) {
        String symbol = entries.field(entry, "SYMBOL");
        String terms = entries.field(entry, "Consequence");
        String significance = entries.field(entry, "CLIN_SIG");
        return new Annotation(
                symbol == null ? entries.field(entry, "Gene") : symbol,
                terms == null ? null : Consequences.mostSevere(terms),
                isTranscript(entry) ? entries.field(entry, "Feature") : null,
                entries.field(entry, "HGVSc"),
                entries.field(entry, "HGVSp"),
                significance == null ? null : Significance.of(significance));
    }

    private boolean isTranscript(String[] entry) {
        return !entries.has("Feature_type") || "Transcript".equals(entries.field(entry, "Feature_type"));
    }

    /** As VEP writes the allele: a dash where nothing is left. */
    private static String trimmed(VcfRecord record, String wanted) {
        char first = record.reference().charAt(0);
        List<String> plain =
                record.alternates().stream().filter(Alleles::isBases).toList();
        boolean shared = plain.stream().allMatch(each -> each.charAt(0) == first)
                && (record.reference().length() > 1 || plain.stream().anyMatch(each -> each.length() > 1));
        if (!shared || !Alleles.isBases(wanted)) {
            return wanted;
        }
        return wanted.length() == 1 ? "-" : wanted.substring(1);
    }
}

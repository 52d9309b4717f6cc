package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Consequences;
import org.jspecify.annotations.Nullable;

/** SnpEff's ANN: "Variant annotations in VCF format", version 1.0. */
final class SnpEffFields implements Annotations.Annotator {
    private final AnnotationEntries entries;

    private SnpEffFields(AnnotationEntries entries) {
        this.entries = entries;
    }

    static @Nullable SnpEffFields of(String description) {
        int colon = description.indexOf(':');
        AnnotationEntries entries =
                new AnnotationEntries("ANN", AnnotationEntries.places(description.substring(colon + 1)));
        return entries.has("Allele") && entries.has("Annotation") ? new SnpEffFields(entries) : null;
    }

    @Override
    public @Nullable Annotation of(VcfRecord record, int alternate) {
        String wanted = record.alternates().get(alternate - 1);
        boolean single = record.alternates().size() == 1;
        return entries.mostSevere(record, new AnnotationEntries.Meaning() {
            @Override
            public boolean isAbout(String[] entry) {
                String allele = entries.field(entry, "Allele");
                return single || wanted.equals(allele);
            }

            @Override
            public Annotation read(String[] entry) {
                return annotation(entry);
            }

            @Override
            public int preference(String[] entry) {
                return 0;
            }
        });
    }

    private Annotation annotation(String[] entry) {
        String name = entries.field(entry, "Gene_Name");
        String terms = entries.field(entry, "Annotation");
        return new Annotation(
                name == null ? entries.field(entry, "Gene_ID") : name,
                terms == null ? null : Consequences.mostSevere(terms),
                "transcript".equals(entries.field(entry, "Feature_Type")) ? entries.field(entry, "Feature_ID") : null,
                entries.field(entry, "HGVS.c"),
                entries.field(entry, "HGVS.p"),
                null);
    }
}

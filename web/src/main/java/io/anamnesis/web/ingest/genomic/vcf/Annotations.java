package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what annotators say of an allele. Which fields an annotation has, and in which order, the header's lines tell. */
final class Annotations {
    private final List<Annotator> annotators = new ArrayList<>();
    private final boolean clinvar;

    Annotations(VcfHeader header) {
        add(header, "CSQ", VepFields::of);
        add(header, "ANN", SnpEffFields::of);
        add(header, "FUNCOTATION", FuncotatorFields::of);
        clinvar = header.info("CLNSIG") != null;
    }

    /** One annotator's way of writing. */
    interface Annotator {
        /** What it says of an alternate, from 1; null where nothing. */
        @Nullable
        Annotation of(VcfRecord record, int alternate);
    }

    private interface Maker {
        @Nullable
        Annotator of(String description);
    }

    private void add(VcfHeader header, String key, Maker maker) {
        FieldDefinition definition = header.info(key);
        Annotator annotator = definition == null ? null : maker.of(definition.description());
        if (annotator != null) {
            annotators.add(annotator);
        }
    }

    Annotation of(VcfRecord record, int alternate) {
        Annotation result = Annotation.NONE;
        for (Annotator annotator : annotators) {
            Annotation found = annotator.of(record, alternate);
            if (found != null) {
                result = found;
                break;
            }
        }
        return clinvar
                ? result.orSignificance(Significance.ofClinvar(
                        record.info("CLNSIG"), record.alternates().size(), alternate))
                : result;
    }
}

package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.genomic.maf.MafDocuments;
import io.anamnesis.web.ingest.genomic.vcf.VcfDocuments;
import io.anamnesis.web.ingest.reading.DocumentReader;
import java.util.List;

/** The readers of everything but wearables, in the order in which they are asked: those that prove themselves first. */
public final class DocumentFormats {
    private DocumentFormats() {}

    /** All of them; they hold no state. */
    public static List<DocumentReader> readers() {
        return List.of(new VcfDocuments(), new MafDocuments());
    }
}

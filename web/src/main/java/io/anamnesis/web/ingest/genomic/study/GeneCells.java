package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.TsvTable;
import org.jspecify.annotations.Nullable;

/** The gene of a row and the range of its values. */
final class GeneCells {
    private GeneCells() {}

    /** The symbol, else the number behind {@code entrez:}, else null. A symbol with a probe behind a bar keeps both. */
    static @Nullable String gene(TsvTable table) {
        String symbol = table.cell("Hugo_Symbol");
        Long entrez = entrez(table);
        return symbol != null ? symbol : entrez == null ? null : "entrez:" + entrez;
    }

    static @Nullable Long entrez(TsvTable table) {
        String text = table.cell("Entrez_Gene_Id");
        return text != null && text.matches("\\d{1,12}") ? Long.valueOf(text) : null;
    }

    /** Why the value is none of this kind; null where it may be. */
    static @Nullable Fault fault(String kind, double value) {
        if (Double.isNaN(value)) {
            return StudyFaults.VALUE;
        }
        boolean good =
                switch (kind) {
                    // cBioPortal allows -1.5 for a deletion of unknown depth
                    case "copy-number" -> value == -1.5 || (value == Math.rint(value) && Math.abs(value) <= 2);
                    case "methylation" -> value >= 0 && value <= 1;
                    default -> true;
                };
        return good ? null : StudyFaults.VALUE_RANGE;
    }
}

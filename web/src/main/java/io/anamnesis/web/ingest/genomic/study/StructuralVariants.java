package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Assembly;
import io.anamnesis.web.ingest.genomic.TsvTable;
import io.anamnesis.web.ingest.genomic.study.StructuralVariant.Breakend;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row a joined pair of places. */
final class StructuralVariants implements StudyFile {
    private final StudyContext context;

    StructuralVariants(StudyContext context) {
        this.context = context;
    }

    @Override
    public void read(InputStream in) throws IOException {
        TsvTable table = TsvTable.open(in);
        if (!table.has("Sample_Id")) {
            throw new UnreadableInput("missing-column", "expected the column Sample_Id", "header");
        }
        while (table.next()) {
            row(table);
        }
    }

    private void row(TsvTable table) {
        if (table.fault() != null) {
            context.refuse(table.line(), null, table.fault());
            return;
        }
        String sample = table.cell("Sample_Id");
        if (sample == null) {
            context.refuse(table.line(), "Sample_Id", StudyFaults.MISSING_SAMPLE);
            return;
        }
        String build = table.cell("NCBI_Build");
        if (build != null && !Assembly.canonical(build).equals(context.assembly())) {
            context.refuse(table.line(), "NCBI_Build", StudyFaults.ASSEMBLY);
            return;
        }
        Breakend first = breakend(table, "Site1_");
        Breakend second = breakend(table, "Site2_");
        if (first == null && second == null) {
            context.refuse(table.line(), null, StudyFaults.NO_SITE);
            return;
        }
        if (!context.variant(table.line(), sample, variant(table, first, second))) {
            context.refuse(table.line(), "Sample_Id", StudyFaults.UNKNOWN_SAMPLE);
        }
    }

    private StructuralVariant variant(TsvTable table, @Nullable Breakend first, @Nullable Breakend second) {
        return new StructuralVariant(
                context.assembly(),
                first,
                second,
                lower(table.cell("Class") == null ? table.cell("Event_Info") : table.cell("Class")),
                lower(table.cell("SV_Status")),
                table.cell("Site2_Effect_On_Frame"),
                count(table, "Tumor_Read_Count"),
                count(table, "Tumor_Variant_Count"),
                table.cell("Annotation"));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private @Nullable Breakend breakend(TsvTable table, String side) {
        String gene = table.cell(side + "Hugo_Symbol");
        String entrez = table.cell(side + "Entrez_Gene_Id");
        String contig = table.cell(side + "Chromosome");
        String text = table.cell(side + "Position");
        Long position = text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
        if (text != null && (position == null || position < 0)) {
            context.refuse(table.line(), side + "Position", StudyFaults.VALUE);
        }
        String named = gene != null ? gene : entrez == null ? null : "entrez:" + entrez;
        return named == null && position == null
                ? null
                : new Breakend(named, table.cell(side + "Ensembl_Transcript_Id"), contig, position);
    }

    private @Nullable Integer count(TsvTable table, String column) {
        String text = table.cell(column);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            context.refuse(table.line(), column, StudyFaults.VALUE);
            return null;
        }
        return Integer.valueOf(text);
    }
}

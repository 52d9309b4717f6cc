package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.TsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row a gene, a column a sample. */
final class GeneMatrix implements StudyFile {
    private static final Set<String> NOT_SAMPLES = Set.of(
            "hugo_symbol", "entrez_gene_id", "cytoband", "composite.element.ref", "locus id", "entity_stable_id", "");

    private final StudyContext context;
    private final String kind;
    private final String profile;

    GeneMatrix(StudyContext context, String kind, String profile) {
        this.context = context;
        this.kind = kind;
        this.profile = profile;
    }

    @Override
    public void read(InputStream in) throws IOException {
        TsvTable table = TsvTable.open(in);
        @Nullable String[] samples = new String[table.names().size()];
        for (int i = 0; i < samples.length; i++) {
            String name = table.names().get(i).strip();
            if (NOT_SAMPLES.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (context.knows(name)) {
                samples[i] = name;
            } else {
                context.refuse(1, "column " + (i + 1), StudyFaults.UNKNOWN_SAMPLE);
            }
        }
        while (table.next()) {
            row(table, samples);
        }
    }

    private void row(TsvTable table, @Nullable String[] samples) {
        if (table.fault() != null) {
            context.refuse(table.line(), null, table.fault());
            return;
        }
        String gene = GeneCells.gene(table);
        if (gene == null) {
            context.refuse(table.line(), "Hugo_Symbol", StudyFaults.MISSING_GENE);
            return;
        }
        if (table.width() > samples.length) {
            context.refuse(table.line(), null, StudyFaults.TOO_MANY_CELLS);
            return;
        }
        Long entrez = GeneCells.entrez(table);
        for (int i = 0; i < samples.length; i++) {
            String sample = samples[i];
            if (sample != null) {
                cell(table, i, sample, gene, entrez);
            }
        }
    }

    private void cell(TsvTable table, int column, String sample, String gene, @Nullable Long entrez) {
        String text = table.cell(column);
        if (TsvTable.isMissing(text)) {
            context.missing();
            return;
        }
        double value = Cells.number(text);
        Fault fault = GeneCells.fault(kind, value);
        if (fault == null) {
            context.value(table.line(), sample, new GeneValue(kind, profile, gene, entrez, value));
        } else {
            context.refuse(table.line(), "column " + (column + 1), fault);
        }
    }
}

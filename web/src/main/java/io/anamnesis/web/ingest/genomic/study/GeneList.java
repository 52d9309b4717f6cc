package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.TsvTable;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;

/** A row a gene and sample, as cBioPortal's DISCRETE_LONG. */
final class GeneList implements StudyFile {
    private final StudyContext context;
    private final String kind;
    private final String profile;

    GeneList(StudyContext context, String kind, String profile) {
        this.context = context;
        this.kind = kind;
        this.profile = profile;
    }

    @Override
    public void read(InputStream in) throws IOException {
        TsvTable table = TsvTable.open(in);
        if (!table.has("Sample_Id") || !table.has("Value")) {
            throw new UnreadableInput("missing-column", "expected the columns Sample_Id and Value", "header");
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
        String gene = GeneCells.gene(table);
        String text = table.cell("Value");
        if (sample == null) {
            context.refuse(table.line(), "Sample_Id", StudyFaults.MISSING_SAMPLE);
        } else if (gene == null) {
            context.refuse(table.line(), "Hugo_Symbol", StudyFaults.MISSING_GENE);
        } else if (text == null) {
            context.missing();
        } else {
            double value = Cells.number(text);
            Fault fault = GeneCells.fault(kind, value);
            if (fault != null) {
                context.refuse(table.line(), "Value", fault);
            } else if (!context.value(
                    table.line(), sample, new GeneValue(kind, profile, gene, GeneCells.entrez(table), value))) {
                context.refuse(table.line(), "Sample_Id", StudyFaults.UNKNOWN_SAMPLE);
            }
        }
    }
}

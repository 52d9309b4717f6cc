package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.TsvTable;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whose each sample is, and what the study says of its biomarkers. */
final class ClinicalSamples implements StudyFile {
    /** Columns with a number, and its name as a biomarker. */
    private static final Map<String, String> NUMBERS = Map.of(
            "TMB_NONSYNONYMOUS", "tmb-per-mb",
            "TMB_PANEL_MB", "tmb-panel-mb",
            "MSI_SCORE", "msi-score",
            "MSI_SCORE_MANTIS", "msi-score-mantis",
            "MSI_SENSOR_SCORE", "msi-score-sensor");

    /** Columns with a word for the status. */
    private static final List<String> STATUS = List.of("MSI_TYPE", "MSI_STATUS");

    private static final Map<String, Double> HIGH = Map.of(
            "instable",
            1.0,
            "msi-h",
            1.0,
            "msi-high",
            1.0,
            "msi",
            1.0,
            "stable",
            0.0,
            "mss",
            0.0,
            "msi-l",
            0.0,
            "msi-low",
            0.0);

    private final StudyContext context;

    ClinicalSamples(StudyContext context) {
        this.context = context;
    }

    @Override
    public void read(InputStream in) throws IOException {
        TsvTable table = TsvTable.open(in);
        if (!table.has("PATIENT_ID") || !table.has("SAMPLE_ID")) {
            throw new UnreadableInput("missing-column", "expected the columns PATIENT_ID and SAMPLE_ID", "header");
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
        String patient = table.cell("PATIENT_ID");
        String sample = table.cell("SAMPLE_ID");
        if (patient == null) {
            context.refuse(table.line(), "PATIENT_ID", StudyFaults.MISSING_PATIENT);
        } else if (sample == null) {
            context.refuse(table.line(), "SAMPLE_ID", StudyFaults.MISSING_SAMPLE);
        } else if (!context.map(sample, patient)) {
            context.refuse(table.line(), "SAMPLE_ID", StudyFaults.SAMPLE_MOVED);
        } else {
            biomarkers(table, sample);
        }
    }

    private void biomarkers(TsvTable table, String sample) {
        NUMBERS.forEach((column, name) -> {
            String text = table.cell(column);
            if (text != null) {
                double value = Cells.number(text);
                if (Double.isNaN(value)) {
                    context.refuse(table.line(), column, StudyFaults.VALUE);
                } else if (value < 0) {
                    context.refuse(table.line(), column, StudyFaults.VALUE_RANGE);
                } else {
                    context.biomarker(table.line(), sample, name, value);
                }
            }
        });
        for (String column : STATUS) {
            String text = table.cell(column);
            Double high = text == null ? null : HIGH.get(text.toLowerCase(Locale.ROOT));
            if (high != null) {
                context.biomarker(table.line(), sample, "msi-high", high);
            } else if (text != null) {
                context.refuse(table.line(), column, StudyFaults.VALUE);
            }
        }
    }
}

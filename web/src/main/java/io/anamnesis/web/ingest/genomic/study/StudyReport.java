package io.anamnesis.web.ingest.genomic.study;

import java.util.Map;

/**
 * What became of a study.
 *
 * @param study cancer_study_identifier
 * @param assembly our name of the reference genome
 * @param samples samples that the clinical file maps to a patient
 * @param given things handed over, by file
 * @param missing cells that say that there is no value, by file
 */
public record StudyReport(
        String study, String assembly, int samples, Map<String, Long> given, Map<String, Long> missing) {
    public StudyReport {
        given = Map.copyOf(given);
        missing = Map.copyOf(missing);
    }
}

package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Fault;

/** What can be wrong in a study's data files. */
final class StudyFaults {
    static final Fault UNKNOWN_SAMPLE =
            new Fault("unknown-sample", "no clinical file says whose sample this is, so it can't be placed");
    static final Fault MISSING_SAMPLE = new Fault("missing-sample", "the row names no sample");
    static final Fault MISSING_PATIENT = new Fault("missing-patient", "the row names no patient");
    static final Fault SAMPLE_MOVED =
            new Fault("sample-of-two-patients", "another row gives the sample to another patient");
    static final Fault MISSING_GENE = new Fault("missing-gene", "the row has neither Hugo_Symbol nor Entrez_Gene_Id");
    static final Fault VALUE = new Fault("malformed-value", "expected a number");
    static final Fault VALUE_RANGE =
            new Fault("implausible-value", "the number is outside what this kind of value can be");
    static final Fault TOO_MANY_CELLS = new Fault("malformed-row", "more cells than the header has");
    static final Fault ASSEMBLY = new Fault("assembly-mismatch", "the row is of another assembly than the study");
    static final Fault NO_SITE = new Fault("missing-site", "neither side of the row names a gene or a position");

    private StudyFaults() {}
}

package io.anamnesis.node.bench.cohort;

import java.util.List;

/** A question to a million patients, from simple to nested in time. */
record Question(String name, String text) {
    static final List<Question> ALL = List.of(
            new Question("one diagnosis", "dx:C71"),
            new Question("sex and age", "sex:female and age >= 65"),
            new Question("diagnosis and drug class", "dx:E11 and drug:atc:A10"),
            new Question("gene and significance of one variant", "gene:EGFR[pathogenic]"),
            new Question("gene and allele share of one variant", "gene:TP53[vaf > 0.3]"),
            new Question("feature of a window and diagnosis", "glucose.mean[14d] > 140 and dx:E11"),
            new Question("last laboratory value", "last(lab:loinc:2345-7) > 180"),
            new Question("twice within two years", "count(lab:loinc:4548-4[within 730d]) >= 2"),
            new Question("drug within 90 days after a diagnosis", "drug:atc:L01 within 90d after dx:C50"),
            new Question(
                    "nested, in time, with a part that may be missing",
                    "(dx:C71 or dx:C50) and not note:metastasis and atleast 2 of (gene:TP53[pathogenic], modality:imaging present,"
                            + " age in [40, 70)) and first(drug:atc:L01) within 365d after first(dx:C)"));
}

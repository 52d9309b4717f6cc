package io.anamnesis.node.bench.cohort;

import java.util.List;

/**
 * The same question three times: as our text, as SQL that gives the numbers of the patients, and by name for {@link LucenePeer}.
 *
 * <p>{@code days} stand as numbers since 1970 in SQL; {@code :today} is the day of the question.
 */
record CohortQuestion(String name, String text, String sql) {
    static final List<CohortQuestion> ALL = List.of(
            new CohortQuestion(
                    "one diagnosis", "dx:C71", "select distinct patient from condition where code like 'C71%'"),
            new CohortQuestion(
                    "sex and age",
                    "sex:female and age >= 65",
                    "select number as patient from patient where female and birth <= :birth65"),
            new CohortQuestion(
                    "diagnosis and drug class",
                    "dx:E11 and drug:atc:A10",
                    "select patient from condition where code like 'E11%' intersect select patient from drug where code like 'A10%'"),
            new CohortQuestion(
                    "gene and significance of one variant",
                    "gene:EGFR[pathogenic]",
                    "select distinct patient from variant where gene = 'EGFR' and significance = 'pathogenic'"),
            new CohortQuestion(
                    "gene and allele share of one variant",
                    "gene:TP53[vaf > 0.3]",
                    "select distinct patient from variant where gene = 'TP53' and vaf > 0.3"),
            new CohortQuestion(
                    "feature of a window and diagnosis",
                    "glucose.mean[14d] > 140 and dx:E11",
                    "select number as patient from patient where glucose > 140"
                            + " and exists (select from condition where patient = number and code like 'E11%')"),
            new CohortQuestion(
                    "last laboratory value",
                    "last(lab:loinc:2345-7) > 180",
                    "select patient from (select patient, rank() over (partition by patient order by day desc) r, value"
                            + " from lab where code = '2345-7') l where r = 1 group by patient having max(value) > 180"),
            new CohortQuestion(
                    "twice within two years",
                    "count(lab:loinc:4548-4[within 730d]) >= 2",
                    "select patient from lab where code = '4548-4' and day >= :today - 730 group by patient having count(*) >= 2"),
            new CohortQuestion(
                    "drug within 90 days after a diagnosis",
                    "drug:atc:L01 within 90d after dx:C50",
                    "select distinct d.patient from condition c join drug d on d.patient = c.patient"
                            + " and d.day > c.day and d.day <= c.day + 90 where c.code like 'C50%' and d.code like 'L01%'"),
            new CohortQuestion(
                    "nested, in time, with a part that may be missing",
                    "(dx:C71 or dx:C50) and not note:metastasis and atleast 2 of (gene:TP53[pathogenic], modality:imaging present,"
                            + " age in [40, 70)) and first(drug:atc:L01) within 365d after first(dx:C)",
                    """
                    with tumour as (select patient, min(day) as day from condition where code like 'C%' group by patient),
                      drugged as (select patient, min(day) as day from drug where code like 'L01%' group by patient)
                    select number as patient from patient
                      join tumour t on t.patient = number join drugged d on d.patient = number
                    where d.day > t.day and d.day <= t.day + 365
                      and exists (select from condition c where c.patient = number and (c.code like 'C71%' or c.code like 'C50%'))
                      and notes and not exists (select from mention m where m.patient = number
                        and m.concept = 'metastasis' and m.assertion = 'present')
                      and (exists (select from variant v where v.patient = number and v.gene = 'TP53'
                        and v.significance = 'pathogenic'))::int + imaging::int
                        + (birth <= :birth40 and birth > :birth70)::int >= 2"""));
}

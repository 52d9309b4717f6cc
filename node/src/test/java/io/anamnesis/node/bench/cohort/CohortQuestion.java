package io.anamnesis.node.bench.cohort;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same question three times: as our text, as SQL that gives the numbers of the patients, and by name for {@link LucenePeer}.
 *
 * <p>{@code days} stand as numbers since 1970 in SQL; {@code :today} is the day of the question.
 */
record CohortQuestion(String name, String text, String sql) {
    private static final Map<String, String> SQL = Map.ofEntries(
            Map.entry("one diagnosis", "select distinct patient from condition where code like 'C71%'"),
            Map.entry("sex and age", "select number as patient from patient where female and birth <= :birth65"),
            Map.entry(
                    "diagnosis and drug class",
                    "select patient from condition where code like 'E11%' intersect select patient from drug where code like 'A10%'"),
            Map.entry(
                    "gene and significance of one variant",
                    "select distinct patient from variant where gene = 'EGFR' and significance = 'pathogenic'"),
            Map.entry(
                    "gene and allele share of one variant",
                    "select distinct patient from variant where gene = 'TP53' and vaf > 0.3"),
            Map.entry(
                    "feature of a window and diagnosis",
                    "select number as patient from patient where glucose > 140"
                            + " and exists (select from condition where patient = number and code like 'E11%')"),
            Map.entry(
                    "last laboratory value",
                    "select patient from (select patient, rank() over (partition by patient order by day desc) r, value"
                            + " from lab where code = '2345-7') l where r = 1 group by patient having max(value) > 180"),
            Map.entry(
                    "twice within two years",
                    "select patient from lab where code = '4548-4' and day >= :today - 730 group by patient having count(*) >= 2"),
            Map.entry(
                    "drug within 90 days after a diagnosis",
                    "select distinct d.patient from condition c join drug d on d.patient = c.patient"
                            + " and d.day > c.day and d.day <= c.day + 90 where c.code like 'C50%' and d.code like 'L01%'"),
            Map.entry("nested, in time, with a part that may be missing", """
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

    static final List<CohortQuestion> ALL = Question.ALL.stream()
            .map(question -> new CohortQuestion(
                    question.name(), question.text(), Objects.requireNonNull(SQL.get(question.name()))))
            .toList();
}

package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What our reader emits, counted, is what bcftools 1.16 counted in the same files. One row is not: bcftools takes the letter I
 * for a base and counts the row as an SNP, while the conformance suite (failed_body_alt_000) and we refuse such an allele.
 */
class BcftoolsStatsTest {
    private static final Map<String, List<String>> REFUSED_ROWS =
            Map.of("bcftools/norm.vcf", List.of("4\t37\t.\tC\tI\t999\tPASS\tINDEL;AN=0"));

    @TestFactory
    List<DynamicTest> records_and_kinds_are_those_of_bcftools() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.file("genomics/golden/bcftools_1.16_stats.tsv"));
        String[] columns = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row[1].equals("ok")
                        && Files.isReadable(SharedData.folder().resolve("genomics/" + row[0])))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> compare(columns, row)))
                .toList();
    }

    private static void compare(String[] columns, String[] row) throws IOException {
        Collected collected = Collected.shared("genomics/" + row[0]);
        VcfCensus census = new VcfCensus();
        collected.records.forEach(census::count);
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (int i = 3; i < columns.length - 1; i++) {
            expected.put(columns[i], Integer.valueOf(row[i]));
        }
        List<String> refused = REFUSED_ROWS.getOrDefault(row[0], List.of());
        refused.forEach(line -> {
            expected.merge("records", -1, Integer::sum);
            expected.merge("SNPs", -1, Integer::sum);
        });
        assertThat(census.counts()).isEqualTo(expected);
        assertThat(collected.header().samples()).hasSize(Integer.parseInt(row[2]));
        assertThat(collected.report().records() - collected.report().accepted()).isEqualTo(refused.size());
        assertThat(rows(row[0])).containsAll(refused);
    }

    /** The rows as they stand, to show that the refused ones are there. */
    private static List<String> rows(String file) throws IOException {
        return REFUSED_ROWS.containsKey(file)
                ? Files.readAllLines(SharedData.file("genomics/" + file)).stream()
                        .map(line -> line.lines().limit(1).findFirst().orElse(""))
                        .map(line -> String.join(
                                "\t",
                                List.of(line.split("\t", -1)).stream().limit(8).toList()))
                        .toList()
                : List.of();
    }
}

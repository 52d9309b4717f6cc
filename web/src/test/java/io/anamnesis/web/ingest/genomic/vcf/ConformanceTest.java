package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The conformance suite of hts-specs. Of a passed file every record is accepted. A failed file is refused, as a whole or in the
 * piece that is wrong, or stands in {@link #HARMLESS} with the reason why it can't matter to us. A table of all files is left
 * in {@code target/vcf-conformance.md}.
 */
class ConformanceTest {
    private static final String SUITE = "genomics/vcf_conformance_hts_specs.zip";

    private static final String NOT_TAKEN =
            "the flaw is in a field of a sample that carries no alternate allele: nothing but its genotype is looked at";
    private static final String REPEATED =
            "the same allele of a sample in two rows is one allele: variants are kept by contig, position and alleles";
    private static final String NAMES = "GRCh38's HLA contigs hold colons and asterisks: such a name must be taken";
    private static final String CIGAR = "the form of CIGAR is not checked, because CIGAR is not read";
    private static final String ADDRESS = "the address of breakpoint contigs or pedigrees is not followed";
    private static final String NEWLINE =
            "the last line is whole without the mark of its end: all is read that is there";
    private static final String DOT =
            "a dot for Number admits any count; GATK writes it for reserved fields, and values are checked";
    private static final String UNUSED = "nothing is taken from this header line";
    private static final String FORMAT_NAME =
            "4.3 allows the underscore that 4.1 and 4.2 do not; a name of any version is taken";

    /** Reviewed by hand: failed files that are read without complaint. */
    static final Map<String, String> HARMLESS = harmless();

    /** Reviewed by hand: what is told of passed files, whose records are all accepted. */
    private static final Map<String, List<String>> TOLD = Map.of(
            "passed_body_alt.vcf", List.of("genotype-allele"),
            "passed_body_info.vcf", List.of("info-count"),
            "passed_body_qual.vcf", List.of("not-finite"));

    private static Map<String, String> harmless() {
        Map<String, String> result = new LinkedHashMap<>();
        put(
                result,
                NOT_TAKEN,
                "body_sample_004",
                "body_sample_005",
                "body_sample_006",
                "body_sample_007",
                "body_sample_008");
        put(result, NOT_TAKEN, "body_sample_009", "body_samples_ploidy_000", "body_samples_ploidy_001");
        put(result, NOT_TAKEN, "body_samples_ploidy_002", "body_samples_ploidy_003");
        put(result, REPEATED, "body_duplicated_000", "body_duplicated_001", "body_duplicated_003");
        put(result, NAMES, "body_chrom_001");
        put(result, CIGAR, "body_info_010", "body_info_011");
        put(result, ADDRESS, "meta_assembly_001");
        put(result, ADDRESS, "meta_pedigreedb_002");
        for (String version : List.of("4.1/failed/failed_", "4.2/failed/failed_")) {
            result.put(version + "body_format_003.vcf", FORMAT_NAME);
            result.put(version + "meta_alt_000.vcf", UNUSED);
            result.put(version + "meta_sample_000.vcf", UNUSED);
            result.put(version + "meta_sample_001.vcf", UNUSED);
        }
        result.put("4.2/failed/failed_body_sample_010.vcf", NOT_TAKEN);
        result.put("4.3/failed/failed_body_sample_010.vcf", NOT_TAKEN);
        result.put("4.1/failed/failed_meta_format_030.vcf", UNUSED);
        result.put("4.2/failed/failed_meta_format_029.vcf", UNUSED);
        result.put("4.1/failed/failed_meta_info_006.vcf", DOT);
        result.put("4.2/failed/failed_meta_info_005.vcf", DOT);
        result.put("4.3/failed/failed_meta_info_005.vcf", DOT);
        result.put("4.3/failed/failed_body_chrom_004.vcf", NAMES);
        result.put("4.3/failed/failed_meta_contig_003.vcf", NAMES);
        result.put("4.3/failed/failed_meta_sample_003.vcf", UNUSED);
        for (int i = 0; i < 5; i++) {
            result.put("4.3/failed/failed_body_no_newline_00" + i + ".vcf", NEWLINE);
        }
        return result;
    }

    private static void put(Map<String, String> into, String reason, String... names) {
        for (String name : names) {
            for (String version : List.of("4.1", "4.2", "4.3")) {
                into.put(version + "/failed/failed_" + name + ".vcf", reason);
            }
        }
    }

    @Test
    void every_record_of_a_passed_file_is_accepted() throws IOException {
        int files = 0;
        for (Map.Entry<String, byte[]> file : ZipFiles.of(SUITE).entrySet()) {
            if (!file.getKey().contains("/passed/")) {
                continue;
            }
            files++;
            Collected collected = Collected.of(file.getValue());
            assertThat(collected.report().accepted())
                    .as(file.getKey())
                    .isEqualTo(collected.report().records());
            assertThat(collected.report().records()).as(file.getKey()).isEqualTo(rows(file.getValue()));
            String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
            assertThat(new TreeSet<>(collected.codes()))
                    .as(file.getKey())
                    .containsExactlyElementsOf(TOLD.getOrDefault(name, List.of()));
        }
        assertThat(files).isEqualTo(76);
    }

    @Test
    void every_failed_file_is_refused_or_known_to_be_harmless() throws IOException {
        List<String> table = new ArrayList<>(List.of("| file | refused as, or why not |", "| --- | --- |"));
        List<String> silent = new ArrayList<>();
        int files = 0;
        for (Map.Entry<String, byte[]> file : ZipFiles.of(SUITE).entrySet()) {
            if (!file.getKey().contains("/failed/")) {
                continue;
            }
            files++;
            String refused = refusedAs(file.getValue());
            if (refused.isEmpty()) {
                silent.add(file.getKey());
            }
            table.add(
                    "| " + file.getKey() + " | " + (refused.isEmpty() ? HARMLESS.get(file.getKey()) : refused) + " |");
        }
        Files.write(Path.of("target", "vcf-conformance.md"), table);
        assertThat(files).isEqualTo(607);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(HARMLESS.keySet());
    }

    private static String refusedAs(byte[] file) {
        try {
            return String.join(", ", new TreeSet<>(Collected.of(file).codes()));
        } catch (UnreadableInput e) {
            return e.code() + " (the whole)";
        }
    }

    private static long rows(byte[] file) {
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .count();
    }
}

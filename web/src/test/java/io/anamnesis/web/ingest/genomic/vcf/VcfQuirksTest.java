package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oddities of real files, and the right result. */
class VcfQuirksTest {
    @Test
    void a_trailing_tab_in_the_names_makes_no_sample() throws IOException {
        Collected read = Collected.shared("genomics/htsjdk/HiSeq.10000.vcf.bgz");
        assertThat(read.header().samples()).hasSize(1);
        assertThat(read.report().accepted()).isEqualTo(read.report().records()).isPositive();
        assertThat(read.codes()).contains("empty-sample-name");
        assertThat(Vcf.calls(read)).isNotEmpty();
    }

    @Test
    void a_trailing_tab_behind_info_makes_no_sample_either() throws IOException {
        Collected read = Collected.shared("genomics/htsjdk/dbsnp_135.b37.1000.vcf");
        assertThat(read.header().samples()).isEmpty();
        assertThat(read.codes()).containsOnly("empty-sample-name");
        assertThat(read.report().accepted()).isEqualTo(read.report().records()).isPositive();
        assertThat(read.header().assembly(null)).isEqualTo("GRCh37");
    }

    @Test
    void names_of_fields_as_oncotator_writes_them_are_read() {
        Collected read = Collected.of(
                Vcf.text(
                        List.of(
                                "##INFO=<ID=HGNC_Ensembl_ID(supplied_by_Ensembl),Number=1,Type=String,Description=\"d\">",
                                "##INFO=<ID=1000gp3_AF,Number=A,Type=Float,Description=\"d\">",
                                "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"d\">"),
                        "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT s1",
                        "3 178936091 . G A 50 PASS HGNC_Ensembl_ID(supplied_by_Ensembl)=ENSG00000121879;1000gp3_AF=0.1 GT 0/1"));
        assertThat(read.report().accepted()).isEqualTo(1);
        assertThat(read.refusals).isEmpty();
        assertThat(Vcf.calls(read)).hasSize(1);
    }

    @Test
    void infinite_and_nan_qualities_are_named_and_the_record_stands() throws IOException {
        for (String file : List.of("test_withInfQual.vcf", "test_withNanQual.vcf")) {
            Collected read = Collected.shared("genomics/glow/" + file);
            assertThat(read.report().accepted()).isEqualTo(read.report().records());
            assertThat(read.codes()).isNotEmpty().containsOnly("not-finite");
            assertThat(read.records.stream()
                            .filter(record -> record.quality() == null)
                            .count())
                    .isGreaterThanOrEqualTo(read.refusals.size());
        }
    }

    @Test
    void infinite_numbers_of_a_genotype_are_no_fault_of_the_record() throws IOException {
        for (String file : List.of("test_withInfGenotype.vcf", "test_withNanGenotype.vcf")) {
            Collected read = Collected.shared("genomics/glow/" + file);
            assertThat(read.report().accepted())
                    .isEqualTo(read.report().records())
                    .isPositive();
        }
    }

    @Test
    void a_misnumbered_info_field_is_refused_and_its_record_stands() throws IOException {
        Collected read = Collected.shared("genomics/glow/misnumbered_info.vcf");
        assertThat(read.report().accepted()).isEqualTo(1);
        assertThat(read.codes()).contains("info-count");
    }

    @Test
    void a_position_above_two_to_the_29_is_kept() {
        Collected read = Collected.of(Vcf.text(
                "#CHROM POS ID REF ALT QUAL FILTER INFO",
                "1 536870913 . A C . . .",
                "1 2147483648 . A C . . .",
                "1 0 . A C . . ."));
        assertThat(read.refusals).isEmpty();
        assertThat(read.records).extracting(VcfRecord::position).containsExactly(536870913L, 2147483648L, 0L);
    }

    @Test
    void odd_contig_names_are_kept() {
        Collected read = Collected.of(Vcf.text(
                "#CHROM POS ID REF ALT QUAL FILTER INFO",
                "HLA-A*01:01:01:01 1 . A C . . .",
                "<ctg1> 1 . A C . . .",
                "chrUn_KI270302v1 1 . A C . . ."));
        assertThat(read.refusals).isEmpty();
        assertThat(read.records).hasSize(3);
    }

    @Test
    void a_row_of_2504_samples_is_read() throws IOException {
        Collected read = Collected.shared("genomics/glow/1000genomes-phase3-1row.vcf");
        assertThat(read.records).hasSize(1);
        assertThat(read.records.get(0).samples()).isEqualTo(2504);
        assertThat(read.refusals).isEmpty();
    }

    @Test
    void plain_gzip_reads_as_bgzf_does() throws IOException {
        Collected plain = Collected.shared("genomics/glow/1row_not_bgz.vcf.gz");
        Collected blocked = Collected.shared("genomics/glow/1row_bgz.vcf.gz");
        assertThat(plain.records).hasSize(1);
        assertThat(Vcf.calls(plain)).isEqualTo(Vcf.calls(blocked));
    }

    @Test
    void uncompressed_bcf_of_both_versions_is_read() throws IOException {
        for (String file : List.of("BCFVersion22Uncompressed.bcf", "VcfThatLacksAnIndex.bcf")) {
            byte[] bytes = Files.readAllBytes(SharedData.file("genomics/htsjdk/" + file));
            assertThat(VcfReader.recognises(bytes)).isTrue();
            Collected read = Collected.of(bytes);
            assertThat(read.report().accepted())
                    .as(file)
                    .isEqualTo(read.report().records());
            assertThat(read.report().records()).as(file).isPositive();
        }
    }

    @Test
    void blocks_of_a_real_gvcf_are_no_variants() throws IOException {
        Collected read = Collected.shared("genomics/hail/HG00187.hg38.g.vcf.gz");
        CallExtractor extractor = new CallExtractor(read.header(), null);
        List<VariantCall> calls = Vcf.calls(read, null, extractor);
        assertThat(calls).noneMatch(call -> Alleles.isUnseen(call.alternate()));
        // bcftools counts 1,737 records without an alternate; the other 8 carry one allele each
        assertThat(calls.stream().map(VariantCall::line).distinct())
                .hasSizeLessThanOrEqualTo(8)
                .isNotEmpty();
        assertThat(extractor.counts().homozygousReference()).isGreaterThan(1_000);
        assertThat(read.header().assembly(null)).isEqualTo("GRCh38");
    }

    @Test
    void the_assembly_comes_from_the_header_or_the_sender_and_is_never_guessed() throws IOException {
        assertThat(Collected.shared("genomics/htsjdk/ex2.vcf").header().assembly(null))
                .isEqualTo("NCBI36");
        assertThat(Collected.shared("genomics/glow/NA12878_21_10002403.g.vcf")
                        .header()
                        .assembly("hg19"))
                .isEqualTo("GRCh37");
        VcfHeader unknown = Collected.shared("genomics/glow/vep.vcf").header();
        assertThat(unknown.assembly("GRCh37")).isEqualTo("GRCh37");
        assertThatThrownBy(() -> unknown.assembly(null))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("assembly-required"));
        VcfHeader old = Collected.shared("genomics/htsjdk/ex2.vcf").header();
        assertThatThrownBy(() -> old.assembly("GRCh38"))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("assembly-mismatch"));
    }

    @Test
    void a_header_that_contradicts_itself_is_refused() {
        VcfHeader header = Collected.of("""
                        ##fileformat=VCFv4.2
                        ##reference=hg38.fa
                        ##contig=<ID=1,length=249250621>
                        #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                        """).header();
        assertThatThrownBy(() -> header.assembly("GRCh38"))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("assembly-mismatch"));
    }

    @Test
    void text_beyond_ascii_is_read_and_broken_text_costs_its_line_only() {
        byte[] head =
                "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t1\t.\tA\tC\t.\t.\tX=é\n1\t2\t.\tA\tC\t.\t.\tX="
                        .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = java.util.Arrays.copyOf(head, head.length + 3);
        bytes[head.length] = (byte) 0xff;
        bytes[head.length + 1] = '\n';
        bytes[head.length + 2] = '\n';
        Collected read = Collected.of(bytes);
        assertThat(read.records).hasSize(1);
        assertThat(read.records.get(0).info("X")).isEqualTo("é");
        assertThat(read.places()).containsExactly("4 null invalid-utf-8");
    }

    @Test
    void a_bad_row_is_refused_with_line_and_column_and_the_rest_stands() {
        Collected read = Collected.of(Vcf.text(
                "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2",
                "1 x . A C . . . GT 0/1 0/1",
                "1 2 . Q C . . . GT 0/1 0/1",
                "1 3 . A C . . . GT 0/7 0/1",
                "1 4 . A C . . . GT 0/1",
                "1 5 . A C . . . GT:AD 0/1:1,2,3 0/1:4,5"));
        assertThat(read.places())
                .containsExactly(
                        "3 POS malformed-position",
                        "4 REF malformed-allele",
                        "5 sample 1 genotype-allele",
                        "6 null column-count",
                        "7 sample 1 AD sample-value-count");
        assertThat(Vcf.calls(read)).extracting(VariantCall::line).containsExactly(5L, 7L, 7L);
        assertThat(Vcf.calls(read)).extracting(VariantCall::alternateDepth).containsExactly(null, null, 5);
    }
}

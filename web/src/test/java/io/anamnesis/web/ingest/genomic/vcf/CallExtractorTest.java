package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sample has at a site, and what of it is a variant. */
class CallExtractorTest {
    private static final String COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1";

    @Test
    void a_multi_allelic_genotype_gives_a_call_for_each_allele_with_its_own_reads() {
        Collected read = Collected.of(Vcf.text(COLUMNS, "1 100 rs1 A C,G 50 PASS . GT:AD:PL 1/2:2,10,8:9,8,7,6,5,4"));
        List<VariantCall> calls = Vcf.calls(read);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).alternate()).isEqualTo("C");
        assertThat(calls.get(0).genotype()).isEqualTo("1/.");
        assertThat(calls.get(0).zygosity()).isEqualTo(Zygosity.HETEROZYGOUS);
        assertThat(calls.get(0).alternateDepth()).isEqualTo(10);
        assertThat(calls.get(0).alleleFraction()).isEqualTo(0.5);
        assertThat(calls.get(1).alternate()).isEqualTo("G");
        assertThat(calls.get(1).genotype()).isEqualTo("./1");
        assertThat(calls.get(1).referenceDepth()).isEqualTo(2);
        assertThat(calls.get(1).alleleFraction()).isEqualTo(0.4);
        assertThat(calls.get(1).line()).isEqualTo(3);
    }

    @Test
    void values_per_genotype_follow_their_allele_in_any_ploidy() {
        assertThat(AlleleSplit.value("0,1,2,3,4,5", "G", 2, 2, 2)).isEqualTo("0,3,5");
        assertThat(AlleleSplit.value("0,1,2,3,4,5,6,7,8,9", "G", 2, 1, 3)).isEqualTo("0,1,2,3");
        assertThat(AlleleSplit.value("0,1,2,3,4,5,6,7,8,9", "G", 2, 2, 3)).isEqualTo("0,4,7,9");
        assertThat(AlleleSplit.value("0,1,2", "G", 2, 2, 1)).isEqualTo("0,2");
        assertThat(AlleleSplit.value("7,8", "A", 2, 2, 2)).isEqualTo("8");
        assertThat(AlleleSplit.value("7,8,9", "R", 2, 2, 2)).isEqualTo("7,9");
        assertThat(AlleleSplit.value("7,8", "R", 2, 2, 2)).isEqualTo(".");
        assertThat(AlleleSplit.value("7,8", "2", 2, 2, 2)).isEqualTo("7,8");
    }

    @Test
    void phase_zygosity_and_half_missing_copies_are_kept() {
        Collected read = Collected.of(Vcf.text(
                COLUMNS,
                "1 1 . A C . . . GT 0|1",
                "1 2 . A C . . . GT 1/1",
                "X 3 . A C . . . GT 1",
                "1 4 . A C . . . GT ./1",
                "1 5 . A C . . . GT 0/0",
                "1 6 . A C . . . GT ./.",
                "1 7 . A C . . . GT .",
                "1 8 . A C . . . GT 0/."));
        CallExtractor extractor = new CallExtractor(read.header(), null);
        List<VariantCall> calls = Vcf.calls(read, null, extractor);
        assertThat(calls)
                .extracting(VariantCall::zygosity)
                .containsExactly(
                        Zygosity.HETEROZYGOUS, Zygosity.HOMOZYGOUS, Zygosity.HEMIZYGOUS, Zygosity.HALF_MISSING);
        assertThat(calls).extracting(VariantCall::phased).containsExactly(true, false, false, false);
        assertThat(extractor.counts().homozygousReference()).isEqualTo(2);
        assertThat(extractor.counts().missing()).isEqualTo(2);
        assertThat(extractor.counts().halfMissing()).isEqualTo(1);
    }

    @Test
    void a_reference_block_and_an_overlapping_deletion_are_no_variants() {
        Collected read = Collected.of(Vcf.text(
                COLUMNS,
                "1 1 . A <NON_REF> . . END=50 GT:DP 0/0:30",
                "1 51 . A C,<NON_REF> . . . GT:AD 0/1:5,5,0",
                "1 60 . A <*> . . . GT 0/1",
                "1 70 . A *,G . . . GT 1/2"));
        CallExtractor extractor = new CallExtractor(read.header(), null);
        List<VariantCall> calls = Vcf.calls(read, null, extractor);
        assertThat(calls).extracting(VariantCall::alternate).containsExactly("C", "G");
        assertThat(extractor.counts().overlapAlleles()).isEqualTo(1);
        assertThat(extractor.counts().unseenAlleles()).isEqualTo(1);
        assertThat(read.refusals).isEmpty();
    }

    @Test
    void symbols_and_breakends_are_kept_as_they_stand() {
        Collected read = Collected.of(Vcf.text(
                COLUMNS,
                "1 1 . A <DEL> . . END=9 GT 0/1",
                "1 2 . A A[2:321681[ . . . GT 0/1",
                "1 3 . A ]13:123456]A . . . GT 0/1",
                "1 4 . A .A . . . GT 0/1",
                "1 5 . C C[<ctg1>:7[ . . . GT 0/1",
                "1 6 . A <DUP:TANDEM> . . . GT 0/1"));
        assertThat(read.refusals).isEmpty();
        assertThat(Vcf.calls(read))
                .extracting(VariantCall::alternate)
                .containsExactly("<DEL>", "A[2:321681[", "]13:123456]A", ".A", "C[<ctg1>:7[", "<DUP:TANDEM>");
    }

    @Test
    void a_stated_fraction_stands_in_where_reads_are_not_counted() {
        Collected read = Collected.of(Vcf.text(
                COLUMNS,
                "1 1 . A C . . . GT:AF 0/1:0.25",
                "1 2 . A C . . . GT:FREQ 0/1:12.5%",
                "1 3 . A C . . . GT:AF 0/1:1.5",
                "1 4 . A C . . . GT:AD:AF 0/1:0,0:0.125"));
        assertThat(Vcf.calls(read)).extracting(VariantCall::alleleFraction).containsExactly(0.25, 0.125, null, 0.125);
    }

    @Test
    void reads_are_taken_where_they_are_plain_numbers_one_for_each_allele() {
        Collected read = Collected.of(Vcf.text(
                COLUMNS,
                "1 1 . A C . . . GT:AD 0/1:.,7",
                "1 2 . A C . . . GT:AD 0/1:5",
                "1 3 . A C . . . GT:AD:DP 0|1:5,6,7:9",
                "1 4 . A C . . . GT:AD 0/1:1234567890,3",
                "1 5 . A C . . . GT:AD 0/1:+5,123456789",
                "1 6 . A C . . . GT:DP:AD 0/1:9:4,6",
                "1 7 . A C . . . GT:DP:AD 0/1:9",
                "1 8 . A C . . . GT:AD 1:8,1"));
        List<VariantCall> calls = Vcf.calls(read);
        assertThat(calls)
                .extracting(VariantCall::referenceDepth)
                .containsExactly(null, null, null, null, null, 4, null, 8);
        assertThat(calls)
                .extracting(VariantCall::alternateDepth)
                .containsExactly(7, null, null, 3, 123_456_789, 6, null, 1);
        assertThat(calls)
                .extracting(VariantCall::alleleFraction)
                .startsWith(1.0)
                .endsWith(0.6, null, 1 / 9.0);
    }

    @Test
    void each_sample_is_a_subject_of_its_own() {
        Collected read = Collected.of(Vcf.text(
                "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 S3", "1 1 . A C . q10;s50 . GT 0/1 0/0 1/1"));
        List<VariantCall> calls = Vcf.calls(read);
        assertThat(calls).extracting(VariantCall::sample).containsExactly(0, 2);
        assertThat(calls.get(0).filters()).containsExactly("q10", "s50");
        assertThat(calls.get(0).passed()).isFalse();
        assertThat(read.header().samples()).containsExactly("S1", "S2", "S3");
    }
}

package io.anamnesis.web.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignKindsTest {
    private static String name(Optional<ForeignKind> kind) {
        return kind.map(ForeignKind::name).orElse("none");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "genomics/regenie/example.bed, plink-later",
        "genomics/regenie/example.bim, plink-later",
        "genomics/regenie/example.fam, plink-later",
        "genomics/regenie/example.pgen, plink-later",
        "genomics/regenie/example.pvar, plink-later",
        "genomics/regenie/example.psam, plink-later",
        "genomics/regenie/phenotype_bin_wNA.txt, plink-later",
        "genomics/hail/fastlmmTest.bed, plink-later",
        "genomics/hail/fastlmmTest.bim, plink-later",
        "genomics/hail/sex_mt_contigs.bim, plink-later",
        "genomics/hail/mendel.fam, plink-later",
        "genomics/regenie/example.bgen, bgen-later",
        "genomics/bgen/phased.16bits.bgen, bgen-later",
        "genomics/bgen/example.8bits.zstd.bgen, bgen-later",
        "genomics/bcftools/convert.gs.gt.gen, bgen-later",
        "genomics/bcftools/convert.gs.gt.samples, bgen-later",
        "genomics/regenie/example_3chr.sample, bgen-later",
        "genomics/golden/plink2_ex_lin.Y1.glm.linear.gz, association-results",
        "genomics/regenie/test_bin_out_firth_Y1.regenie, association-results",
        "genomics/bcftools/norm.fa, sequence",
        "genomics/bcftools/check.chk, genomic-statistics",
        "genomics/htsjdk/HiSeq.10000.vcf.bgz.tbi, genomic-index",
        "embeddings/siftsmall_query.fvecs, number-matrix",
        "embeddings/mnist_t10k-images-idx3-ubyte.gz, number-matrix",
    })
    void what_is_certainly_none_of_ours_is_named(String path, String kind) throws IOException {
        assertThat(name(ForeignKinds.certain(Archive.beginning(path)))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "multi_omics/diablo_breast_tcga/train_mrna.csv.gz, omics-matrix",
        "multi_omics/jive_brca348/Expression.csv.gz, omics-matrix",
        "multi_omics/cprmt_brca363/tkde_cnv_subset.txt.gz, omics-matrix",
        "multi_omics/mogonet_brca_resplit/1_te_te.csv.gz, number-matrix",
        "multi_omics/mogonet_brca/labels_te.csv, number-matrix",
        "embeddings/golden_mnist_ip_top100.csv.gz, number-matrix",
        "survival/deepsurv/gbsg_train.csv.gz, survival-table",
        "survival/lifelines/gbsg2.csv, survival-table",
        "survival/lifelines/rossi.csv, survival-table",
        "survival/lifelines/interval_diabetes.csv, survival-table",
        "survival/r_survival/mgus2.csv.gz, survival-table",
        "survival/r_survival/rotterdam.csv.gz, survival-table",
        "clinical_tabular/heart_failure_299.csv, survival-table",
        "clinical_tabular/breast_cancer_original.csv.gz, other-table",
        "notes/medspacy_en_context_rules.json, other-json",
        "notes/trials/sigir_queries.jsonl.gz, other-json",
        "notes/negex/negex_triggers.txt, other-table",
        "notes/medspacy_discharge_summary.txt, other-text",
        "multi_omics/mogonet_brca/LICENSE.txt, other-text",
        "README.md, other-text",
    })
    void what_no_reader_knows_is_described(String path, String kind) throws IOException {
        byte[] beginning = Archive.beginning(path);
        assertThat(name(ForeignKinds.certain(beginning))).isEqualTo("none");
        assertThat(name(ForeignKinds.likely(beginning))).isEqualTo(kind);
    }

    @Test
    void tables_of_synthea_are_told_from_others() throws IOException {
        Archive.files("ehr/synthea_csv_24p.zip")
                .forEach((file, bytes) ->
                        assertThat(name(ForeignKinds.likely(bytes))).as(file).isEqualTo("synthea-csv"));
    }

    @Test
    void what_is_ours_is_never_certainly_foreign() throws IOException {
        for (String ours : new String[] {
            "genomics/htsjdk/ex2.vcf",
            "genomics/htsjdk/VcfThatLacksAnIndex.bcf",
            "genomics/htsjdk/dbsnp_135.b37.1000.vcf",
            "imaging_radiomics/brain1_label.nrrd",
            "notes/aci_bench/train.csv.gz",
            "cgm/exports/nightscout_entries.csv.gz",
            "cgm/iglu/example_data_5_subject.csv.gz",
            "cgm/cgmanalyzer/ID01.csv.gz",
            "wearables/fitbit/sleepDay_merged.csv.gz"
        }) {
            assertThat(name(ForeignKinds.certain(Archive.beginning(ours))))
                    .as(ours)
                    .isEqualTo("none");
        }
    }

    @Test
    void bytes_of_no_kind_stay_unnamed() {
        byte[] noise = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4};

        assertThat(name(ForeignKinds.certain(noise))).isEqualTo("none");
        assertThat(name(ForeignKinds.likely(noise))).isEqualTo("none");
        assertThat(name(ForeignKinds.certain(new byte[0]))).isEqualTo("none");
        assertThat(name(ForeignKinds.likely(new byte[0]))).isEqualTo("empty");
    }

    @Test
    void a_table_is_judged_by_names_and_cells() {
        assertThat(name(ForeignKinds.likely(text("a,b\n1,x\n2,y\n")))).isEqualTo("other-table");
        assertThat(name(ForeignKinds.likely(text("a;time;event\n1;2;3\n2;2;2\n"))))
                .isEqualTo("survival-table");
        assertThat(name(ForeignKinds.likely(text("1.0\n3.5\n2e-3\n")))).isEqualTo("number-matrix");
        assertThat(name(ForeignKinds.likely(text("one line of words\n")))).isEqualTo("other-text");
        assertThat(name(ForeignKinds.likely(text("<html></html>")))).isEqualTo("other-xml");
    }
}

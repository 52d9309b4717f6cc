package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.genomic.Annotation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gene, consequence, HGVS and significance, in the field order that the header states. */
class AnnotationsTest {
    private static final String COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1";

    private static List<Annotation> annotations(String meta, String... rows) {
        List<String> lines = new ArrayList<>(List.of(COLUMNS));
        lines.addAll(List.of(rows));
        Collected read = Collected.of(Vcf.text(List.of(meta), lines.toArray(String[]::new)));
        assertThat(read.refusals).isEmpty();
        return Vcf.calls(read).stream().map(VariantCall::annotation).toList();
    }

    private static final String CSQ =
            "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from Ensembl VEP. Format: "
                    + "Allele|Consequence|SYMBOL|Gene|Feature_type|Feature|HGVSc|HGVSp|CLIN_SIG|CANONICAL\">";

    @Test
    void the_most_severe_consequence_of_the_allele_is_taken() {
        List<Annotation> found = annotations(
                CSQ,
                "7 140453136 . A T . . CSQ=T|intron_variant|BRAF|ENSG1|Transcript|ENST9|||,"
                        + "T|missense_variant&splice_region_variant|BRAF|ENSG1|Transcript|ENST1|ENST1:c.1799T>A|ENSP1:p.Val600Glu|pathogenic&drug_response|YES GT 0/1");
        assertThat(found)
                .containsExactly(new Annotation(
                        "BRAF",
                        "missense_variant",
                        "ENST1",
                        "ENST1:c.1799T>A",
                        "ENSP1:p.Val600Glu",
                        "pathogenic/drug_response"));
    }

    @Test
    void of_equals_the_canonical_transcript_is_taken_and_escapes_are_undone() {
        List<Annotation> found = annotations(
                CSQ,
                "1 5 . A T . . CSQ=T|synonymous_variant|G|E|Transcript|T1||p.Lys1%3D||,T|synonymous_variant|G|E|Transcript|T2||p.Lys2%3D||YES GT 0/1");
        assertThat(found).extracting(Annotation::hgvsP).containsExactly("p.Lys2=");
    }

    @Test
    void an_allele_of_vep_is_found_without_its_anchor_base() {
        List<Annotation> found = annotations(
                CSQ,
                "1 5 . CA C,CAT . . CSQ=-|frameshift_variant|DEL|E|Transcript|T1||||,AT|inframe_insertion|INS|E|Transcript|T1|||| GT 1/2");
        assertThat(found).extracting(Annotation::gene).containsExactly("DEL", "INS");
    }

    @Test
    void another_order_of_fields_gives_the_same() {
        List<Annotation> found = annotations(
                "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: SYMBOL|ALLELE_NUM|Allele|Consequence\">",
                "1 5 . A C,T . . CSQ=ONE|1|C|stop_gained,TWO|2|T|stop_lost GT 1/2");
        assertThat(found).extracting(Annotation::gene).containsExactly("ONE", "TWO");
        assertThat(found).extracting(Annotation::consequence).containsExactly("stop_gained", "stop_lost");
    }

    @Test
    void snpeff_names_its_allele_in_full() {
        List<Annotation> found = annotations(
                "##INFO=<ID=ANN,Number=.,Type=String,Description=\"Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p'\">",
                "1 5 . A C,T . . ANN=T|stop_gained|HIGH|TWO|G2|transcript|T2|protein_coding|1/2|c.5A>T|p.Lys2*,C|missense_variant|MODERATE|ONE|G1|transcript|T1|protein_coding|1/2|c.5A>C|p.Lys2Thr GT 1/2");
        assertThat(found)
                .containsExactly(
                        new Annotation("ONE", "missense_variant", "T1", "c.5A>C", "p.Lys2Thr", null),
                        new Annotation("TWO", "stop_gained", "T2", "c.5A>T", "p.Lys2*", null));
    }

    @Test
    void funcotator_has_a_list_for_each_allele() {
        List<Annotation> found = annotations(
                "##INFO=<ID=FUNCOTATION,Number=A,Type=String,Description=\"Functional annotation from the Funcotator tool.  Funcotation fields are: Gencode_34_hugoSymbol|Gencode_34_variantClassification|Gencode_34_annotationTranscript|Gencode_34_cDnaChange|Gencode_34_proteinChange|ClinVar_VCF_CLNSIG\">",
                "1 5 . A C,T . . FUNCOTATION=[PIK3CA|MISSENSE|ENST1|c.3140A>G|p.H1047R|Pathogenic_%7C_risk],[PIK3CA|NONSENSE|ENST1|c.1A>T|p.K1*|] GT 1/2");
        assertThat(found)
                .containsExactly(
                        new Annotation(
                                "PIK3CA", "missense_variant", "ENST1", "c.3140A>G", "p.H1047R", "pathogenic/risk"),
                        new Annotation("PIK3CA", "stop_gained", "ENST1", "c.1A>T", "p.K1*", null));
    }

    @Test
    void clinvar_is_believed_only_where_it_says_which_allele_it_means() {
        String meta = "##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"Clinical significance\">";
        assertThat(annotations(meta, "1 5 . A C . . CLNSIG=Likely_pathogenic GT 0/1"))
                .extracting(Annotation::significance)
                .containsExactly("likely_pathogenic");
        assertThat(annotations(meta, "1 5 . A C,T . . CLNSIG=Pathogenic GT 1/2"))
                .extracting(Annotation::significance)
                .containsExactly(null, null);
        assertThat(annotations(meta, "1 5 . A C . . CLNSIG=5|255 GT 0/1"))
                .extracting(Annotation::significance)
                .containsExactly("pathogenic/other");
    }

    @Test
    void real_annotations_of_vep_and_snpeff_are_read() throws IOException {
        Collected vep = Collected.shared("genomics/glow/loftee.vcf");
        List<VariantCall> calls = Vcf.calls(vep);
        // INFO has AC=2, in one sample that is homozygous
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.zygosity()).isEqualTo(Zygosity.HOMOZYGOUS);
            assertThat(call.annotation().gene()).isEqualTo("CHEK2");
            assertThat(call.annotation().consequence()).isEqualTo("stop_gained");
        });
        Collected snpEff = Collected.shared("genomics/glow/snpeff.vcf");
        Annotation annotation = new Annotations(snpEff.header()).of(snpEff.records.get(0), 1);
        assertThat(annotation.gene()).isEqualTo("GAB4");
        assertThat(annotation.consequence()).isEqualTo("splice_region_variant");
        assertThat(annotation.hgvsP()).isEqualTo("p.Lys429Lys");
    }
}

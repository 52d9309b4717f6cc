package io.anamnesis.web.ingest.genomic.maf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MafReaderTest {
    private static final String NAMES =
            "Hugo_Symbol NCBI_Build Chromosome Start_Position Variant_Classification Reference_Allele "
                    + "Tumor_Seq_Allele1 Tumor_Seq_Allele2 Tumor_Sample_Barcode HGVSc HGVSp_Short t_depth t_ref_count t_alt_count FILTER CLIN_SIG";

    private final List<MafCall> calls = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private void read(InputStream in, @Nullable String assembly) throws IOException {
        MafReader.read(in, assembly, new MafSink() {
            @Override
            public void call(MafCall call) {
                calls.add(call);
            }

            @Override
            public void refused(Refusal refusal) {
                refusals.add(refusal);
            }
        });
    }

    private void rows(@Nullable String assembly, String... rows) throws IOException {
        String text = "#version 2.4\n" + NAMES + "\n" + String.join("\n", rows) + "\n";
        read(new ByteArrayInputStream(text.replace(' ', '\t').getBytes(StandardCharsets.UTF_8)), assembly);
    }

    @Test
    void a_row_gives_allele_annotation_and_fraction() throws IOException {
        rows(null, "BRAF 37 7 140453136 Missense_Mutation A A T S1 c.1799T>A p.V600E 40 30 10 PASS pathogenic");
        assertThat(refusals).isEmpty();
        MafCall call = calls.get(0);
        assertThat(call.assembly()).isEqualTo("GRCh37");
        assertThat(call.alternate()).isEqualTo("T");
        assertThat(call.alleleFraction()).isEqualTo(0.25);
        assertThat(call.annotation().consequence()).isEqualTo("missense_variant");
        assertThat(call.annotation().hgvsP()).isEqualTo("p.V600E");
        assertThat(call.annotation().significance()).isEqualTo("pathogenic");
        assertThat(call.filters()).isEmpty();
        assertThat(call.isNonsynonymous()).isTrue();
        assertThat(call.line()).isEqualTo(3);
    }

    @Test
    void two_tumour_alleles_are_two_calls_and_none_is_refused() throws IOException {
        rows("hg19", "G 37 1 5 Silent A C T S1", "G 37 1 6 Silent A A A S1", "G 37 1 7 Silent A - - S1");
        assertThat(calls).extracting(MafCall::alternate).containsExactly("T", "C", "-");
        assertThat(refusals).extracting(Refusal::code).containsExactly("no-alternate");
        assertThat(refusals.get(0).line()).isEqualTo(4);
    }

    @Test
    void the_assembly_is_stated_or_the_row_is_refused() throws IOException {
        rows(null, "G NA 1 5 Silent A A T S1");
        rows("GRCh38", "G NA 1 5 Silent A A T S1", "G GRCh37 1 5 Silent A A T S1");
        assertThat(calls).extracting(MafCall::assembly).containsExactly("GRCh38");
        assertThat(refusals).extracting(Refusal::code).containsExactly("assembly-required", "assembly-mismatch");
    }

    @Test
    void what_is_wrong_is_named_by_column() throws IOException {
        rows(
                "GRCh37",
                "G 37 1 x Silent A A T S1",
                "G 37 1 5 Silent Q A T S1",
                "G 37 1 5 Silent A A T NA",
                "G 37 1 5 Odd_Class A A T S1",
                "G 37 1 5 Silent A A T S1 NA NA x");
        assertThat(refusals)
                .extracting(refusal -> refusal.line() + " " + refusal.element() + " " + refusal.code())
                .containsExactly(
                        "3 Start_Position malformed-position",
                        "4 Reference_Allele malformed-allele",
                        "5 Tumor_Sample_Barcode missing-sample",
                        "6 Variant_Classification unknown-classification",
                        "7 t_depth malformed-count");
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_table_without_the_columns_of_a_maf_is_refused() {
        assertThatThrownBy(() -> read(new ByteArrayInputStream("a\tb\n".getBytes(StandardCharsets.UTF_8)), null))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("missing-column"));
    }

    @Test
    void every_row_of_a_real_maf_gives_a_call() throws IOException {
        String path = "genomics/cbioportal_study_es_0/data_mutations_extended.maf";
        byte[] bytes = Files.readAllBytes(SharedData.file(path));
        assertThat(MafReader.recognises(bytes)).isTrue();
        read(new ByteArrayInputStream(bytes), null);
        long rows = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("Hugo_Symbol"))
                .count();
        assertThat(refusals).isEmpty();
        assertThat(calls.stream().map(MafCall::line).distinct()).hasSize((int) rows);
        assertThat(calls).allMatch(call -> call.assembly().equals("GRCh37"));
    }

    @Test
    void mutated_mafs_are_read_or_refused_and_nothing_else() throws IOException {
        byte[] seed = Files.readAllBytes(SharedData.file("genomics/cbioportal_study_es_0/data_mutations_extended.maf"));
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 300; round++) {
            byte[] bytes = random.nextBoolean() ? seed.clone() : Arrays.copyOf(seed, random.nextInt(seed.length));
            for (int i = random.nextInt(200); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) "\t\n-0#x\u0001".charAt(random.nextInt(7));
            }
            try {
                read(new ByteArrayInputStream(bytes), "GRCh37");
                read++;
            } catch (UnreadableInput e) {
                assertThat(e.code()).matches("[a-z-]+");
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}

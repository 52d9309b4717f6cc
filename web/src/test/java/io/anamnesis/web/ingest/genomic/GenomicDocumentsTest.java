package io.anamnesis.web.ingest.genomic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.DocumentFormats;
import io.anamnesis.web.ingest.genomic.study.StudyFindings;
import io.anamnesis.web.ingest.genomic.vcf.ReferenceSequence;
import io.anamnesis.web.ingest.genomic.vcf.VcfDocuments;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.DocumentReport;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenomicDocumentsTest {
    private static final Instant SEEN = Instant.parse("2026-03-01T00:00:00Z");
    private static final DocumentIntake INTAKE = new DocumentIntake(
            DocumentFormats.readers(new NoteComposer(SentenceEmbedder.NONE), IdentityMap.none()), 256 << 20);
    private static final String HEAD = """
            ##fileformat=VCFv4.3
            ##reference=GRCh38
            ##fileDate=20260228
            ##INFO=<ID=ANN,Number=.,Type=String,Description="'Allele | Annotation | Gene_Name | HGVS.p'">
            """;

    private static ReadingOptions options(
            @Nullable Instant observedAt, @Nullable String assembly, String... parameters) {
        Map<String, String> more = parameters.length == 0 ? Map.of() : Map.of(parameters[0], parameters[1]);
        return new ReadingOptions("a.vcf", null, observedAt, assembly, more);
    }

    private static Found read(String text, ReadingOptions options) throws IOException {
        Found found = new Found();
        INTAKE.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null, options, found);
        return found;
    }

    private static String rows(String... rows) {
        return HEAD + String.join("\n", rows).replace(' ', '\t') + "\n";
    }

    private static final String COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT P1 P2";

    @Test
    void each_sample_gets_findings_of_its_own_with_their_place() throws IOException {
        Found found = read(
                rows(
                        COLUMNS,
                        "7 5 rs1 A T 50 q10 ANN=T|stop_gained|BRAF|p.Lys1* GT:AD 0|1:3,1 0/0:9,0",
                        "7 6 . A T . . . GT:AD 1/1:0,4 0/1:2,2"),
                options(null, null));
        assertThat(found.subjects()).containsExactly("P1", "P2");
        Finding first = found.findings.get(0);
        assertThat(Objects.requireNonNull(first.subject()).system()).isEqualTo("vcf-sample");
        assertThat(first.origin().document()).isEqualTo("a.vcf");
        assertThat(first.origin().line()).isEqualTo(6);
        assertThat(first.observedAt()).isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
        assertThat(Found.calls(first).assembly()).isEqualTo("GRCh38");
        Variant variant = Found.calls(first).variants().get(0);
        assertThat(variant.gene()).isEqualTo("BRAF");
        assertThat(variant.hgvs()).isEqualTo("p.Lys1*");
        assertThat(variant.alleleFraction()).isEqualTo(0.25);
        VariantCalls.VariantDetail detail = Objects.requireNonNull(variant.detail());
        assertThat(detail.filters()).containsExactly("q10");
        assertThat(detail.zygosity()).isEqualTo("heterozygous");
        assertThat(detail.phased()).isTrue();
        assertThat(detail.line()).isEqualTo(6L);
        assertThat(found.variants()
                        .map(each -> Objects.requireNonNull(each.detail()).line()))
                .containsExactly(6L, 7L, 7L);
    }

    @Test
    void a_document_without_a_sure_date_needs_one() {
        String undated = rows(COLUMNS).replace("##fileDate=20260228", "##fileDate=28.2.26");
        assertRefused(undated, options(null, null), "observed-at-required");
        assertRefused(rows(COLUMNS).replace("GRCh38", "here"), options(SEEN, null), "assembly-required");
        assertRefused(rows(COLUMNS), options(SEEN, "hg19"), "assembly-mismatch");
        assertRefused(rows("#CHROM POS ID REF ALT QUAL FILTER INFO"), options(SEEN, null), "no-samples");
        assertRefused(rows(COLUMNS), options(SEEN, null, "sample", "P9"), "unknown-sample");
        assertRefused(rows(COLUMNS), options(SEEN, null, "panel-megabases", "-1"), "bad-parameter");
    }

    private static void assertRefused(String text, ReadingOptions options, String code) {
        assertThatThrownBy(() -> read(text, options))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void one_sample_can_be_asked_for_and_sites_can_be_given_one() throws IOException {
        Found one = read(rows(COLUMNS, "7 5 . A T . . . GT 0/1 0/1"), options(SEEN, null, "sample", "P2"));
        assertThat(one.subjects()).containsExactly("P2");
        Found sites = read(
                rows("#CHROM POS ID REF ALT QUAL FILTER INFO", "7 5 . A T,* . . ."),
                options(SEEN, null, "sample", "P5"));
        assertThat(sites.subjects()).containsExactly("P5");
        assertThat(sites.variants()).singleElement().satisfies(each -> assertThat(each.genotype())
                .isNull());
    }

    @Test
    void the_burden_is_given_where_the_panel_is_stated() throws IOException {
        Found found = read(
                rows(
                        COLUMNS,
                        "7 5 . A T . PASS ANN=T|stop_gained|BRAF| GT 0/1 0/0",
                        "7 6 . A T . q10 ANN=T|stop_gained|BRAF| GT 0/1 0/0",
                        "7 7 . A T . PASS ANN=T|intron_variant|BRAF| GT 0/1 0/0"),
                options(SEEN, null, "panel-megabases", "0.5"));
        assertThat(found.findings)
                .extracting(finding -> Found.calls(finding).biomarkers())
                .containsExactly(
                        Map.of("tmb-per-mb", 2.0, "tmb-panel-mb", 0.5), Map.of("tmb-per-mb", 0.0, "tmb-panel-mb", 0.5));
    }

    @Test
    void a_reference_moves_alleles_to_the_left_and_refuses_rows_of_another() throws IOException {
        String sequence = "GGGCACACACAGGG";
        ReferenceSequence reference = new ReferenceSequence() {
            @Override
            public long length(String contig) {
                return contig.equals("7") ? sequence.length() : -1;
            }

            @Override
            public String bases(String contig, long from, long to) {
                return sequence.substring((int) from - 1, (int) to);
            }
        };
        Found found = new Found();
        new VcfDocuments(assembly -> assembly.equals("GRCh38") ? reference : null)
                .read(
                        new ByteArrayInputStream(rows(
                                        COLUMNS,
                                        "7 8 . CAC C . . . GT 0/1 0/0",
                                        "7 8 . T C . . . GT 0/1 0/0",
                                        "8 8 . T C . . . GT 0/1 0/0")
                                .getBytes(StandardCharsets.UTF_8)),
                        options(SEEN, null),
                        found);
        assertThat(found.variants()
                        .map(each -> each.contig() + ":" + each.position() + each.reference() + ">" + each.alternate()))
                .containsExactly("7:3GCA>G", "8:8T>C");
        assertThat(found.refusals).extracting(Refusal::code).containsExactly("reference-mismatch");
    }

    @Test
    void findings_are_bounded_and_the_same_content_gives_the_same() throws IOException {
        List<String> lines = new ArrayList<>(List.of(COLUMNS));
        for (int i = 1; i <= 1_200; i++) {
            lines.add("7 " + i + " . A T . . . GT 0/1 0/1");
        }
        String text = rows(lines.toArray(String[]::new));
        Found found = read(text, options(SEEN, null));
        assertThat(found.findings)
                .hasSize(6)
                .allMatch(finding -> Found.calls(finding).variants().size() <= GenomicFindings.MAX_BATCH);
        assertThat(found.variants()).hasSize(2_400);
        assertThat(read(text, options(SEEN, null)).findings).isEqualTo(found.findings);
    }

    @Test
    void what_a_message_can_not_hold_is_refused_by_name() throws IOException {
        Found found = read(
                rows(
                        COLUMNS,
                        "7 5 . A T . . ANN=T|stop_gained|" + "G".repeat(65) + "| GT 0/1 0/0",
                        "7 6 . A " + "T".repeat(100_001) + " . . . GT 0/1 0/0"),
                options(SEEN, null));
        assertThat(found.refusals).extracting(Refusal::code).containsExactly("text-too-long", "text-too-long");
        assertThat(found.variants()).singleElement().satisfies(each -> assertThat(each.gene())
                .isNull());
    }

    /** A table of every file is left in {@code target/genomic-files.md}. */
    @Test
    void every_real_file_is_read_or_refused_and_what_it_gives_goes_through_the_codec() throws IOException {
        List<String> table =
                new ArrayList<>(List.of("| file | findings | variants | refused |", "| --- | --- | --- | --- |"));
        int read = 0;
        for (Path file : files()) {
            Found found = new Found();
            String outcome;
            try (InputStream in = Files.newInputStream(file)) {
                DocumentReport report = INTAKE.read(in, null, options(SEEN, null), found);
                outcome = report.refusalsByCode().toString();
                read++;
            } catch (UnreadableInput e) {
                outcome = e.code();
                if (e.code().equals("assembly-required")) {
                    found = again(file);
                    outcome = "with GRCh37 stated: "
                            + found.refusals.stream()
                                    .map(Refusal::code)
                                    .distinct()
                                    .toList();
                }
            }
            for (Finding finding : found.findings) {
                assertComesBack(finding);
            }
            table.add("| " + SharedData.folder().relativize(file) + " | " + found.findings.size() + " | "
                    + found.variants().count() + " | " + outcome + " |");
        }
        Files.write(Path.of("target", "genomic-files.md"), table);
        assertThat(read).isGreaterThan(15);
    }

    private static Found again(Path file) throws IOException {
        Found found = new Found();
        try (InputStream in = Files.newInputStream(file)) {
            INTAKE.read(in, null, options(SEEN, "GRCh37"), found);
        } catch (UnreadableInput e) {
            assertThat(e.code()).isEqualTo("no-samples");
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(SharedData.file("genomics"))) {
            return paths.filter(path -> path.toString().matches(".*\\.(vcf|vcf\\.gz|bgz|bcf|maf)"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertComesBack(Finding finding) {
        ModalityMessage message = new ModalityMessage(
                new MessageId("m"),
                new PatientId("p"),
                finding.source(),
                finding.observedAt(),
                finding.observedAt(),
                1,
                finding.tags(),
                finding.payload(),
                Map.of());
        try {
            assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message)).payload())
                    .isEqualTo(finding.payload());
        } catch (MalformedMessage e) {
            throw new AssertionError(finding + " " + e.pointer(), e);
        }
    }

    @Test
    void a_study_gives_findings_of_its_patients() throws IOException {
        Found found = new Found();
        try (FileSet files = FolderFiles.of(SharedData.file("genomics/cbioportal_study_es_0"), 64 << 20)) {
            StudyFindings.read(files, options(SEEN, null).named("study_es_0"), found);
        }
        assertThat(found.variants()).isNotEmpty();
        assertThat(found.findings.stream()
                        .mapToInt(finding ->
                                Found.calls(finding).structuralVariants().size())
                        .sum())
                .isPositive();
        assertThat(found.findings.stream()
                        .mapToInt(finding -> Found.calls(finding).geneValues().size())
                        .sum())
                .isGreaterThan(10_000);
        assertThat(found.findings)
                .allSatisfy(GenomicDocumentsTest::assertComesBack)
                .allSatisfy(finding -> {
                    assertThat(Objects.requireNonNull(finding.subject()).system())
                            .isEqualTo("cbioportal-patient");
                    assertThat(Objects.requireNonNull(finding.origin().document()))
                            .startsWith("study_es_0!/data_");
                });
    }
}

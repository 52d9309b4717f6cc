package io.anamnesis.web.ingest.genomic.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.genomic.FileSet;
import io.anamnesis.web.ingest.genomic.FolderFiles;
import io.anamnesis.web.ingest.genomic.ZipFiles;
import io.anamnesis.web.ingest.genomic.maf.MafCall;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CbioStudyTest {
    private static final String STUDY = "genomics/cbioportal_study_es_0";
    private static final long MAX = 64 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** All that a study gives, as text. */
    private static final class Taken implements StudySink {
        final List<String> things = new ArrayList<>();
        final List<String> refusals = new ArrayList<>();
        final Map<String, Integer> kinds = new TreeMap<>();
        final Map<String, Double> biomarkers = new TreeMap<>();

        @Override
        public void mutation(Place place, MafCall call) {
            add("mutation", place, call.contig() + ":" + call.position() + call.alternate());
        }

        @Override
        public void geneValue(Place place, GeneValue value) {
            add(value.kind(), place, value.profile() + " " + value.gene() + " " + value.value());
        }

        @Override
        public void structuralVariant(Place place, StructuralVariant variant) {
            add("structural-variant", place, variant.first() + " " + variant.second());
        }

        @Override
        public void biomarker(Place place, String name, double value) {
            biomarkers.put(place.sample() + " " + name, value);
            add("biomarker", place, name + " " + value);
        }

        @Override
        public void refused(String file, Refusal refusal) {
            refusals.add(file + ":" + refusal.line() + " " + refusal.element() + " " + refusal.code());
        }

        private void add(String kind, Place place, String what) {
            kinds.merge(kind, 1, Integer::sum);
            things.add(kind + " " + place.patient() + " " + place.sample() + " " + place.file() + ":" + place.line()
                    + " " + what);
        }
    }

    private static Taken read(FileSet files, ReadingOptions options) throws IOException {
        Taken taken = new Taken();
        CbioStudy.read(files, options, taken);
        return taken;
    }

    @Test
    void a_real_study_gives_every_value_of_every_kind() throws IOException {
        Path study = SharedData.file(STUDY);
        Taken taken = new Taken();
        StudyReport report;
        try (FileSet files = FolderFiles.of(study, MAX)) {
            assertThat(CbioStudy.recognises(files)).isTrue();
            report = CbioStudy.read(files, ReadingOptions.none(), taken);
        }
        assertThat(report.assembly()).isEqualTo("GRCh37");
        assertThat(report.study()).isEqualTo("study_es_0");
        assertThat(report.samples()).isEqualTo((int) rows(study, "data_clinical_samples.txt"));
        assertThat(taken.kinds.keySet())
                .contains(
                        "mutation",
                        "copy-number",
                        "copy-number-log2",
                        "expression",
                        "expression-z-score",
                        "methylation",
                        "structural-variant");
        for (String file : List.of("data_expression_median.txt", "data_methylation_hm27.txt", "data_cna_log2.txt")) {
            long refused = refusedOf(taken, file);
            assertThat(report.given().getOrDefault(file, 0L) + report.missing().getOrDefault(file, 0L) + refused)
                    .as(file)
                    .isEqualTo(cells(study, file));
        }
        long mutations = report.given().getOrDefault("data_mutations_extended.maf", 0L);
        assertThat(mutations + refusedOf(taken, "data_mutations_extended.maf"))
                .isEqualTo(rows(study, "data_mutations_extended.maf"));
        long joined = report.given().getOrDefault("data_structural_variants.txt", 0L);
        assertThat(joined + refusedOf(taken, "data_structural_variants.txt"))
                .isEqualTo(rows(study, "data_structural_variants.txt"));
        assertThat(taken.refusals).allSatisfy(text -> assertThat(text)
                .containsAnyOf("unknown-sample", "kind-not-read", "implausible-value", "malformed-value"));
    }

    private static long refusedOf(Taken taken, String file) {
        return taken.refusals.stream()
                .filter(text -> text.startsWith(file + ":"))
                .count();
    }

    private static long rows(Path study, String file) throws IOException {
        return Files.readString(study.resolve(file))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .count()
                - 1;
    }

    /** Cells of values: all samples' columns of all rows. */
    private static long cells(Path study, String file) throws IOException {
        List<String> lines = Files.readString(study.resolve(file))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        long columns = lines.get(0).split("\t", -1).length - 2L;
        return (lines.size() - 1L) * columns;
    }

    @Test
    void a_zip_of_the_study_gives_the_same() throws IOException {
        Path study = SharedData.file(STUDY);
        Path zip = folder.resolve("study.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out);
                var paths = Files.walk(study)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
                entries.putNextEntry(new ZipEntry("study_es_0/" + study.relativize(path)));
                Files.copy(path, entries);
            }
        }
        try (FileSet folderFiles = FolderFiles.of(study, MAX);
                FileSet zipFiles = ZipFiles.of(zip, MAX)) {
            List<String> fromFolder = read(folderFiles, ReadingOptions.none()).things;
            List<String> fromZip = read(zipFiles, ReadingOptions.none()).things;
            assertThat(fromZip.stream()
                            .map(text -> text.replace("study_es_0/", ""))
                            .toList())
                    .isEqualTo(fromFolder);
        }
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text.replace(' ', '\t'), StandardCharsets.UTF_8);
    }

    private void small(String samples, String maf) throws IOException {
        Files.writeString(folder.resolve("meta_study.txt"), "cancer_study_identifier: s\nreference_genome: hg38\n");
        Files.writeString(
                folder.resolve("meta_samples.txt"),
                "genetic_alteration_type: CLINICAL\ndatatype: SAMPLE_ATTRIBUTES\ndata_filename: samples.txt\n");
        Files.writeString(
                folder.resolve("meta_mutations.txt"),
                "genetic_alteration_type: MUTATION_EXTENDED\ndatatype: MAF\nstable_id: mutations\ndata_filename: m.maf\n");
        file("samples.txt", samples);
        file("m.maf", maf);
    }

    private static final String MAF =
            "Hugo_Symbol NCBI_Build Chromosome Start_Position Variant_Classification Reference_Allele "
                    + "Tumor_Seq_Allele2 Tumor_Sample_Barcode Mutation_Status\n"
                    + "A GRCh38 1 5 Missense_Mutation A T S1 Somatic\n"
                    + "A GRCh38 1 6 Silent A T S1 Somatic\n"
                    + "A GRCh38 1 7 Nonsense_Mutation A T S1 Germline\n"
                    + "A GRCh38 1 8 Splice_Site A T S1 Somatic\n"
                    + "A GRCh38 1 9 Missense_Mutation A T S9 Somatic\n";

    @Test
    void the_burden_needs_the_size_of_what_was_sequenced() throws IOException {
        small("PATIENT_ID SAMPLE_ID\nP1 S1\n", MAF);
        try (FileSet files = FolderFiles.of(folder, MAX)) {
            assertThat(read(files, ReadingOptions.none()).biomarkers).isEmpty();
            ReadingOptions panel = new ReadingOptions(null, null, null, null, Map.of("panel-megabases", "0.5"));
            Taken taken = read(files, panel);
            assertThat(taken.biomarkers)
                    .containsExactly(Map.entry("S1 tmb-panel-mb", 0.5), Map.entry("S1 tmb-per-mb", 4.0));
            assertThat(taken.refusals).containsExactly("m.maf:6 Tumor_Sample_Barcode unknown-sample");
        }
    }

    @Test
    void what_the_study_states_of_burden_and_instability_holds() throws IOException {
        small(
                "PATIENT_ID SAMPLE_ID TMB_NONSYNONYMOUS MSI_SCORE MSI_TYPE\nP1 S1 7.5 12.25 Instable\nP1 S2 NA x Stable\n",
                MAF);
        try (FileSet files = FolderFiles.of(folder, MAX)) {
            ReadingOptions panel = new ReadingOptions(null, null, null, null, Map.of("panel-megabases", "0.5"));
            Taken taken = read(files, panel);
            assertThat(taken.biomarkers)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "S1 tmb-per-mb", 7.5, "S1 msi-score", 12.25, "S1 msi-high", 1.0, "S2 msi-high", 0.0));
            assertThat(taken.refusals).contains("samples.txt:3 MSI_SCORE malformed-value");
        }
    }

    @Test
    void a_study_of_another_assembly_than_stated_is_refused() throws IOException {
        small("PATIENT_ID SAMPLE_ID\nP1 S1\n", MAF);
        try (FileSet files = FolderFiles.of(folder, MAX)) {
            assertThatThrownBy(() -> read(files, new ReadingOptions(null, null, null, "hg19", Map.of())))
                    .isInstanceOfSatisfying(
                            UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("assembly-mismatch"));
        }
    }

    @Test
    void a_missing_or_damaged_file_costs_itself_only() throws IOException {
        small("PATIENT_ID SAMPLE_ID\nP1 S1\n", MAF);
        Files.writeString(
                folder.resolve("meta_x.txt"),
                "genetic_alteration_type: MRNA_EXPRESSION\ndatatype: CONTINUOUS\nstable_id: x\ndata_filename: gone.txt\n");
        Files.writeString(
                folder.resolve("meta_y.txt"),
                "genetic_alteration_type: METHYLATION\ndatatype: CONTINUOUS\nstable_id: y\ndata_filename: y.txt\n");
        Files.write(folder.resolve("y.txt.gz"), new byte[] {1, 2, 3});
        try (FileSet files = FolderFiles.of(folder, MAX)) {
            Taken taken = read(files, ReadingOptions.none());
            assertThat(taken.kinds).containsEntry("mutation", 4);
            assertThat(taken.refusals)
                    .contains("meta_x.txt:0 data_filename missing-file", "y.txt:0 byte 0 malformed-archive");
        }
    }

    @Test
    void a_bomb_in_a_study_is_refused() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("data.txt"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                entries.write(zeros);
            }
        }
        try (FileSet files = ZipFiles.of(zip, MAX);
                InputStream in = files.open("data.txt")) {
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOfSatisfying(
                            UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("zip-bomb"));
        }
    }
}

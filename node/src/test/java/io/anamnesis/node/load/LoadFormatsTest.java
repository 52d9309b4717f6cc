package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What becomes of documents of several formats, and what is said of them. */
class LoadFormatsTest extends LoadedFolder {
    @Test
    void an_archive_is_opened_and_every_document_in_it_finds_its_reader() throws Exception {
        FakeNode node = node();
        Loads.messages(input.resolve("a.ndjson"), 0, 3);
        Path archive = input.resolve("all.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("in/a.ndjson"));
            zip.write(Files.readAllBytes(input.resolve("a.ndjson")));
            zip.putNextEntry(new ZipEntry("cgm.csv"));
            zip.write("id,time,gl\ns1,2026-03-01T08:15:00Z,101\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("b.bin"));
            zip.write(7);
        }
        Files.delete(input.resolve("a.ndjson"));

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

        assertThat(report.acceptedCount()).isEqualTo(4);
        assertThat(report.lines()).anyMatch(line -> line.contains("all.zip b.bin: No reader"));
    }

    @Test
    void a_study_is_read_as_one_and_its_files_not_again() throws Exception {
        FakeNode node = node();
        Files.writeString(
                input.resolve("meta_study.txt"),
                "type_of_cancer: brca\ncancer_study_identifier: s1\nname: n\ndescription: d\nreference_genome: hg38\n");
        Files.writeString(input.resolve("meta_clinical_sample.txt"), """
                cancer_study_identifier: s1
                genetic_alteration_type: CLINICAL
                datatype: SAMPLE_ATTRIBUTES
                data_filename: data_clinical_sample.txt
                """);
        Files.writeString(input.resolve("data_clinical_sample.txt"), """
                #Patient\tSample
                #Patient\tSample
                #STRING\tSTRING
                #1\t1
                PATIENT_ID\tSAMPLE_ID
                p1\ts1
                """);
        Files.writeString(input.resolve("meta_cna.txt"), """
                cancer_study_identifier: s1
                genetic_alteration_type: COPY_NUMBER_ALTERATION
                datatype: DISCRETE
                stable_id: gistic
                profile_name: n
                profile_description: d
                data_filename: data_cna.txt
                """);
        Files.writeString(input.resolve("data_cna.txt"), "Hugo_Symbol\ts1\nERBB2\t2\n");
        ReadHints hints = new ReadHints(
                null, null, null, Instant.parse("2026-03-01T00:00:00Z"), null, Map.of(), IdentityMap.none(), Map.of());

        LoadReport report = Loads.load(Loads.options(folder, hints, true), node.url());

        assertThat(report.lines()).as("the whole report").noneMatch(line -> line.contains("unknown-format"));
        assertThat(report.acceptedCount()).isEqualTo(1);
        assertThat(report.refusedCount()).isZero();
    }

    @Test
    void an_export_of_a_glucose_sensor_becomes_messages_named_after_their_content() throws Exception {
        FakeNode node = node();
        StringBuilder csv = new StringBuilder("time,glucose_mg_dl\n");
        for (int i = 0; i < 1_200; i++) {
            csv.append(java.time.Instant.parse("2026-03-01T00:00:00Z").plusSeconds(300L * i))
                    .append(',')
                    .append(90 + i % 40)
                    .append('\n');
        }
        Files.writeString(input.resolve("cgm.csv"), csv);
        ReadHints hints = new ReadHints(new PatientId("p1"), ZoneId.of("Europe/Vienna"), null);

        LoadReport report = Loads.load(Loads.options(folder, hints, true), node.url());
        LoadReport again = Loads.load(Loads.options(folder, hints, false), node.url());

        assertThat(report.lines()).hasSize(3);
        assertThat(report.lines().get(1)).matches("wearables +generic-csv +1 +3 +0 +0 +\\d+[.]\\d");
        assertThat(report.acceptedCount()).isEqualTo(3);
        assertThat(again.duplicateCount()).isEqualTo(3);
        assertThat(accepted).allMatch(id -> id.startsWith("w-"));
    }

    @Test
    void a_dry_run_reads_everything_sends_nothing_and_leaves_no_mark() throws Exception {
        FakeNode node = node();
        Loads.messages(input.resolve("a.ndjson"), 0, 450);
        Files.writeString(input.resolve("cgm.csv"), "id,time,gl\ns1,2026-03-01T08:15:00Z,101\ns1,never,102\n");
        Files.writeString(input.resolve("msh.hl7"), "MSH|^~\\&|a|b|c|d|20260301||ADT^A01|1|P|2.3\n");

        LoadReport dry = Load.dry(Loads.options(folder, Loads.NO_HINTS, true), Loads.quiet())
                .run();

        assertThat(node.uploads()).isEmpty();
        assertThat(dry.acceptedCount()).isEqualTo(451);
        assertThat(dry.refusedCount()).isEqualTo(1);
        assertThat(dry.foreignDocuments()).containsExactly(Map.entry("hl7v2-later", 1L));
        assertThat(dry.lines())
                .anyMatch(line -> line.matches("any +messages +1 +450 +0 +\\d+[.]\\d"))
                .anyMatch(line -> line.matches("wearables +iglu +1 +1 +1 +\\d+[.]\\d"))
                .anyMatch(line -> line.endsWith("msh.hl7"))
                .last()
                .asString()
                .contains("451 messages made, none sent", "1 documents of other kinds");
        assertThat(Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url())
                        .acceptedCount())
                .isEqualTo(451);
    }

    @Test
    void what_is_settled_is_counted_by_the_format_that_it_came_in() throws Exception {
        FakeNode node = node();
        Path archive = input.resolve("all.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write("id,time,gl\ns1,2026-03-01T08:15:00Z,101\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("b.json"));
            zip.write("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1970\"}"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("c.json"));
            zip.write("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"19x\"}"
                    .getBytes(StandardCharsets.UTF_8));
        }
        ReadHints hints = new ReadHints(
                null, null, null, Instant.parse("2026-03-01T00:00:00Z"), null, Map.of(), IdentityMap.none(), Map.of());

        LoadReport report = Loads.load(Loads.options(folder, hints, true), node.url());

        assertThat(report.lines())
                .anyMatch(line -> line.matches("clinical +fhir-r4-json +2 +1 +0 +1 +\\d+[.]\\d"))
                .anyMatch(line -> line.matches("wearables +iglu +1 +1 +0 +0 +\\d+[.]\\d"));
    }

    @Test
    void a_reference_moves_variants_to_the_left_with_an_index_or_without() throws Exception {
        Path fasta = Files.writeString(folder.resolve("r.fa"), ">7 chromosome\nGGGCACAC\nACAGGG\n>8\nAC\n");
        Files.writeString(input.resolve("a.vcf"), """
                ##fileformat=VCFv4.3
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="d">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1
                7\t8\t.\tCAC\tC\t.\t.\t.\tGT\t0/1
                7\t8\t.\tT\tC\t.\t.\t.\tGT\t0/1
                """);
        ReadHints hints = new ReadHints(
                null,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                "GRCh38",
                Map.of("GRCh38", fasta),
                IdentityMap.none(),
                Map.of());
        List<String> alleles = new ArrayList<>();
        for (String index : new String[] {"", "7\t14\t14\t8\t9\n8\t2\t33\t2\t3\n", "7\t14\t9\t8\t9\n"}) {
            Files.writeString(folder.resolve("r.fa.fai"), index);
            FakeNode node = node();
            node.answer(batch -> {
                batch.forEach(message -> message.at("/payload/variants")
                        .forEach(variant -> alleles.add(variant.path("position").asInt() + " "
                                + variant.path("reference").asText() + ">"
                                + variant.path("alternate").asText())));
                return FakeNode.report(batch, accepted, line -> line);
            });

            LoadReport report = Loads.load(Loads.options(folder, hints, false), node.url());

            assertThat(report.lines()).anyMatch(line -> line.endsWith("1  reference-mismatch"));
        }
        assertThat(alleles).containsExactly("3 GCA>G", "3 GCA>G", "3 GCA>G");
    }

    @Test
    void a_resource_of_fhir_with_a_modality_is_no_message_of_ours() throws Exception {
        FakeNode node = node();
        Files.writeString(
                input.resolve("a.ndjson"),
                "{\"resourceType\":\"ImagingStudy\",\"id\":\"i1\",\"status\":\"available\",\"modality\":[{\"code\":\"CT\"}],"
                        + "\"subject\":{\"reference\":\"Patient/p1\"},\"started\":\"2026-03-01T08:15:00Z\"}\n");

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

        assertThat(report.lines()).anyMatch(line -> line.matches("clinical +fhir-r4-json +1 +1 +0 +0 +.*"));
    }
}

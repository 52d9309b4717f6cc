package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private static final ReadHints NO_HINTS = new ReadHints(null, null, null);

    @TempDir
    Path folder = Path.of("");

    private final Set<String> accepted = FakeNode.memory();
    private final List<FakeNode> nodes = new ArrayList<>();
    private Path input = folder;

    @BeforeEach
    void make_input_folder() throws IOException {
        input = Files.createDirectory(folder.resolve("in"));
    }

    @AfterEach
    void stop_nodes() {
        nodes.forEach(FakeNode::close);
    }

    @Test
    void every_message_arrives_once() throws Exception {
        FakeNode node = node();
        messages("a.ndjson", 0, 450);
        messages("b.ndjson", 450, 30);

        LoadReport report = load(options(NO_HINTS, true), node.url());

        assertThat(report.acceptedCount()).isEqualTo(480);
        assertThat(accepted).hasSize(480);
        assertThat(node.uploads().stream().mapToInt(List::size).sum()).isEqualTo(480);
    }

    @Test
    void what_a_dying_node_did_not_answer_goes_to_another_and_nothing_is_lost() throws Exception {
        FakeNode dying = node();
        FakeNode healthy = node();
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicBoolean first = new AtomicBoolean(true);
        dying.answer(batch -> {
            if (!first.getAndSet(false)) {
                return null;
            }
            batch.forEach(message -> answered.add(message.path("id").asText()));
            return FakeNode.report(batch, accepted, line -> line);
        });
        messages("a.ndjson", 0, 1_500);

        LoadReport report = load(options(NO_HINTS, true), dying.url(), healthy.url());

        assertThat(accepted).hasSize(1_500);
        assertThat(report.acceptedCount() + report.duplicateCount()).isEqualTo(1_500);
        assertThat(report.undeliveredCount()).isZero();
        Set<String> repeated = repeated(dying, healthy);
        Set<String> unanswered = new HashSet<>();
        dying.uploads().forEach(unanswered::addAll);
        unanswered.removeAll(answered);
        assertThat(repeated).isSubsetOf(unanswered);
    }

    @Test
    void a_report_that_breaks_off_settles_what_it_told() throws Exception {
        FakeNode node = node();
        AtomicBoolean first = new AtomicBoolean(true);
        node.answer(batch -> first.getAndSet(false)
                ? FakeNode.report(batch.subList(0, 60), accepted, line -> line).replaceAll("\\{\"summary.*\n", "")
                : FakeNode.report(batch, accepted, line -> line));
        messages("a.ndjson", 0, 100);

        LoadReport report = load(options(NO_HINTS, true), node.url());

        assertThat(report.acceptedCount()).isEqualTo(100);
        assertThat(node.uploads()).extracting(List::size).containsExactly(100, 40);
    }

    @Test
    void an_overloaded_patient_is_asked_again_and_only_for_what_it_refused() throws Exception {
        FakeNode node = node();
        AtomicBoolean first = new AtomicBoolean(true);
        node.answer(batch -> first.getAndSet(false)
                ? FakeNode.report(batch.subList(0, 9), accepted, line -> line)
                        + FakeNode.refusal(10, "overloaded", true)
                : FakeNode.report(batch, accepted, line -> line));
        messages("a.ndjson", 0, 10);

        LoadReport report = load(options(NO_HINTS, true), node.url());

        assertThat(report.acceptedCount()).isEqualTo(10);
        assertThat(report.refusedCount()).isZero();
        assertThat(node.uploads().get(1)).containsExactly("m-9");
    }

    @Test
    void refusals_are_reported_with_their_place_and_do_not_fail_the_load() throws Exception {
        FakeNode node = node();
        node.answer(batch -> FakeNode.refusal(1, "implausible-time", false)
                + FakeNode.refusal(2, "unknown-unit", false)
                + FakeNode.refusal(3, "unknown-unit", false));
        messages("a.ndjson", 0, 3);
        Files.writeString(input.resolve("notes.txt"), "what no reader recognises");
        Path all = folder.resolve("refused.ndjson");
        LoadOptions options = options(NO_HINTS, true);

        LoadReport report = load(
                new LoadOptions(
                        options.paths(), NO_HINTS, "t", options.checkpoints(), true, 2, options.patience(), all),
                node.url());

        assertThat(report.refusedCount()).isEqualTo(4);
        assertThat(report.lines()).anyMatch(line -> line.endsWith("2  unknown-unit"));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("a.ndjson line 2: because"));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("1  unknown-format"));
        assertThat(Files.readAllLines(all))
                .hasSize(4)
                .anyMatch(line -> line.contains("\"line\":3,\"code\":\"unknown-unit\""));
    }

    @Test
    void an_archive_is_opened_and_every_document_in_it_finds_its_reader() throws Exception {
        FakeNode node = node();
        messages("a.ndjson", 0, 3);
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

        LoadReport report = load(options(NO_HINTS, true), node.url());

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
                null, null, null, Instant.parse("2026-03-01T00:00:00Z"), null, IdentityMap.none(), Map.of());

        LoadReport report = load(options(hints, true), node.url());

        assertThat(report.lines()).as("the whole report").noneMatch(line -> line.contains("unknown-format"));
        assertThat(report.acceptedCount()).isEqualTo(1);
        assertThat(report.refusedCount()).isZero();
    }

    @Test
    void a_load_that_was_broken_off_goes_on_where_it_stopped() throws Exception {
        FakeNode node = node();
        AtomicInteger uploads = new AtomicInteger();
        node.answer(batch -> uploads.incrementAndGet() <= 2 ? FakeNode.report(batch, accepted, line -> line) : null);
        messages("a.ndjson", 0, 900);
        LoadOptions options = options(NO_HINTS, true);
        LoadOptions hasty = new LoadOptions(
                options.paths(), NO_HINTS, "t", options.checkpoints(), true, 1, Duration.ofMillis(50), null);

        assertThatThrownBy(() -> load(hasty, node.url()))
                .isInstanceOf(LoadBrokenOff.class)
                .hasMessageContaining("goes on where it stopped");
        node.answer(batch -> FakeNode.report(batch, accepted, line -> line));
        int before = node.uploads().size();
        LoadReport second = load(hasty, node.url());
        LoadReport third = load(hasty, node.url());

        assertThat(second.acceptedCount()).isEqualTo(500);
        assertThat(second.duplicateCount()).isZero();
        assertThat(node.uploads().subList(before, node.uploads().size()))
                .extracting(List::size)
                .containsExactly(200, 200, 100);
        assertThat(third.acceptedCount() + third.duplicateCount()).isZero();
        assertThat(accepted).hasSize(900);
    }

    @Test
    void a_file_that_changed_is_read_anew_and_a_touched_one_is_not_sent_again() throws Exception {
        FakeNode node = node();
        Path file = messages("a.ndjson", 0, 10);
        load(options(NO_HINTS, true), node.url());

        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
        LoadReport touched = load(options(NO_HINTS, true), node.url());
        messages("a.ndjson", 5, 10);
        LoadReport changed = load(options(NO_HINTS, true), node.url());

        assertThat(touched.acceptedCount() + touched.duplicateCount()).isZero();
        assertThat(changed.acceptedCount()).isEqualTo(5);
        assertThat(changed.duplicateCount()).isEqualTo(5);
    }

    @Test
    void without_resuming_everything_is_sent_again_and_counts_once() throws Exception {
        FakeNode node = node();
        messages("a.ndjson", 0, 10);
        load(options(NO_HINTS, true), node.url());

        LoadReport again = load(options(NO_HINTS, false), node.url());

        assertThat(again.duplicateCount()).isEqualTo(10);
        assertThat(accepted).hasSize(10);
    }

    @Test
    void a_refused_token_breaks_the_load_off_at_once() throws Exception {
        FakeNode node = node();
        node.problem(401, "{\"status\":401,\"code\":\"token-refused\",\"detail\":\"it has expired\"}");
        messages("a.ndjson", 0, 10);

        assertThatThrownBy(() -> load(options(NO_HINTS, true), node.url()))
                .isInstanceOf(LoadBrokenOff.class)
                .hasMessageContaining("token-refused, it has expired")
                .hasMessageNotContaining("goes on");
        assertThat(node.uploads()).hasSize(1);
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

        LoadReport report = load(options(hints, true), node.url());
        LoadReport again = load(options(hints, false), node.url());

        assertThat(report.lines()).hasSize(1);
        assertThat(report.acceptedCount()).isEqualTo(3);
        assertThat(again.duplicateCount()).isEqualTo(3);
        assertThat(accepted).allMatch(id -> id.startsWith("w-"));
    }

    private FakeNode node() throws IOException {
        FakeNode node = new FakeNode(accepted);
        nodes.add(node);
        return node;
    }

    private Path messages(String name, int from, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            text.append("{\"id\":\"m-")
                    .append(i)
                    .append("\",\"patient\":\"p1\",\"modality\":\"notes\",\"payload\":{}}\n");
        }
        return Files.writeString(input.resolve(name), text);
    }

    private LoadOptions options(ReadHints hints, boolean resume) {
        return new LoadOptions(
                List.of(input), hints, "t", folder.resolve("load"), resume, 4, Duration.ofSeconds(20), null);
    }

    private static LoadReport load(LoadOptions options, URI... urls) throws Exception {
        Terminal terminal =
                new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
        MessagesClient client = new MessagesClient("token", Duration.ofSeconds(10));
        return new Load(options, new NodeRing(List.of(urls)), client, terminal).run();
    }

    private static Set<String> repeated(FakeNode... nodes) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (FakeNode node : nodes) {
            node.uploads()
                    .forEach(upload -> upload.forEach(id -> {
                        if (!seen.add(id)) {
                            repeated.add(id);
                        }
                    }));
        }
        return repeated;
    }
}

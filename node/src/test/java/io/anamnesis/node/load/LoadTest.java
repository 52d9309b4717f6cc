package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest extends LoadedFolder {
    @Test
    void every_message_arrives_once() throws Exception {
        FakeNode node = node();
        Loads.messages(input.resolve("a.ndjson"), 0, 450);
        Loads.messages(input.resolve("b.ndjson"), 450, 30);

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

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
        Loads.messages(input.resolve("a.ndjson"), 0, 1_500);

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), dying.url(), healthy.url());

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
        Loads.messages(input.resolve("a.ndjson"), 0, 100);

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

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
        Loads.messages(input.resolve("a.ndjson"), 0, 10);

        LoadReport report = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

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
        Loads.messages(input.resolve("a.ndjson"), 0, 3);
        Files.writeString(input.resolve("notes.txt"), "what no reader recognises");
        Path all = folder.resolve("refused.ndjson");
        LoadOptions options = Loads.options(folder, Loads.NO_HINTS, true);

        LoadReport report = Loads.load(
                new LoadOptions(
                        options.paths(), Loads.NO_HINTS, "t", options.checkpoints(), true, 2, options.patience(), all),
                node.url());

        assertThat(report.refusedCount()).isEqualTo(3);
        assertThat(report.foreignDocuments()).containsExactly(Map.entry("other-text", 1L));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("2  unknown-unit"));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("a.ndjson line 2: because"));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("notes.txt"));
        assertThat(Files.readAllLines(all))
                .hasSize(4)
                .anyMatch(line -> line.contains("\"line\":3,\"code\":\"unknown-unit\""));
    }

    @Test
    void a_load_that_was_broken_off_goes_on_where_it_stopped() throws Exception {
        FakeNode node = node();
        AtomicInteger uploads = new AtomicInteger();
        node.answer(batch -> uploads.incrementAndGet() <= 2 ? FakeNode.report(batch, accepted, line -> line) : null);
        Loads.messages(input.resolve("a.ndjson"), 0, 900);
        LoadOptions options = Loads.options(folder, Loads.NO_HINTS, true);
        LoadOptions hasty = new LoadOptions(
                options.paths(), Loads.NO_HINTS, "t", options.checkpoints(), true, 1, Duration.ofMillis(50), null);

        assertThatThrownBy(() -> Loads.load(hasty, node.url()))
                .isInstanceOf(LoadBrokenOff.class)
                .hasMessageContaining("goes on where it stopped");
        node.answer(batch -> FakeNode.report(batch, accepted, line -> line));
        int before = node.uploads().size();
        LoadReport second = Loads.load(hasty, node.url());
        LoadReport third = Loads.load(hasty, node.url());

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
        Path file = Loads.messages(input.resolve("a.ndjson"), 0, 10);
        Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
        LoadReport touched = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());
        Loads.messages(input.resolve("a.ndjson"), 5, 10);
        LoadReport changed = Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

        assertThat(touched.acceptedCount() + touched.duplicateCount()).isZero();
        assertThat(changed.acceptedCount()).isEqualTo(5);
        assertThat(changed.duplicateCount()).isEqualTo(5);
    }

    @Test
    void without_resuming_everything_is_sent_again_and_counts_once() throws Exception {
        FakeNode node = node();
        Loads.messages(input.resolve("a.ndjson"), 0, 10);
        Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url());

        LoadReport again = Loads.load(Loads.options(folder, Loads.NO_HINTS, false), node.url());

        assertThat(again.duplicateCount()).isEqualTo(10);
        assertThat(accepted).hasSize(10);
    }

    @Test
    void a_refused_token_breaks_the_load_off_at_once() throws Exception {
        FakeNode node = node();
        node.problem(401, "{\"status\":401,\"code\":\"token-refused\",\"detail\":\"it has expired\"}");
        Loads.messages(input.resolve("a.ndjson"), 0, 10);

        assertThatThrownBy(() -> Loads.load(Loads.options(folder, Loads.NO_HINTS, true), node.url()))
                .isInstanceOf(LoadBrokenOff.class)
                .hasMessageContaining("token-refused, it has expired")
                .hasMessageNotContaining("goes on");
        assertThat(node.uploads()).hasSize(1);
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

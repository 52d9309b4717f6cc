package io.anamnesis.sharding.entity;

import static io.anamnesis.sharding.entity.TestNode.CALLER;
import static io.anamnesis.sharding.profile.Messages.PATIENT;
import static io.anamnesis.sharding.profile.Messages.glucose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.testing.RecordedTracing;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.storage.memory.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the patients of a node leave in traces. */
final class EntityTracingTest {
    private final RecordedTracing spans = new RecordedTracing();
    private final MemoryStorage storage = new MemoryStorage();
    private final UnsureJournal journal = new UnsureJournal(storage.journal());
    private final TestNode node = TestNode.single(TestNode.Ports.of(storage).with(journal), spans);

    @AfterEach
    void stop() {
        journal.heal();
        node.close();
    }

    private static Caller traced(int trace) {
        return CALLER.in(new RequestContext(
                "r-" + trace, String.format(Locale.ROOT, "00-%032x-00f067aa0ba902b7-01", trace), null));
    }

    @Test
    void one_append_for_many_messages_is_the_child_of_one_and_linked_with_the_others() {
        // Given one append that holds on, so that the others wait and go together
        journal.hold();
        List<CompletionStage<PatientReply>> replies = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            replies.add(node.patients.ask(new PatientCommand.Record(glucose("m-" + i, i, 100), traced(i))));
        }
        await().until(() -> journal.held() == 1);
        journal.heal();
        replies.forEach(
                reply -> assertThat(reply.toCompletableFuture().join()).isInstanceOf(PatientReply.Accepted.class));

        // Then
        List<RecordedTracing.Ended> records = spans.named("patient record");
        List<RecordedTracing.Ended> appends = spans.named("journal append");
        assertThat(records).hasSize(10).allSatisfy(record -> {
            assertThat(record.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(record.kind()).isEqualTo(Tracing.Kind.SERVER);
        });
        assertThat(appends).hasSizeLessThan(10);
        int served = 0;
        for (RecordedTracing.Ended append : appends) {
            assertThat(append.kind()).isEqualTo(Tracing.Kind.CLIENT);
            RecordedTracing.Ended parent = records.stream()
                    .filter(record -> record.id().equals(append.parent()))
                    .findFirst()
                    .orElseThrow();
            assertThat(parent.trace()).isEqualTo(append.trace());
            List<String> linkedBack = records.stream()
                    .filter(record -> record.links().contains(append.id()))
                    .map(RecordedTracing.Ended::id)
                    .toList();
            assertThat(append.links()).containsExactlyInAnyOrderElementsOf(linkedBack);
            assertThat(append.attributes())
                    .containsEntry("db.operation.batch.size", Integer.toString(1 + linkedBack.size()));
            served += 1 + linkedBack.size();
        }
        assertThat(served).as("every message is part of one append").isEqualTo(10);
    }

    @Test
    void each_read_and_the_way_back_into_memory_have_a_span_and_none_holds_anything_of_the_patient() {
        node.ask(new PatientCommand.Record(glucose("m-1", 1, 100), traced(1)));
        node.passivate(PATIENT);
        node.ask(new PatientCommand.GetProfile(PATIENT, traced(2), null));
        node.ask(new PatientCommand.GetTimeline(PATIENT, traced(3), Long.MAX_VALUE, 10));

        await().untilAsserted(() -> assertThat(spans.ended())
                .extracting(RecordedTracing.Ended::name)
                .contains(
                        "patient record", "journal append", "patient recovery", "patient profile", "patient timeline"));
        assertThat(spans.ended().toString()).doesNotContain(PATIENT.value(), "glucose", "m-1");
    }

    @Test
    void what_is_refused_says_so_by_its_code() {
        node.ask(new PatientCommand.GetProfile(PATIENT, traced(1), null));
        assertThat(spans.named("patient profile")).singleElement().satisfies(span -> assertThat(span.attributes())
                .containsEntry("error.type", "unknown-patient"));
    }

    @Test
    void what_the_entity_logs_for_a_request_names_it_and_names_no_patient_in_the_message() {
        // Given a journal that confirms nothing
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        // loggers of actors may be Akka's, which the tests' configuration keeps quiet
        Logger actors = (Logger) LoggerFactory.getLogger("akka");
        Level before = actors.getLevel();
        actors.setLevel(Level.WARN);
        try {
            journal.failAfterWriting(1_000);

            // When
            PatientReply reply = node.ask(new PatientCommand.Record(glucose("m-1", 1, 100), traced(7)));

            // Then
            assertThat(reply).isInstanceOf(PatientReply.Rejected.class);
            assertThat(List.copyOf(lines.list))
                    .filteredOn(line -> line.getFormattedMessage().startsWith("the entity starts anew"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.getMDCPropertyMap())
                                .containsEntry(RequestLog.REQUEST, "r-7")
                                .containsEntry(RequestLog.TRACE, String.format(Locale.ROOT, "%032x", 7));
                        assertThat(line.getFormattedMessage()).doesNotContain(PATIENT.value());
                    });
            assertThat(spans.named("journal append")).allSatisfy(span -> assertThat(span.attributes())
                    .containsEntry("error.type", "append-unconfirmed"));
        } finally {
            actors.setLevel(before);
            root.detachAppender(lines);
        }
    }

    @Test
    void commands_outside_of_a_kept_trace_leave_nothing() {
        node.record(glucose("m-1", 1, 100));
        RequestContext unkept =
                new RequestContext("r", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", null);
        node.ask(new PatientCommand.Record(glucose("m-2", 2, 100), CALLER.in(unkept)));
        assertThat(spans.ended()).isEmpty();
        assertThat(node.profile(PATIENT).messages()).isEqualTo(2);
    }
}

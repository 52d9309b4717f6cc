package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveSerializerTest {
    private static final CohortName NAME = new CohortName("c-1");
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final Instant AT = Instant.parse("2026-03-01T08:15:00.250Z");
    private static final Caller CALLER = new Caller("u-1", Set.of("clinician"), "TREAT");

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "serializer-test");
    private final LiveSerializer serializer = new LiveSerializer((ExtendedActorSystem) system.classicSystem());

    @AfterEach
    void stop() {
        system.terminate();
    }

    private static Criterion criterion() {
        try {
            return CriterionText.parse("dx:C71.9 and age >= 65");
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private List<Object> messages() {
        ActorRef<CohortReply> asker = system.deadLetters();
        ActorRef<WatchMessage> node = system.deadLetters();
        ActorRef<CohortFeedMessage> watcher = system.deadLetters();
        LiveCohort cohort = new LiveCohort(NAME, 2, criterion(), "d", "u-1", AT, AT);
        CohortState state = new CohortState(cohort, 7, 3, 15, 16);
        List<ReportItem> items = List.of(
                new ReportItem.Claim(3),
                new ReportItem.Present(3, List.of(new ReportItem.Seen(PATIENT, 9)), true, AT),
                new ReportItem.Turned(3, PATIENT, 10, false, AT));
        List<Object> all = new ArrayList<>(List.of(
                new CohortMessage.Define(NAME, criterion(), "d", CALLER, asker),
                new CohortMessage.End(NAME, CALLER, asker),
                new CohortMessage.GetState(NAME, CALLER, asker),
                new CohortMessage.GetMembers(NAME, CALLER, null, 10, asker),
                new CohortMessage.GetMembers(NAME, CALLER, PATIENT, 10, asker),
                new CohortMessage.Report(NAME, 2, "s", 4, items, node),
                new CohortMessage.Beat(NAME, 2, "s", 3, Set.of(1, 2), node),
                new CohortMessage.Subscribe(NAME, CALLER, watcher, 5),
                new CohortMessage.Renew(NAME, watcher, 5),
                new CohortMessage.Unsubscribe(NAME, watcher),
                CohortMessage.Stop.INSTANCE));
        all.addAll(List.of(
                new CohortReply.State(state),
                new CohortReply.Members(state, List.of(new CohortMember(PATIENT, 7, 2, 9, AT)), PATIENT),
                new CohortReply.Rejected(new Rejection.UnknownCohort("c-1")),
                new WatchMessage.Heard(NAME, "s", 4, Set.of(3)),
                new WatchMessage.Unknown(NAME, "s"),
                new WatchMessage.Defined(cohort),
                new WatchMessage.Gone(NAME),
                new CohortFeedMessage.Subscribed(5, system.deadLetters(), state),
                new CohortFeedMessage.Next(
                        5, new CohortFrame.Change(new CohortChange(8, 2, PATIENT, CohortMove.LEFT, 10, AT))),
                new CohortFeedMessage.NotSubscribed(5),
                new CohortFeedMessage.Refused(5, new Rejection.UnknownCohort("c-1"))));
        return all;
    }

    @Test
    void every_message_crosses_the_cluster_unchanged() throws NotSerializableException {
        for (Object message : messages()) {
            Object back = serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message));
            assertThat(back).isEqualTo(message);
        }
        assertThat(messages())
                .extracting(serializer::manifest)
                .doesNotContainNull()
                .hasSize(22);
    }

    @Test
    void a_sign_of_life_of_an_older_node_claims_to_have_been_heard_of_nothing() throws IOException {
        // Given
        CohortMessage.Beat beat = new CohortMessage.Beat(NAME, 2, "s", 3, Set.of(1), system.deadLetters());
        ObjectNode older = (ObjectNode) WireMappers.cluster().readTree(serializer.toBinary(beat));
        older.remove("number");

        // When
        Object read = serializer.fromBinary(WireMappers.cluster().writeValueAsBytes(older), serializer.manifest(beat));

        // Then
        assertThat(((CohortMessage.Beat) read).number()).isZero();
    }

    @Test
    void what_a_newer_node_says_is_no_exception_of_another_kind() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "shiny"))
                .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1}, "report"))
                .isInstanceOf(NotSerializableException.class);
    }
}

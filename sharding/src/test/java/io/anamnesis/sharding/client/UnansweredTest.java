package io.anamnesis.sharding.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.sharding.typed.testkit.javadsl.TestEntityRef;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.entity.PatientMessage;
import io.anamnesis.sharding.entity.TestNode;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UnansweredTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final PatientReply REPLY = new PatientReply.Rejected(new Rejection.Unavailable("a reply"));

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<PatientMessage> patient = kit.createTestProbe();
    private final EntityRef<PatientMessage> way =
            TestEntityRef.of(EntityTypeKey.create(PatientMessage.class, "patient"), PATIENT.value(), patient.ref());
    private final Unanswered unanswered = new Unanswered();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private CompletionStage<PatientReply> ask() {
        return unanswered.ask(way, new PatientCommand.GetProfile(PATIENT, TestNode.CALLER, null), TIMEOUT);
    }

    @Test
    void a_question_that_was_lost_is_asked_again_and_answered_once() throws Exception {
        // Given
        CompletionStage<PatientReply> answer = ask();
        PatientMessage.Ask lost = patient.expectMessageClass(PatientMessage.Ask.class);

        // When
        unanswered.sendAgain(Duration.ZERO);

        // Then
        PatientMessage.Ask again = patient.expectMessageClass(PatientMessage.Ask.class);
        assertThat(again).isEqualTo(lost);
        again.replyTo().tell(REPLY);
        assertThat(answer.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(REPLY);
    }

    @Test
    void what_was_answered_or_has_not_waited_long_is_not_asked_again() throws Exception {
        // Given
        CompletionStage<PatientReply> answer = ask();
        patient.expectMessageClass(PatientMessage.Ask.class).replyTo().tell(REPLY);
        answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
        CompletionStage<PatientReply> waits = ask();
        patient.expectMessageClass(PatientMessage.Ask.class);

        // When
        unanswered.sendAgain(Duration.ofMinutes(1));

        // Then: the next that it hears is of another question
        CompletionStage<PatientReply> next =
                unanswered.ask(way, new PatientCommand.Passivate(PATIENT, TestNode.CALLER), TIMEOUT);
        assertThat(patient.expectMessageClass(PatientMessage.Ask.class).command())
                .isInstanceOf(PatientCommand.Passivate.class);
        assertThat(waits.toCompletableFuture()).isNotDone();
        assertThat(next.toCompletableFuture()).isNotDone();
    }
}

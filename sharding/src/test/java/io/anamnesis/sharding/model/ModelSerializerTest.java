package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CriterionText;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelSerializerTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:15:00.250Z");

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "serializer-test");
    private final ModelSerializer serializer = new ModelSerializer((ExtendedActorSystem) system.classicSystem());

    @AfterEach
    void stop() {
        system.terminate();
    }

    private static List<ModelMessage> messages() {
        Job job = new Job("training-1", Job.Kind.TRAINING, "n", Job.State.DONE, "learning", 3, 4, "u-1", AT, AT, "m 1");
        return List.of(
                new ModelMessage.Promoted(new Promotion(Promotion.CHAMPION, 7, "m", 2, "u-1", AT, "better")),
                new ModelMessage.Told(new NodeProgress("n", 7, "m", 2, 5, 10, AT), List.of(job)),
                new ModelMessage.Cancel("training-1", "u-1"),
                new ModelMessage.Begun(job, null),
                new ModelMessage.Begun(null, new Rejection.Unavailable("Too many trainings wait on this node.")));
    }

    @Test
    void every_message_crosses_the_cluster_unchanged() throws NotSerializableException {
        for (ModelMessage message : messages()) {
            assertThat(serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message)))
                    .isEqualTo(message);
        }
        assertThat(messages())
                .extracting(serializer::manifest)
                .containsExactly("promoted", "told", "cancel", "begun", "begun");
    }

    @Test
    void a_training_is_asked_for_by_what_it_learns_and_whom_to_answer() throws Exception {
        TrainingRequest request = new TrainingRequest(
                "m",
                CriterionText.parse("heart-rate.mean[all] > 0"),
                CriterionText.parse("glucose.mean[all] > 150"),
                List.of("glucose."),
                TrainingRequest.Strategy.LATE,
                7);
        ModelMessage.Train train =
                new ModelMessage.Train(request, Caller.system("test"), system.<ModelMessage>ignoreRef());

        ModelMessage.Train read = (ModelMessage.Train) serializer.fromBinary(serializer.toBinary(train), "train");

        assertThat(serializer.manifest(train)).isEqualTo("train");
        assertThat(read.request()).isEqualTo(request);
        assertThat(read.caller()).isEqualTo(train.caller());
    }

    @Test
    void what_a_newer_node_says_is_no_exception_of_another_kind() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "shiny"))
                .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1}, "told"))
                .isInstanceOf(NotSerializableException.class);
    }
}

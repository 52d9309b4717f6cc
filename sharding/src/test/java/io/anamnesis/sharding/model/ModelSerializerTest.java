package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.evaluation.PairedScores;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private static TrainingRequest request(TrainingGoal goal, TrainingRequest.@Nullable Start start) throws Exception {
        return new TrainingRequest(
                "m",
                CriterionText.parse("heart-rate.mean[all] > 0"),
                goal,
                List.of("glucose."),
                TrainingRequest.Strategy.LATE,
                7,
                start);
    }

    @Test
    void a_training_is_asked_for_by_what_it_learns_and_whom_to_answer() throws Exception {
        Moment diagnosed = Moment.of(CriterionText.parse("first(dx:C61)"));
        Moment spread = Moment.of(CriterionText.parse("dx:C79"));
        List<TrainingRequest> requests = List.of(
                request(new TrainingGoal.Label(CriterionText.parse("glucose.mean[all] > 150")), null),
                request(new TrainingGoal.Event(spread, true, diagnosed, 365), new TrainingRequest.Start("rich", 3)),
                request(new TrainingGoal.Event(null, true, diagnosed, 30), null),
                new TrainingRequest(
                        "m",
                        CriterionText.parse("dx:C61"),
                        new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                        List.of(),
                        TrainingRequest.Strategy.EARLY,
                        7,
                        null,
                        new TrainingOptions(0.5, TrainingOptions.ClassWeights.BALANCED)));

        for (TrainingRequest request : requests) {
            ModelMessage.Train train =
                    new ModelMessage.Train(request, Caller.system("test"), system.<ModelMessage>ignoreRef());

            ModelMessage.Train read = (ModelMessage.Train) serializer.fromBinary(serializer.toBinary(train), "train");

            assertThat(serializer.manifest(train)).isEqualTo("train");
            assertThat(read.request()).isEqualTo(request);
            assertThat(read.caller()).isEqualTo(train.caller());
        }
    }

    @Test
    void a_node_of_before_asks_for_what_is_standard() throws Exception {
        TrainingRequest request = request(new TrainingGoal.Label(CriterionText.parse("glucose.mean[all] > 150")), null);
        ObjectNode written = (ObjectNode) WireMappers.cluster()
                .readTree(serializer.toBinary(
                        new ModelMessage.Train(request, Caller.system("test"), system.<ModelMessage>ignoreRef())));
        assertThat(written.remove("options")).isNotNull();

        ModelMessage.Train read =
                (ModelMessage.Train) serializer.fromBinary(WireMappers.cluster().writeValueAsBytes(written), "train");

        assertThat(read.request()).isEqualTo(request);
    }

    @Test
    void a_training_that_no_node_would_ask_for_is_refused_as_one_message() {
        assertThatThrownBy(() -> serializer.fromBinary(
                        WireMappers.cluster()
                                .writeValueAsBytes(new TrainForm(
                                        "m",
                                        CriterionText.parse("dx:C61"),
                                        null,
                                        null,
                                        List.of(),
                                        TrainingRequest.Strategy.LATE,
                                        7,
                                        null,
                                        null,
                                        Caller.system("test"),
                                        "")),
                        "train"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("a label or an event");
    }

    @Test
    void a_training_from_a_folder_is_asked_for_by_where_its_tables_are_staged() throws Exception {
        ActorRef<ModelMessage> asker = system.systemActorOf(Behaviors.ignore(), "trains", Props.empty());
        ModelMessage.TrainFolder train = new ModelMessage.TrainFolder(
                new FolderTraining.Staged("upload:1", "m", List.of("glucose."), "folder: sha256:00", "; left out"),
                Caller.system("test"),
                asker);

        assertThat(serializer.manifest(train)).isEqualTo("train-folder");
        assertThat(serializer.fromBinary(serializer.toBinary(train), "train-folder"))
                .isEqualTo(train);
    }

    @Test
    void a_repetition_is_asked_for_by_version_and_whom_to_answer() throws Exception {
        ActorRef<ModelMessage> asker = system.systemActorOf(Behaviors.ignore(), "repeater", Props.empty());
        ModelMessage.Repeat repeat = new ModelMessage.Repeat("m", 3, Caller.system("test"), asker);

        assertThat(serializer.manifest(repeat)).isEqualTo("repeat");
        assertThat(serializer.fromBinary(serializer.toBinary(repeat), "repeat")).isEqualTo(repeat);
    }

    @Test
    void questions_for_counts_and_their_answers_cross_too() throws NotSerializableException {
        ActorRef<CountsMessage.DriftTold> asker = system.systemActorOf(Behaviors.ignore(), "asker", Props.empty());
        ActorRef<CountsMessage.ShadowTold> looker = system.systemActorOf(Behaviors.ignore(), "looker", Props.empty());
        FusionView.Model model = new FusionView.Model("m", 2, "late", 7);
        List<CountsMessage> messages = List.of(
                new CountsMessage.AskShadow(looker, "dx:C79"),
                new CountsMessage.AskShadow(looker, null),
                new CountsMessage.ShadowTold("n", model, model, 9, 8, 7, List.of(PairedScores.none("yes"))),
                new CountsMessage.ShadowTold("n", model, null, 0, 0, 0, List.of()),
                new CountsMessage.AskDrift(asker),
                new CountsMessage.DriftTold("n", "m", 2, 7, 12, List.of(List.of(3L, 9L), List.of(12L))));

        for (CountsMessage message : messages) {
            assertThat(serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message)))
                    .isEqualTo(message);
        }
        assertThat(messages)
                .extracting(serializer::manifest)
                .containsExactly("ask-shadow", "ask-shadow", "shadow-told", "shadow-told", "ask-drift", "drift-told");
    }

    @Test
    void what_a_newer_node_says_is_no_exception_of_another_kind() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "shiny"))
                .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1}, "told"))
                .isInstanceOf(NotSerializableException.class);
    }
}

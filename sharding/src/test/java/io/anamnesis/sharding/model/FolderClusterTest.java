package io.anamnesis.sharding.model;

import static io.anamnesis.sharding.model.Awaited.answered;
import static io.anamnesis.sharding.model.Awaited.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A folder that reaches a node without the role {@code trainer}, and what becomes of the model that another node makes of it. */
final class FolderClusterTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    private final TestNode.Ports ports = TestNode.Ports.of(new MemoryStorage());
    private final TestNode one = TestNode.single(ports);
    private final TestNode edge = TestNode.joining(one, ports, "akka.cluster.roles = [edge]");

    @AfterEach
    void stop() {
        edge.close();
        one.close();
    }

    private QueryResult<Job> train(TestNode through, TrainingFolder folder, List<String> exclude) {
        List<String> names = ((TrainingFolder.Classes) folder.outcomes()).names();
        TrainingRequest request = new TrainingRequest(
                "from-tables",
                null,
                new TrainingGoal.Classes(names),
                exclude,
                TrainingRequest.Strategy.LATE,
                7,
                null,
                TrainingOptions.STANDARD);
        return done(through.models.train(request, folder, TestNode.CALLER));
    }

    private Job ended(Job begun) {
        await().atMost(LONG).until(() -> job(begun).isOver());
        return job(begun);
    }

    private Job job(Job wanted) {
        return done(one.models.jobs(TestNode.CALLER)).stream()
                .filter(job -> job.id().equals(wanted.id()))
                .findFirst()
                .orElse(wanted);
    }

    private void promote(String alias, int version) {
        answered(done(one.models.promote(alias, "from-tables", version, "to be looked at", TestNode.CALLER)));
    }

    private FusionView fusion(PatientId patient) {
        PatientReply reply = one.ask(new PatientCommand.GetFusion(patient, TestNode.CALLER, null));
        return ((PatientReply.Fusion) reply).fusion();
    }

    @Test
    void it_is_trained_where_trainings_are_and_scores_watches_and_drifts_as_any_other() {
        // Given a patient with a number that the folder has a column of
        PatientId patient = new PatientId("p-1");
        assertThat(one.record(Messages.wearable(
                        patient, "m-1", "heart-rate", "/min", "d-1", 1, new long[] {1}, new double[] {95})))
                .isInstanceOf(PatientReply.Accepted.class);
        TrainingFolder folder = Tables.classes(240, "no", "yes");

        // When the node that does not train is sent the folder
        await().atMost(LONG).until(() -> train(edge, folder, List.of()) instanceof QueryResult.Answered);
        Job job = ended(answered(train(edge, folder, List.of("genomics."))));

        // Then another one trains
        assertThat(job.state()).as(String.valueOf(job.outcome())).isEqualTo(Job.State.DONE);
        assertThat(job.node())
                .isEqualTo(Cluster.get(one.system).selfMember().address().hostPort());
        assertThat(answered(done(one.models.find("from-tables", 2, TestNode.CALLER)))
                        .features())
                .isEqualTo(1);

        // And both versions serve, one beside the other
        promote(Promotion.CHAMPION, 1);
        promote(Promotion.CHALLENGER, 2);
        await().atMost(LONG).untilAsserted(() -> {
            FusionView view = fusion(patient);
            assertThat(view.model().name()).isEqualTo("from-tables");
            FusionView.Score score = requireNonNull(view.score());
            assertThat(score.values()).extracting(FusionView.Score.Value::name).containsExactly("no", "yes");
            assertThat(score.values().get(1).value()).isGreaterThan(0.5);
            assertThat(requireNonNull(view.challenger()).model().version()).isEqualTo(2);
            assertThat(view.cohort())
                    .isEqualTo(FusionView.Cohort.unknown(requireNonNull(ModelCohort.OF_FOLDER.unknown())));
        });
        await().atMost(LONG).untilAsserted(() -> {
            ShadowView shadow = answered(done(one.models.shadow(null, TestNode.CALLER)));
            assertThat(shadow.patients()).isEqualTo(1);
            assertThat(shadow.both()).isEqualTo(1);
        });
        DriftView drift = done(one.models.drift(TestNode.CALLER));
        assertThat(drift.series()).extracting(DriftView.Series::name).contains(Tables.HEART, "yes");
    }

    @Test
    void what_nothing_can_be_learned_from_is_refused_at_once() {
        QueryResult<Job> refused = train(edge, Tables.classes(240, "no", "yes"), List.of("hart"));

        Rejection rejection = ((QueryResult.Refused<Job>) refused).rejection();
        assertThat(Objects.requireNonNull(rejection.detail()))
                .contains("Nothing can be learned from the folder: no number begins with 'hart'");
    }
}

package io.anamnesis.sharding.model;

import static io.anamnesis.sharding.model.Awaited.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From messages of studies a year apart over a training to what is shown of a patient. Of every second patient glucose is high. */
final class EarlierClusterTest {
    private static final int PATIENTS = 120;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Instant LATEST = Messages.START;
    private static final Instant YEAR_BEFORE = LATEST.minus(365, ChronoUnit.DAYS);

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode node = TestNode.single(TestNode.Ports.of(storage));

    @AfterEach
    void stop() {
        node.close();
    }

    private static PatientId patient(int i) {
        return new PatientId("p-%03d".formatted(i));
    }

    private static ModalityMessage study(int i, String uid, Instant at, double volume) {
        return new ModalityMessage(
                new MessageId("i-" + uid),
                patient(i),
                new Source("pacs", null),
                at,
                at,
                1,
                Set.of(),
                new Payload.ImagingPayload(
                        new ImagingStudy(uid, uid + ".1", "CT", "CHEST", Map.of("volume-mm3", volume), null)),
                Map.of());
    }

    private void fill() {
        Random random = new Random(9);
        for (int i = 0; i < PATIENTS; i++) {
            boolean high = i % 2 == 0;
            double then = 100 + (high ? 20 : -20) + 10 * random.nextGaussian();
            List<ModalityMessage> messages = List.of(
                    study(i, "1.2." + i + ".2", LATEST, 100 + 20 * random.nextGaussian()),
                    study(i, "1.2." + i + ".1", YEAR_BEFORE, then),
                    Messages.wearable(patient(i), "g-" + i, "glucose", "mg/dL", "d-1", i, new long[] {i}, new double[] {
                        high ? 200 : 100
                    }));
            messages.forEach(message -> assertThat(node.record(message)).isInstanceOf(PatientReply.Accepted.class));
        }
    }

    private long stored() throws Exception {
        long stored = 0;
        for (int slice = 0; slice < 16; slice++) {
            stored += done(storage.digests().scan(slice, null, 10_000)).stream()
                    .filter(digest -> digest.parts().containsKey(Modality.WEARABLES))
                    .map(digest -> digest.parts().get(Modality.IMAGING))
                    .filter(imaging -> imaging != null && imaging.earlier().size() == 1)
                    .count();
        }
        return stored;
    }

    private Job job(String id) throws Exception {
        return done(node.models.jobs(TestNode.CALLER)).stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_patient_is_shown_how_much_the_study_of_a_year_before_counted() throws Exception {
        // Given
        fill();
        await().atMost(LONG).until(() -> stored() == PATIENTS);
        TrainingRequest request = new TrainingRequest(
                "high",
                CriterionText.parse("glucose.mean[all] > 0"),
                new TrainingGoal.Label(CriterionText.parse("glucose.mean[all] > 150")),
                List.of("glucose."),
                TrainingRequest.Strategy.ATTENTION,
                7,
                null);

        // When
        Job begun = ((QueryResult.Answered<Job>) done(node.models.train(request, TestNode.CALLER))).answer();
        // the job may be told of a moment after it was taken on
        await().atMost(LONG).until(() -> done(node.models.jobs(TestNode.CALLER)).stream()
                .anyMatch(job -> job.id().equals(begun.id()) && job.isOver()));
        assertThat(job(begun.id()).state()).as(job(begun.id()).outcome()).isEqualTo(Job.State.DONE);
        done(node.models.promote(Promotion.CHAMPION, "high", 1, "it looks back", TestNode.CALLER));

        // Then
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(fusion(4).model().strategy()).isEqualTo("attention"));
        for (int i : List.of(4, 5)) {
            FusionView.Attention imaging = fusion(i).attention().get(0);
            assertThat(imaging.modality()).isEqualTo(Modality.IMAGING);
            assertThat(imaging.share()).isBetween(0.9999, 1.0001);
            assertThat(imaging.times()).extracting(FusionView.Time::kind).containsExactly("now", "study");
            FusionView.Time then = imaging.times().get(1);
            assertThat(then.id()).isEqualTo("1.2." + i + ".1");
            assertThat(then.until()).isEqualTo(YEAR_BEFORE);
            assertThat(then.share()).isGreaterThan(imaging.times().get(0).share());
        }
    }

    private FusionView fusion(int i) {
        PatientReply reply = node.ask(new PatientCommand.GetFusion(patient(i), TestNode.CALLER, null));
        return ((PatientReply.Fusion) reply).fusion();
    }
}

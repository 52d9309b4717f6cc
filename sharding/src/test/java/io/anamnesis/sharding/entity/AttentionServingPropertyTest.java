package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.profile.AnyMessages;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.RandomAttention;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of a live patient's fusion by attention. */
@Domain(AnyMessages.class)
@Domain(DomainContext.Global.class)
final class AttentionServingPropertyTest {
    private static final ActiveModels MODELS = new ActiveModels(
            RandomAttention.of(ShardingSettings.from(ConfigFactory.load()).fusion(), 3));
    private static final Fusing FUSING = new Fusing(MODELS);

    @Property(tries = 100)
    void shares_add_up_to_one_over_what_is_there_and_so_do_probabilities(@ForAll List<ModalityMessage> messages) {
        FusionView view = FUSING.view(Messages.folded(messages));

        assertThat(view.attention().stream()
                        .mapToDouble(FusionView.Attention::share)
                        .sum())
                .isEqualTo(1, within(1e-5));
        assertThat(view.attention())
                .hasSize(Modality.values().length - view.missing().size());
        assertThat(view.attention()).allMatch(each -> !each.firstObservedAt().isAfter(each.lastObservedAt()));
        assertThat(Objects.requireNonNull(view.score()).values().stream()
                        .mapToDouble(FusionView.Score.Value::value)
                        .sum())
                .isEqualTo(1, within(1e-5));
        assertThat(view.model().strategy()).isEqualTo("attention");
    }

    @Property(tries = 100)
    void a_modality_taken_from_the_digest_is_one_that_never_came(
            @ForAll List<ModalityMessage> messages, @ForAll Modality modality) {
        ProfileViews all = Messages.folded(messages);
        ProfileViews never = Messages.folded(messages.stream()
                .filter(message -> message.modality() != modality)
                .toList());
        ServedPass pass = MODELS.champion().pass();
        pass.run(without(PatientNumbers.of(all.digest(all.profile(), 0)), modality));
        float[] taken = pass.fused();
        float score = pass.result().score(0);

        pass.run(PatientNumbers.of(never.digest(never.profile(), 0)));

        assertThat(taken).isEqualTo(pass.fused());
        assertThat(score).isEqualTo(pass.result().score(0));
    }

    private static PatientNumbers without(PatientNumbers patient, Modality missing) {
        return new PatientNumbers() {
            @Override
            public boolean present(Modality modality) {
                return modality != missing && patient.present(modality);
            }

            @Override
            public double number(Modality modality, String name) {
                return modality == missing ? Double.NaN : patient.number(modality, name);
            }

            @Override
            public double lastObserved(Modality modality) {
                return modality == missing ? Double.NaN : patient.lastObserved(modality);
            }
        };
    }

    @Property(tries = 100)
    void the_index_makes_the_same_vector_of_the_digest_and_order_changes_nothing(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        ProfileViews views = Messages.folded(messages);
        ServedPass pass = MODELS.champion().pass();
        pass.run(PatientNumbers.of(views.digest(views.profile(), 0)));
        List<Float> vector = new ArrayList<>();
        for (float each : pass.fused()) {
            vector.add(each);
        }
        List<ModalityMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);

        assertThat(FUSING.view(views).vector()).isEqualTo(vector);
        assertThat(FUSING.view(Messages.folded(shuffled)).vector()).isEqualTo(vector);
    }
}

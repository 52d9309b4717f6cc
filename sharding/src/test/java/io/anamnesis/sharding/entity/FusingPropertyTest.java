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
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(AnyMessages.class)
@Domain(DomainContext.Global.class)
final class FusingPropertyTest {
    private static final ActiveModels MODELS = new ActiveModels(
            ShardingSettings.from(ConfigFactory.load()).fusion().defaultModel());
    private static final Fusing FUSING = new Fusing(MODELS);

    @Property(tries = 150)
    void shares_add_up_to_one_over_what_is_there(@ForAll List<ModalityMessage> messages) {
        FusionView view = FUSING.view(Messages.folded(messages));
        Set<Modality> sent = messages.stream().map(ModalityMessage::modality).collect(Collectors.toSet());

        assertThat(view.attention().stream()
                        .mapToDouble(FusionView.Attention::share)
                        .sum())
                .isEqualTo(1, within(1e-5));
        assertThat(view.attention())
                .extracting(FusionView.Attention::modality)
                .containsExactlyInAnyOrderElementsOf(sent);
        Set<Modality> rest = new HashSet<>(Set.of(Modality.values()));
        rest.removeAll(sent);
        assertThat(view.missing()).containsExactlyInAnyOrderElementsOf(rest);
        assertThat(view.score()).isNull();
        assertThat(view.withoutScore()).isNotBlank();
    }

    @Property(tries = 150)
    void any_order_and_repetition_of_messages_fuses_to_the_same(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> other = new ArrayList<>(messages);
        other.addAll(messages.subList(0, random.nextInt(messages.size() + 1)));
        Collections.shuffle(other, random);

        FusionView one = FUSING.view(Messages.folded(messages));
        FusionView two = FUSING.view(Messages.folded(other));

        assertThat(two.vector()).isEqualTo(one.vector());
        assertThat(two.attention()).isEqualTo(one.attention());
        assertThat(two.inputs()).hasSameSizeAs(one.inputs());
        for (int i = 0; i < one.inputs().size(); i++) {
            assertThat(two.inputs().get(i).features())
                    .isEqualTo(one.inputs().get(i).features());
            assertThat(two.inputs().get(i).messageIds())
                    .containsExactlyInAnyOrderElementsOf(one.inputs().get(i).messageIds());
        }
    }

    @Property(tries = 150)
    void a_modality_that_is_there_changes_what_the_others_give_by_its_weight_only(
            @ForAll List<ModalityMessage> messages, @ForAll Modality modality) {
        // Given the same patient with and without the modality's messages
        List<ModalityMessage> without = messages.stream()
                .filter(message -> message.modality() != modality)
                .toList();
        FusionView never = FUSING.view(Messages.folded(without));
        FusionView with = FUSING.view(Messages.folded(messages));

        // Then what goes in of the others is the same, and their shares keep their proportions
        assertThat(with.inputs().stream()
                        .filter(input -> input.modality() != modality)
                        .map(FusionView.Input::features))
                .containsExactlyElementsOf(
                        never.inputs().stream().map(FusionView.Input::features).toList());
        double left = with.attention().stream()
                .filter(each -> each.modality() != modality)
                .mapToDouble(FusionView.Attention::share)
                .sum();
        for (FusionView.Attention each : never.attention()) {
            double share = with.attention().stream()
                    .filter(other -> other.modality() == each.modality())
                    .mapToDouble(FusionView.Attention::share)
                    .sum();
            assertThat(share).isEqualTo(each.share() * left, within(1e-5));
        }
    }

    @Property(tries = 100)
    void a_modality_taken_from_the_numbers_is_one_that_never_came(
            @ForAll List<ModalityMessage> messages, @ForAll Modality modality) {
        Map<Modality, Map<String, Double>> numbers =
                new HashMap<>(ProfileViews.numbers(Messages.folded(messages).profile()));
        numbers.remove(modality);
        ServedPass pass = MODELS.champion().pass();
        pass.run(PatientNumbers.of(numbers));
        float[] taken = pass.fused();

        pass.run(PatientNumbers.of(ProfileViews.numbers(Messages.folded(messages.stream()
                        .filter(message -> message.modality() != modality)
                        .toList())
                .profile())));
        assertThat(taken).isEqualTo(pass.fused());
    }

    @Property(tries = 100)
    void the_index_makes_the_same_vector_of_the_digest(@ForAll List<ModalityMessage> messages) {
        ProfileViews views = Messages.folded(messages);
        ServedPass pass = MODELS.champion().pass();
        pass.run(PatientNumbers.of(views.digest(views.profile(), 0)));

        List<Float> vector = new ArrayList<>();
        for (float each : pass.fused()) {
            vector.add(each);
        }
        assertThat(FUSING.view(views).vector()).isEqualTo(vector);
    }

    @Property(tries = 100)
    void what_is_named_as_the_source_was_sent(@ForAll List<ModalityMessage> messages) {
        Set<String> sent = messages.stream().map(each -> each.id().value()).collect(Collectors.toSet());
        FUSING.view(Messages.folded(messages)).inputs().forEach(input -> assertThat(input.messageIds())
                .doesNotHaveDuplicates()
                .isSubsetOf(sent));
    }
}

package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.fusion.Allocation;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.profile.YearsOfMessages;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.FusionSettings;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.RandomAttention;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** What holds of attention that looks at earlier studies and days of a live patient. */
@Domain(YearsOfMessages.class)
@Domain(DomainContext.Global.class)
final class EarlierServingPropertyTest {
    private static final FusionSettings SETTINGS =
            ShardingSettings.from(ConfigFactory.load()).fusion();
    private static final ActiveModels MODELS = new ActiveModels(RandomAttention.of(SETTINGS, 3, 3));
    private static final Fusing FUSING = new Fusing(MODELS);

    private static List<ModalityMessage> threeStudiesAndTenWeeks() {
        List<ModalityMessage> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(YearsOfMessages.study(i, 30 * i, 1, Map.of("shape-volume-mm3", 1_000.0 * (i + 1))));
        }
        for (int i = 0; i < 70; i++) {
            messages.add(YearsOfMessages.glucose(i, 100 + i));
        }
        return messages;
    }

    private static FusionView.Attention of(FusionView view, Modality modality) {
        return view.attention().stream()
                .filter(each -> each.modality() == modality)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_view_says_which_study_and_which_days_counted_how_much() {
        FusionView view = FUSING.view(Messages.folded(threeStudiesAndTenWeeks()));

        FusionView.Attention imaging = of(view, Modality.IMAGING);
        assertThat(imaging.times()).extracting(FusionView.Time::kind).containsExactly("now", "study", "study");
        assertThat(imaging.times()).extracting(FusionView.Time::id).containsExactly(null, "1.2.1", "1.2.0");
        assertThat(imaging.times())
                .extracting(FusionView.Time::until)
                .containsExactly(YearsOfMessages.day(60), YearsOfMessages.day(30), YearsOfMessages.day(0));
        FusionView.Attention wearables = of(view, Modality.WEARABLES);
        assertThat(wearables.times()).extracting(FusionView.Time::kind).containsExactly("now", "window", "window");
        assertThat(wearables.times().get(1).from()).isEqualTo(YearsOfMessages.day(41));
        assertThat(wearables.times().get(1).until()).isEqualTo(YearsOfMessages.day(55));
        assertThat(view.attention()).allSatisfy(each -> assertThat(each.times())
                .allSatisfy(time -> assertThat(time.share()).isPositive()));
        assertThat(view.summary().attention()).isEqualTo(view.attention());
    }

    @Property(tries = 100)
    void shares_add_up_to_one_over_all_that_was_looked_at(@ForAll List<ModalityMessage> messages) {
        FusionView view = FUSING.view(Messages.folded(messages));

        double sum = 0;
        for (FusionView.Attention each : view.attention()) {
            double share =
                    each.times().stream().mapToDouble(FusionView.Time::share).sum();
            assertThat(each.share()).isEqualTo(share, within(1e-5));
            assertThat(each.times().get(0).kind()).isEqualTo(FusionView.Time.NOW);
            assertThat(each.times().size()).isBetween(1, 3);
            sum += share;
        }
        assertThat(sum).isEqualTo(1, within(1e-5));
    }

    @Property(tries = 100)
    void entity_digest_and_index_make_the_same_and_order_changes_nothing(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        ProfileViews views = Messages.folded(messages);
        FusionView view = FUSING.view(views);
        ServedPass pass = MODELS.champion().pass();
        PatientColumns columns = new PatientColumns();
        int row = columns.apply(views.digest(views.profile(), 0)).row();

        FusionView other = FUSING.view(Messages.folded(shuffled));
        assertThat(other.vector()).isEqualTo(view.vector());
        assertThat(other.attention()).isEqualTo(view.attention());
        pass.run(PatientNumbers.of(views.digest(views.profile(), 0)));
        assertThat(view.vector()).isEqualTo(boxed(pass));
        pass.run(PatientNumbers.of(columns, row));
        assertThat(view.vector()).isEqualTo(boxed(pass));
    }

    @Property(tries = 100)
    void the_oldest_study_without_its_messages_never_was(@ForAll List<ModalityMessage> messages) {
        ProfileViews all = Messages.folded(messages);
        List<Occasion> studies = all.earlier().getOrDefault(Modality.IMAGING, List.of());
        if (studies.isEmpty() || studies.size() > 2) {
            return;
        }
        Occasion gone = studies.get(studies.size() - 1);
        ServedPass pass = MODELS.champion().pass();
        pass.run(without(PatientNumbers.of(all.digest(all.profile(), 0)), gone));
        List<Float> taken = boxed(pass);

        ProfileViews never = Messages.folded(messages.stream()
                .filter(message -> !(message.payload() instanceof Payload.ImagingPayload imaging
                        && imaging.study().studyInstanceUid().equals(gone.id())))
                .toList());

        assertThat(never.earlier().get(Modality.IMAGING)).isEqualTo(studies.subList(0, studies.size() - 1));
        // counts of studies and series of what holds now know of it; the vector of the occasions alone must not
        PatientNumbers left = PatientNumbers.of(never.digest(never.profile(), 0));
        pass.run(counting(left, PatientNumbers.of(all.digest(all.profile(), 0))));
        assertThat(boxed(pass)).isEqualTo(taken);
    }

    @Property(tries = 100)
    void a_modality_taken_away_with_all_its_occasions_never_came(
            @ForAll List<ModalityMessage> messages, @ForAll Modality modality) {
        ProfileViews all = Messages.folded(messages);
        ProfileViews never = Messages.folded(messages.stream()
                .filter(message -> message.modality() != modality)
                .toList());
        Map<Modality, Digest.Part> parts =
                new EnumMap<>(all.digest(all.profile(), 0).parts());
        parts.remove(modality);
        ServedPass pass = MODELS.champion().pass();
        pass.run(PatientNumbers.of(new Digest(Messages.PATIENT, 0, 1, parts)));
        List<Float> taken = boxed(pass);

        pass.run(PatientNumbers.of(never.digest(never.profile(), 0)));

        assertThat(boxed(pass)).isEqualTo(taken);
    }

    /** The same but for an earlier study. */
    private static PatientNumbers without(PatientNumbers patient, Occasion gone) {
        return new Other(patient, patient) {
            @Override
            public List<Occasion> earlier(Modality modality) {
                return super.earlier(modality).stream()
                        .filter(each -> !each.equals(gone))
                        .toList();
            }
        };
    }

    private static PatientNumbers counting(PatientNumbers earlier, PatientNumbers now) {
        return new Other(earlier, now);
    }

    private static class Other implements PatientNumbers {
        private final PatientNumbers earlier;
        private final PatientNumbers now;

        Other(PatientNumbers earlier, PatientNumbers now) {
            this.earlier = earlier;
            this.now = now;
        }

        @Override
        public boolean present(Modality modality) {
            return now.present(modality);
        }

        @Override
        public double number(Modality modality, String name) {
            return now.number(modality, name);
        }

        @Override
        public double lastObserved(Modality modality) {
            return now.lastObserved(modality);
        }

        @Override
        public List<Occasion> earlier(Modality modality) {
            return earlier.earlier(modality);
        }
    }

    @Test
    void a_model_that_was_taught_with_one_token_a_modality_is_given_one() {
        ProfileViews views = Messages.folded(threeStudiesAndTenWeeks());
        Fusing one = new Fusing(new ActiveModels(RandomAttention.of(SETTINGS, 3)));

        FusionView view = one.view(views);

        assertThat(view.attention()).isNotEmpty().allSatisfy(each -> assertThat(each.times())
                .isEmpty());
        ServedPass pass = RandomAttention.of(SETTINGS, 3).pass();
        PatientNumbers now = PatientNumbers.of(views.digest(views.profile(), 0));
        pass.run(new Other(PatientNumbers.of(Map.of()), now));
        assertThat(view.vector()).isEqualTo(boxed(pass));
    }

    @Test
    void a_pass_over_several_tokens_allocates_nothing() {
        ProfileViews views = Messages.folded(threeStudiesAndTenWeeks());
        PatientNumbers patient = PatientNumbers.of(views.digest(views.profile(), 0));
        ServedPass pass = MODELS.champion().pass();

        Allocation.assertSettlesAtNothing(() -> pass.run(patient));

        assertThat(pass.tokens()).isEqualTo(6);
    }

    private static List<Float> boxed(ServedPass pass) {
        List<Float> values = new ArrayList<>();
        for (float each : pass.fused()) {
            values.add(each);
        }
        return values;
    }
}

package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(AnyMessages.class)
@Domain(DomainContext.Global.class)
final class ProfilePropertyTest {
    private static Profile fold(List<ModalityMessage> messages) {
        Profile profile = new Profile(Messages.settings());
        long seq = 0;
        for (ModalityMessage message : messages) {
            profile.apply(Messages.event(++seq, message));
        }
        return profile;
    }

    @Property(tries = 300)
    void any_permutation_and_duplication_gives_the_same_profile(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> other = new ArrayList<>(messages);
        other.addAll(messages.subList(0, random.nextInt(messages.size() + 1)));
        Collections.shuffle(other, random);

        assertThat(Shown.of(fold(other))).isEqualTo(Shown.of(fold(messages)));
    }

    @Property(tries = 150)
    void a_snapshot_taken_anywhere_changes_nothing(@ForAll List<ModalityMessage> messages, @ForAll Random random) {
        int cut = random.nextInt(messages.size() + 1);
        Profile before = fold(messages.subList(0, cut));
        Profile after =
                Objects.requireNonNull(ProfileSnapshot.read(Messages.settings(), ProfileSnapshot.write(before)));
        assertThat(new ProfileViews(Messages.PATIENT, after).profile())
                .isEqualTo(new ProfileViews(Messages.PATIENT, before).profile());
        long seq = cut;
        for (ModalityMessage message : messages.subList(cut, messages.size())) {
            after.apply(Messages.event(++seq, message));
        }
        assertThat(Shown.of(after)).isEqualTo(Shown.of(fold(messages)));
    }
}

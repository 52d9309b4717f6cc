package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.PatientReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

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

    @Test
    void raw_text_lies_apart_in_a_snapshot_and_one_without_it_is_no_snapshot() {
        Map<String, byte[]> slices = ProfileSnapshot.write(fold(List.of(Messages.glucose("g", 1, 100))));
        assertThat(slices).containsKeys("raw-text-notes", "raw-text-clinical");
        Map<String, byte[]> withheld = new HashMap<>(slices);
        withheld.keySet().removeIf(name -> name.startsWith("raw-text-"));

        assertThat(ProfileSnapshot.read(Messages.settings(), slices)).isNotNull();
        assertThat(ProfileSnapshot.read(Messages.settings(), withheld)).isNull();
    }

    @Property(tries = 200)
    void letting_go_of_samples_and_bringing_them_back_changes_nothing_not_even_a_count(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> all = new ArrayList<>(messages);
        // from here on everything else lies behind the horizon
        all.add(random.nextInt(all.size() + 1), Messages.glucose("much-later", 60 * 24 * 60, 100));
        List<MessageRecorded> journal = new ArrayList<>();
        Profile frugal = new Profile(freezingAtOnce());
        for (ModalityMessage message : all) {
            MessageRecorded event = Messages.event(journal.size() + 1, message);
            journal.add(event);
            Change change = frugal.apply(event);
            WindowRefold refold = new WindowRefold(frugal, change.frozen());
            journal.forEach(refold::show);
            frugal.thaw(refold, change);
            if (random.nextBoolean()) {
                frugal.freeze();
            }
        }
        Profile whole = fold(all);
        assertThat(new ProfileViews(Messages.PATIENT, frugal).profile())
                .isEqualTo(new ProfileViews(Messages.PATIENT, whole).profile());
        assertThat(windows(frugal)).isEqualTo(windows(whole));
    }

    private static List<PatientReply.Windows> windows(Profile profile) {
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        return Stream.of("glucose", "heart-rate")
                .map(metric -> views.windows(metric, Instant.MIN, Instant.MAX, 10_000))
                .toList();
    }

    private static ProfileSettings freezingAtOnce() {
        ProfileSettings usual = Messages.settings();
        return new ProfileSettings(
                usual.catalogue(),
                usual.zone(),
                usual.latenessHorizon(),
                0,
                usual.futureTolerance(),
                usual.maxMessages(),
                usual.maxSeries(),
                usual.maxItems(),
                usual.maxIndexElements(),
                usual.maxIndexVectors(),
                usual.maxEarlier(),
                usual.genePanel());
    }
}

package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.sharding.profile.AnyMessages;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileSnapshot;
import io.anamnesis.sharding.profile.Shown;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.BeforeTry;

@Domain(AnyMessages.class)
@Domain(DomainContext.Global.class)
final class RecoveryPropertyTest {
    private static final Instant NOW = Messages.START.plusSeconds(86_400 * 500L);
    private static final Duration HORIZON = Duration.ofHours(1);

    private MemoryStorage storage = new MemoryStorage();

    /** All tries of a property share one instance of this class, and must not share a journal. */
    @BeforeTry
    void emptyStorage() {
        storage = new MemoryStorage();
    }

    private Recovered recover() {
        return new Recovery(
                        Messages.PATIENT,
                        new JournalReader(storage.journal(), 3, Runnable::run),
                        storage.profiles(),
                        Messages.settings(),
                        HORIZON)
                .recover(NOW)
                .toCompletableFuture()
                .join();
    }

    /** Writes messages as one writer, numbers from {@code seq} on; the mark stays open. */
    private static void write(PatientJournal journal, WriterId writer, long firstSeq, List<ModalityMessage> messages) {
        journal.mark(Messages.PATIENT, new WriterMark(writer, firstSeq, firstSeq - 1, NOW, false))
                .toCompletableFuture()
                .join();
        long seq = firstSeq;
        for (ModalityMessage message : messages) {
            MessageRecorded event = new MessageRecorded(seq++, writer, NOW, message);
            journal.append(Messages.PATIENT, List.of(EventCodec.toEntry(event)))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Profile fold(List<ModalityMessage> messages) {
        Profile profile = new Profile(Messages.settings());
        long seq = 0;
        for (ModalityMessage message : messages) {
            profile.apply(Messages.event(++seq, message));
        }
        return profile;
    }

    @Property(tries = 300)
    void any_split_and_duplication_over_two_writers_gives_the_same_profile(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> one = new ArrayList<>();
        List<ModalityMessage> two = new ArrayList<>();
        for (ModalityMessage message : messages) {
            int side = random.nextInt(3);
            if (side != 1) {
                one.add(message);
            }
            if (side != 0) {
                two.add(message);
            }
        }
        Collections.shuffle(one, random);
        Collections.shuffle(two, random);
        write(storage.journal(), new WriterId("w-b"), 1, one);
        write(storage.journal(), new WriterId("w-a"), 1 + random.nextInt(one.size() + 1), two);

        Recovered recovered = recover();

        assertThat(Shown.of(recovered.profile())).isEqualTo(Shown.of(fold(messages)));
        assertThat(Shown.of(recover().profile())).isEqualTo(Shown.of(recovered.profile()));
    }

    @Property(tries = 300)
    void a_snapshot_and_what_lands_behind_it_miss_nothing(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        int cut = random.nextInt(messages.size() + 1);
        int zombies = cut == 0 ? 0 : random.nextInt(cut);
        WriterId living = new WriterId("w-1");
        WriterId zombie = new WriterId("w-2");
        write(storage.journal(), living, 1, messages.subList(zombies, cut));
        Recovered before = recover();
        Map<String, byte[]> slices = new HashMap<>(ProfileSnapshot.write(before.profile()));
        slices.put(Recovery.POSITION_SLICE, before.position().toBytes());
        storage.profiles()
                .save(Messages.PATIENT, new StoredProfile(before.position().seq(), slices))
                .toCompletableFuture()
                .join();
        // a writer that nobody saw, whose events land among those that the snapshot holds
        write(storage.journal(), zombie, 1, messages.subList(0, zombies));
        write(
                storage.journal(),
                new WriterId("w-3"),
                before.position().seq() + 1,
                messages.subList(cut, messages.size()));

        assertThat(Shown.of(recover().profile())).isEqualTo(Shown.of(fold(messages)));
    }
}

package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.port.Quarantined.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every quarantine keeps to. */
public interface QuarantineStoreContract {
    QuarantineStore quarantine();

    /** A day of one's own for each test. */
    private static LocalDate day() {
        return LocalDate.of(2000, 1, 1).plusDays(new Random().nextInt(9_000));
    }

    private static Quarantined entry(LocalDate day, int number) {
        return new Quarantined(
                day + "-" + String.format("%032x", number * 0x9e3779b97f4a7c15L),
                Instant.parse("2026-03-01T08:15:00.250Z"),
                Samples.patient(),
                "bench",
                "glucose-range",
                "/payload/samples/0/value",
                "outside 10 to 1000",
                JsonNodeFactory.instance.objectNode().put("id", "m-" + number).put("text", "x".repeat(3_000)),
                State.OPEN,
                null,
                null);
    }

    @Test
    default void an_entry_comes_back_as_it_was_saved_and_then_as_it_was_settled() {
        // Given
        Quarantined saved = entry(day(), 1);
        await(quarantine().save(saved));
        assertThat(await(quarantine().find(saved.id()))).contains(saved);

        // When
        Quarantined settled = saved.settled(State.REPLAYED, Instant.parse("2026-03-02T00:00:00Z"), "u-1");
        await(quarantine().save(settled));

        // Then
        assertThat(await(quarantine().find(saved.id()))).contains(settled);
    }

    @Test
    default void a_note_that_was_kept_aside_comes_back_whole() {
        // Given
        Quarantined plain = entry(day(), 2);
        ObjectNode note = JsonNodeFactory.instance.objectNode().put("modality", "notes");
        note.putObject("payload").put("noteId", 7).put("text", "No fever.").put("date", "2020");
        Quarantined saved = new Quarantined(
                plain.id(),
                plain.receivedAt(),
                plain.patient(),
                plain.sourceSystem(),
                "changed-type",
                "/payload/noteId",
                "expected text",
                note,
                State.OPEN,
                null,
                null);

        // When
        await(quarantine().save(saved));
        await(quarantine().save(saved.settled(State.DISCARDED, Instant.parse("2026-03-02T00:00:00Z"), "u-1")));

        // Then
        assertThat(await(quarantine().find(saved.id())).orElseThrow().document())
                .isEqualTo(note);
    }

    @Test
    default void what_is_not_there_or_no_id_is_not_found() {
        assertThat(await(quarantine().find(entry(day(), 99).id()))).isEmpty();
        assertThat(await(quarantine().find("nonsense"))).isEmpty();
        assertThat(await(quarantine().find("2026-02-30-" + "0".repeat(32)))).isEmpty();
    }

    @Test
    default void a_day_is_paged_in_the_order_of_ids_without_gap_or_repeat() {
        // Given
        LocalDate day = day();
        List<Quarantined> saved = IntStream.range(0, 60)
                .mapToObj(number -> entry(day, number))
                .sorted(java.util.Comparator.comparing(Quarantined::id))
                .toList();
        saved.forEach(each -> await(quarantine().save(each)));
        List<Quarantined> listed =
                saved.stream().map(Quarantined::withoutDocument).toList();
        await(quarantine().save(entry(day.plusDays(1), 7)));

        // When
        List<Quarantined> first = await(quarantine().page(day, null, 25));
        List<Quarantined> second = await(quarantine().page(day, first.get(24).id(), 25));
        List<Quarantined> third = await(quarantine().page(day, second.get(24).id(), 25));

        // Then
        assertThat(first).isEqualTo(listed.subList(0, 25));
        assertThat(second).isEqualTo(listed.subList(25, 50));
        assertThat(third).isEqualTo(listed.subList(50, 60));
        assertThat(await(quarantine().page(day, saved.get(59).id(), 25))).isEmpty();
    }

    @Test
    default void a_page_has_a_limit() {
        assertThatThrownBy(() -> await(quarantine().page(day(), null, 0))).isInstanceOf(IllegalArgumentException.class);
    }
}

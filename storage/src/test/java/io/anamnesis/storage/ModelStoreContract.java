package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.port.ModelStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of models keeps to. */
public interface ModelStoreContract {
    Instant AT = Instant.parse("2026-03-01T08:15:00.250Z");

    ModelStore models();

    private static String name() {
        return "m-" + UUID.randomUUID();
    }

    private static ModelArtefact artefact(int seed) {
        return new ModelArtefact(new byte[] {(byte) seed, 1, 2, 3});
    }

    private static ModelVersion version(String name, int version) {
        return ModelVersion.of(
                name,
                version,
                "late",
                "u-1",
                AT,
                "dx:C71.9 of 2026-03-01, 120 patients",
                42,
                Map.of("auroc", 0.75, "brier", 0.125),
                Map.of("seed", "20"),
                artefact(version));
    }

    @Test
    default void a_version_and_its_artefact_come_back_as_they_were_added() {
        // Given
        String name = name();
        assertThat(await(models().find(name, 1))).isEmpty();
        assertThat(await(models().artefact(name, 1))).isEmpty();

        // When
        boolean added = await(models().add(version(name, 1), artefact(1)));

        // Then
        assertThat(added).isTrue();
        assertThat(await(models().find(name, 1))).contains(version(name, 1));
        assertThat(await(models().artefact(name, 1))).contains(artefact(1));
    }

    @Test
    default void what_a_version_was_trained_on_comes_back_part_by_part() {
        String name = name();
        byte[] large = new byte[ModelStore.MAX_DATA_PART_BYTES];
        large[7] = 7;
        assertThat(await(models().data(name, 1, 0))).isEmpty();

        await(models().keepData(name, 1, 0, ByteBuffer.wrap(new byte[] {1, 2})));
        await(models().keepData(name, 1, 1, ByteBuffer.wrap(large)));
        await(models().keepData(name, 1, 0, ByteBuffer.wrap(new byte[] {3})));

        assertThat(await(models().data(name, 1, 0))).contains(ByteBuffer.wrap(new byte[] {3}));
        assertThat(await(models().data(name, 1, 1))).contains(ByteBuffer.wrap(large));
        assertThat(await(models().data(name, 2, 0))).isEmpty();
        assertThatThrownBy(() -> models().keepData(name, 1, 0, ByteBuffer.wrap(new byte[large.length + 1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1048576 bytes, here 1048577");
    }

    @Test
    default void what_is_staged_is_read_by_its_upload_and_of_no_model() {
        String name = name();
        String upload = "upload:" + name;

        await(models().stageData(upload, 0, ByteBuffer.wrap(new byte[] {1, 2})));
        await(models().stageData(upload, 1, ByteBuffer.wrap(new byte[] {3})));

        assertThat(await(models().data(upload, ModelStore.STAGED, 0))).contains(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(await(models().data(upload, ModelStore.STAGED, 1))).contains(ByteBuffer.wrap(new byte[] {3}));
        assertThat(await(models().data(name, ModelStore.STAGED, 0))).isEmpty();
        assertThat(ModelVersion.isName(upload)).isFalse();
        assertThatThrownBy(() ->
                        models().stageData(upload, 0, ByteBuffer.wrap(new byte[ModelStore.MAX_DATA_PART_BYTES + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_number_that_is_taken_is_not_given_to_another() {
        // Given
        String name = name();
        await(models().add(version(name, 1), artefact(1)));

        // When
        ModelVersion other =
                ModelVersion.of(name, 1, "late", "u-2", AT, "other data", 42, Map.of(), Map.of(), artefact(9));

        // Then
        assertThat(await(models().add(other, artefact(9)))).isFalse();
        assertThat(await(models().artefact(name, 1))).contains(artefact(1));
        assertThat(await(models().add(version(name, 1), artefact(1))))
                .as("the same again")
                .isTrue();
    }

    @Test
    default void the_latest_version_of_a_name_is_found() {
        String name = name();
        assertThat(await(models().latest(name))).isEmpty();
        await(models().add(version(name, 1), artefact(1)));
        await(models().add(version(name, 10), artefact(10)));
        await(models().add(version(name, 2), artefact(2)));

        assertThat(await(models().latest(name))).contains(version(name, 10));
    }

    @Test
    default void versions_are_paged_in_the_order_of_name_and_version() {
        // Given
        String one = name();
        String two = name();
        for (int i = 1; i <= 3; i++) {
            await(models().add(version(one, i), artefact(i)));
            await(models().add(version(two, i), artefact(i)));
        }

        // When
        List<String> paged = new ArrayList<>();
        List<ModelVersion> page = await(models().list(null, 0, 2));
        while (!page.isEmpty()) {
            page.forEach(each -> paged.add(each.name() + "/" + each.version()));
            ModelVersion last = page.get(page.size() - 1);
            page = await(models().list(last.name(), last.version(), 2));
        }

        // Then
        assertThat(paged)
                .containsSubsequence(one + "/1", one + "/2", one + "/3")
                .containsSubsequence(two + "/1", two + "/2", two + "/3")
                .doesNotHaveDuplicates();
    }

    @Test
    default void of_two_promotions_at_the_same_time_one_has_to_come_after_the_other() {
        // Given what was promoted before, by other tests
        List<Promotion> before = await(models().promotions(Promotion.CHALLENGER, Long.MAX_VALUE, 1));
        long next = before.isEmpty() ? 1 : before.get(0).generation() + 1;
        Promotion first = new Promotion(Promotion.CHALLENGER, next, "a", 1, "u-1", AT, "better");
        Promotion second = new Promotion(Promotion.CHALLENGER, next, "b", 1, "u-2", AT, "better still");

        // Then
        assertThat(await(models().promote(first))).isTrue();
        assertThat(await(models().promote(second))).isFalse();
        assertThat(await(models().promote(first))).as("the same again").isTrue();
        assertThat(await(models().promotions(Promotion.CHALLENGER, Long.MAX_VALUE, 1)))
                .containsExactly(first);
    }

    @Test
    default void promotions_are_on_record_the_newest_first() {
        // Given
        List<Promotion> before = await(models().promotions(Promotion.CHAMPION, Long.MAX_VALUE, 1));
        long next = before.isEmpty() ? 1 : before.get(0).generation() + 1;
        for (long generation = next; generation < next + 3; generation++) {
            await(models().promote(
                            new Promotion(Promotion.CHAMPION, generation, "a", 1, "u-1", AT, "number " + generation)));
        }

        // Then
        assertThat(await(models().promotions(Promotion.CHAMPION, Long.MAX_VALUE, 2)))
                .extracting(Promotion::generation)
                .containsExactly(next + 2, next + 1);
        assertThat(await(models().promotions(Promotion.CHAMPION, next + 1, 1)))
                .extracting(Promotion::generation)
                .containsExactly(next);
    }
}

package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.storage.memory.MemoryStorage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CohortArchiveTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final CohortArchive archive = new CohortArchive(storage.models());

    private ModelVersion version(int number, Map<String, String> configuration) {
        ModelArtefact artefact = new ModelArtefact(new byte[] {1});
        ModelVersion version =
                ModelVersion.of("m", number, "late", "u-1", Instant.EPOCH, "", 3, Map.of(), configuration, artefact);
        storage.models().add(version, artefact).toCompletableFuture().join();
        return version;
    }

    private Optional<ModelCohort> found(int number) {
        return archive.find("m", number).toCompletableFuture().join();
    }

    @Test
    void a_criterion_of_any_length_comes_back_whole() throws Exception {
        Criterion many = new Criterion.And(List.of(
                CriterionText.parse("dx:C50"),
                new Criterion.In(IntStream.range(0, Criterion.MAX_VALUES)
                        .mapToObj(i -> new PatientId("patient-of-the-registry-" + i))
                        .toList())));

        archive.keep(version(1, Map.of()), many);

        assertThat(CriterionText.print(many).length()).isGreaterThan(ModelVersion.MAX_DATA);
        assertThat(found(1)).contains(ModelCohort.of(many));
    }

    @Test
    void versions_without_one_say_why() {
        version(1, Map.of());
        version(2, Map.of(PatientTrainer.COLUMNS_KNOWN, "0 of 2"));
        version(3, Map.of());
        storage.models()
                .keepData("cohort:m", 3, 0, ByteBuffer.wrap(new byte[] {7}))
                .toCompletableFuture()
                .join();

        assertThat(found(1)).contains(ModelCohort.OF_BEFORE);
        assertThat(found(2)).contains(ModelCohort.OF_FOLDER);
        assertThat(found(3).orElseThrow().unknown()).contains("can't be read by this build");
        assertThat(found(4)).isEmpty();
    }
}

package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Keeps the criteria of cohorts whole, deflated and beside what their versions were trained on: not on record, where each list would bring them
 * along, and not in artefacts, whose bytes a repetition of an earlier version has to give once more.
 */
record CohortArchive(ModelStore models) {
    /** No model's name has a colon. */
    private static String shelf(String name) {
        return "cohort:" + name;
    }

    /** Blocks: for the training thread. One that is too long for a part is not kept. */
    void keep(ModelVersion version, Criterion cohort) throws TrainingStopped {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new DeflaterOutputStream(bytes)) {
            packed.write(CriterionText.print(cohort).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
        if (bytes.size() <= ModelStore.MAX_DATA_PART_BYTES) {
            PatientTrainer.within(
                    models.keepData(shelf(version.name()), version.version(), 0, ByteBuffer.wrap(bytes.toByteArray())));
        }
    }

    /** Of a version that is on record; empty of one that is not. Any thread. */
    CompletionStage<Optional<ModelCohort>> find(String name, int version) {
        return models.find(name, version)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : models.data(shelf(name), version, 0)
                                .thenApply(kept -> Optional.of(
                                        kept.map(CohortArchive::read).orElseGet(() -> without(found.get())))));
    }

    private static ModelCohort without(ModelVersion version) {
        return version.configuration().containsKey(PatientTrainer.COLUMNS_KNOWN)
                ? ModelCohort.OF_FOLDER
                : ModelCohort.OF_BEFORE;
    }

    private static ModelCohort read(ByteBuffer kept) {
        byte[] packed = new byte[kept.remaining()];
        kept.duplicate().get(packed);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return ModelCohort.of(CriterionText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException | MalformedCriterion e) {
            return ModelCohort.without("What was kept of the cohort can't be read by this build.");
        }
    }
}

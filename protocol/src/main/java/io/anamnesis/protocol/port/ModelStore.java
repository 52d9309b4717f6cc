package io.anamnesis.protocol.port;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.Promotion;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Models and their promotions. Neither is ever changed or removed; what is only on its way to a training goes by itself. */
public interface ModelStore {
    /** The largest part of what a version was trained on. */
    int MAX_DATA_PART_BYTES = 1024 * 1024;

    /**
     * Keeps a version with its artefact, unless another is kept under that name and version.
     *
     * @return whether what is kept now is this one; true again where the same is added again
     */
    CompletionStage<Boolean> add(ModelVersion version, ModelArtefact artefact);

    /** A version, or empty. */
    CompletionStage<Optional<ModelVersion>> find(String name, int version);

    /** The greatest version of a name, or empty. */
    CompletionStage<Optional<ModelVersion>> latest(String name);

    /** The artefact of a version, or empty. */
    CompletionStage<Optional<ModelArtefact>> artefact(String name, int version);

    /**
     * Keeps a part of what a version was trained on; the same part again takes the place of the one before.
     *
     * @param part from 0
     * @param content at most {@value #MAX_DATA_PART_BYTES} bytes
     */
    CompletionStage<Void> keepData(String name, int version, int part, ByteBuffer content);

    /** The version under which {@link #data} reads what is staged. */
    int STAGED = 0;

    /** How long what is staged is there at least, in seconds: as long as trainings may wait for each other. */
    int STAGED_SECONDS = 24 * 60 * 60;

    /**
     * Keeps a part of what is to be learned from, while it is on its way to the node that learns.
     *
     * @param upload in place of a name; none that a model can have
     * @param part from 0
     * @param content at most {@value #MAX_DATA_PART_BYTES} bytes
     */
    CompletionStage<Void> stageData(String upload, int part, ByteBuffer content);

    /** That part, or empty. */
    CompletionStage<Optional<ByteBuffer>> data(String name, int version, int part);

    /**
     * Versions in the order of name, then version.
     *
     * @param afterName the last name of the page before, or null
     * @param afterVersion the last version of the page before
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<ModelVersion>> list(@Nullable String afterName, int afterVersion, int limit);

    /**
     * Adds a promotion, unless another has its generation.
     *
     * @return whether what is kept under the generation now is this one
     */
    CompletionStage<Boolean> promote(Promotion promotion);

    /**
     * Promotions of an alias, the newest first.
     *
     * @param before only generations below; {@link Long#MAX_VALUE} for all
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<Promotion>> promotions(String alias, long before, int limit);
}

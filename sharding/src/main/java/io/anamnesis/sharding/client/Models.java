package io.anamnesis.sharding.client;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Models on record, their promotion and their training. Stages fail on bugs and on failures of the store only. */
public interface Models {
    /**
     * Versions in the order of name, then version.
     *
     * @param limit 1 to 10,000
     */
    CompletionStage<List<ModelVersion>> list(@Nullable String afterName, int afterVersion, int limit, Caller caller);

    /** One version. */
    CompletionStage<QueryResult<ModelVersion>> find(String name, int version, Caller caller);

    /** Whom a version learned from. */
    CompletionStage<QueryResult<ModelCohort>> cohort(String name, int version, Caller caller);

    /** A version as a file in the form of ONNX, for other systems to run; refused where such a model has no such form. */
    CompletionStage<QueryResult<byte[]>> onnx(String name, int version, Caller caller);

    /**
     * Promotions of an alias, the newest first.
     *
     * @param limit 1 to 10,000
     */
    CompletionStage<List<Promotion>> promotions(String alias, long before, int limit, Caller caller);

    /** Has a version serve under an alias on all nodes from now on; who and why goes on record. */
    CompletionStage<QueryResult<Promotion>> promote(
            String alias, String name, int version, String reason, Caller caller);

    /** How far each node is with the champion. */
    List<NodeProgress> progress();

    /** How far the patients of all nodes are from those that the champion was made with. */
    CompletionStage<DriftView> drift(Caller caller);

    /** The same of this node's patients alone, which nobody has to be asked for. */
    CompletionStage<DriftView> ownDrift(Caller caller);

    /**
     * How the challenger's scores of all patients differ from the champion's, now.
     *
     * @param label whose truth their probabilities are set against; null for what both were trained to tell
     */
    CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label, Caller caller);

    /** Begins to train: on this node where it has the role {@code trainer}, else on one that has. */
    CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller);

    /**
     * Begins to train from patients of one's own, where {@link #train} would. Blocks while the tables are made ready, and are handed over where
     * another node trains.
     */
    CompletionStage<QueryResult<Job>> train(TrainingRequest request, TrainingFolder folder, Caller caller);

    /** Begins to train a version once more, where {@link #train} would, from what it was trained on, to see whether it comes out the same. */
    CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller);

    /** Jobs that the cluster has and had of late, the latest first. */
    CompletionStage<List<Job>> jobs(Caller caller);

    /**
     * What came of the wish to give a job up.
     *
     * @param job as it stands; null where there is none, or it can't be given up
     * @param refused why it can't be given up, for people
     */
    record Cancellation(@Nullable Job job, @Nullable String refused) {}

    /** Has a job given up, where it is not over. After a promotion that is given up, what served before serves again. */
    CompletionStage<Cancellation> cancel(String id, Caller caller);
}

package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.everynode.EveryNode;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.serving.ModelOnnx;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Models out of the store; promotions are told to all nodes at once, and found in the store by who did not hear. */
final class ClusterModels implements Models {
    private static final int ATTEMPTS = 5;
    private static final String JOB = "promotion-";
    private static final Duration DRIFT_WITHIN = Duration.ofSeconds(3);

    private final ModelLibrary library;
    private final Trainings trainings;
    private final Reports reports;
    private final ActorRef<Topic.Command<ModelMessage>> topic;
    private final EveryNode<CountsMessage> everyNode;
    private final String node;
    private final ModelSettings settings;

    ClusterModels(
            ModelLibrary library,
            Trainings trainings,
            Reports reports,
            ActorRef<Topic.Command<ModelMessage>> topic,
            EveryNode<CountsMessage> everyNode,
            String node,
            ModelSettings settings) {
        this.everyNode = everyNode;
        this.node = node;
        this.settings = settings;
        this.library = library;
        this.trainings = trainings;
        this.reports = reports;
        this.topic = topic;
    }

    @Override
    public CompletionStage<List<ModelVersion>> list(
            @Nullable String afterName, int afterVersion, int limit, Caller caller) {
        return library.store().list(afterName, afterVersion, limit);
    }

    @Override
    public CompletionStage<QueryResult<ModelVersion>> find(String name, int version, Caller caller) {
        return library.store().find(name, version).thenApply(found -> found.<QueryResult<ModelVersion>>map(
                        QueryResult.Answered::new)
                .orElseGet(() -> unknown(name, version)));
    }

    private static <T> QueryResult<T> unknown(String name, int version) {
        return new QueryResult.Refused<>(new Rejection.UnknownModel(name, version));
    }

    @Override
    public CompletionStage<QueryResult<ModelCohort>> cohort(String name, int version, Caller caller) {
        return library.cohort(name, version)
                .thenApply(found -> found.<QueryResult<ModelCohort>>map(QueryResult.Answered::new)
                        .orElseGet(() -> unknown(name, version)));
    }

    /** Built where models are read, so that no thread of the store works on it. */
    @Override
    public CompletionStage<QueryResult<byte[]>> onnx(String name, int version, Caller caller) {
        return library.store()
                .artefact(name, version)
                .thenCompose(artefact -> artefact.isEmpty()
                        ? CompletableFuture.completedStage(unknown(name, version))
                        : onnx(name, version, artefact.get()));
    }

    private CompletionStage<QueryResult<byte[]>> onnx(String name, int version, ModelArtefact artefact) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return new QueryResult.Answered<>(ModelOnnx.of(ModelForm.read(name, version, 0, artefact)));
                        } catch (IllegalArgumentException e) {
                            return new QueryResult.Refused<>(new Rejection.Malformed(
                                    "/version", "The model can't be exported: " + e.getMessage()));
                        }
                    },
                    library.executor());
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedStage(new QueryResult.Refused<>(
                    new Rejection.Unavailable("Too many models are read on this node; ask again later.")));
        }
    }

    @Override
    public CompletionStage<List<Promotion>> promotions(String alias, long before, int limit, Caller caller) {
        return library.store().promotions(alias, before, limit);
    }

    // ---- promotion

    @Override
    public CompletionStage<QueryResult<Promotion>> promote(
            String alias, String name, int version, String reason, Caller caller) {
        return library.store().artefact(name, version).thenCompose(artefact -> {
            if (artefact.isEmpty()) {
                return CompletableFuture.completedStage(unknown(name, version));
            }
            Promotion first = new Promotion(alias, 1, name, version, caller.subject(), library.now(), reason);
            try {
                library.read(first, artefact);
            } catch (IllegalArgumentException e) {
                return CompletableFuture.completedStage(new QueryResult.Refused<>(
                        new Rejection.Malformed("/version", "The model can't be served: " + e.getMessage())));
            }
            return promote(first, 1);
        });
    }

    /** Behind the newest; where somebody else was faster, behind theirs. */
    private CompletionStage<QueryResult<Promotion>> promote(Promotion asked, int attempt) {
        return library.store().promotions(asked.alias(), Long.MAX_VALUE, 1).thenCompose(newest -> {
            long generation = newest.isEmpty() ? 1 : newest.get(0).generation() + 1;
            Promotion next = new Promotion(
                    asked.alias(),
                    generation,
                    asked.name(),
                    asked.version(),
                    asked.promotedBy(),
                    asked.promotedAt().truncatedTo(ChronoUnit.MILLIS),
                    asked.reason());
            return library.store().promote(next).thenCompose(ours -> {
                if (ours) {
                    topic.tell(Topic.publish(new ModelMessage.Promoted(next)));
                    return CompletableFuture.completedStage(new QueryResult.Answered<>(next));
                }
                return attempt < ATTEMPTS
                        ? promote(asked, attempt + 1)
                        : CompletableFuture.completedStage(new QueryResult.Refused<>(new Rejection.Unavailable(
                                "Others promote at the same time; look what serves now, and ask again.")));
            });
        });
    }

    @Override
    public List<NodeProgress> progress() {
        return reports.nodes(library.now());
    }

    @Override
    public CompletionStage<DriftView> drift(Caller caller) {
        return everyNode
                .<CountsMessage.DriftTold>ask(CountsMessage.AskDrift::new, DRIFT_WITHIN)
                .thenCombine(
                        library.drift(), (gathered, own) -> DriftViews.of(node, own, gathered, settings.driftLeast()));
    }

    @Override
    public CompletionStage<DriftView> ownDrift(Caller caller) {
        return library.drift().thenApply(status -> DriftViews.of(node, status, settings.driftLeast()));
    }

    @Override
    public CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label, Caller caller) {
        return new ShadowDesk(library, everyNode).shadow(label);
    }

    // ---- jobs

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller) {
        return trainings.train(request, caller);
    }

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, TrainingFolder folder, Caller caller) {
        try {
            return trainings.train(FolderTraining.of(request, folder, settings), caller);
        } catch (TrainingStopped e) {
            return CompletableFuture.completedStage(new QueryResult.Refused<>(
                    new Rejection.Malformed("", "Nothing can be learned from the folder: " + e.getMessage() + ".")));
        }
    }

    @Override
    public CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller) {
        return trainings.repeat(name, version, caller);
    }

    @Override
    public CompletionStage<List<Job>> jobs(Caller caller) {
        return library.store().promotions(Promotion.CHAMPION, Long.MAX_VALUE, 2).thenApply(newest -> {
            List<Job> jobs = new ArrayList<>();
            if (!newest.isEmpty()) {
                jobs.add(job(newest.get(0), progress()));
            }
            if (newest.size() > 1 && newest.get(0).reason().startsWith(givesUp(newest.get(1)))) {
                jobs.add(givenUp(newest.get(1), newest.get(0)));
            }
            jobs.addAll(reports.jobs(library.now()));
            return jobs;
        });
    }

    /** Each node fuses its own patients, so that the job is over when all say that they are done. */
    private static Job job(Promotion promotion, List<NodeProgress> nodes) {
        long done = 0;
        long total = 0;
        boolean all = !nodes.isEmpty();
        for (NodeProgress node : nodes) {
            boolean there = node.generation() >= promotion.generation();
            done += there ? node.done() : 0;
            total += node.patients();
            all &= there && node.done() == node.patients();
        }
        Job running = running(promotion, done, total);
        return all
                ? running.ended(
                        Job.State.DONE,
                        nodes.stream()
                                .map(NodeProgress::at)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        promotion.name() + " " + promotion.version() + " serves on " + nodes.size() + " nodes")
                : running;
    }

    private static Job running(Promotion promotion, long done, long total) {
        return new Job(
                JOB + promotion.generation(),
                Job.Kind.PROMOTION,
                "all",
                Job.State.RUNNING,
                "patients fused anew",
                done,
                total,
                promotion.promotedBy(),
                promotion.promotedAt(),
                null,
                null);
    }

    @Override
    public CompletionStage<Cancellation> cancel(String id, Caller caller) {
        if (!id.startsWith(JOB)) {
            topic.tell(Topic.publish(new ModelMessage.Cancel(id, caller.subject())));
            return find(id, caller);
        }
        return library.store()
                .promotions(Promotion.CHAMPION, Long.MAX_VALUE, 2)
                .thenCompose(newest ->
                        newest.isEmpty() || !id.equals(JOB + newest.get(0).generation())
                                ? find(id, caller)
                                : giveUp(newest, caller));
    }

    private CompletionStage<Cancellation> find(String id, Caller caller) {
        return jobs(caller)
                .thenApply(jobs -> new Cancellation(
                        jobs.stream()
                                .filter(job -> job.id().equals(id))
                                .findFirst()
                                .orElse(null),
                        null));
    }

    /**
     * A promotion is on record for good, so that giving it up is another one, of what served before: every node ends with that version,
     * whichever of the two it had. Where somebody promoted meanwhile, theirs holds.
     */
    private CompletionStage<Cancellation> giveUp(List<Promotion> newest, Caller caller) {
        Promotion given = newest.get(0);
        Job job = job(given, progress());
        if (job.isOver()) {
            return CompletableFuture.completedStage(new Cancellation(job, null));
        }
        if (newest.size() < 2) {
            return CompletableFuture.completedStage(new Cancellation(
                    null,
                    "Nothing on record served before " + given.name() + " " + given.version()
                            + ", so there is nothing to go back to. Promote another version instead."));
        }
        Promotion before = newest.get(1);
        Promotion back = new Promotion(
                Promotion.CHAMPION,
                given.generation() + 1,
                before.name(),
                before.version(),
                caller.subject(),
                library.now().truncatedTo(ChronoUnit.MILLIS),
                givesUp(given) + " " + before.name() + " " + before.version() + " serves again");
        return library.store().promote(back).thenApply(ours -> {
            if (!ours) {
                return new Cancellation(
                        null, "Somebody promoted another version meanwhile, so that this promotion is over.");
            }
            topic.tell(Topic.publish(new ModelMessage.Promoted(back)));
            return new Cancellation(givenUp(given, back), null);
        });
    }

    /** How the reason of a promotion begins that gives up another one. */
    private static String givesUp(Promotion given) {
        return "Gives up promotion " + given.generation() + ":";
    }

    private static Job givenUp(Promotion given, Promotion back) {
        return running(given, 0, 0)
                .ended(
                        Job.State.CANCELLED,
                        back.promotedAt(),
                        "given up: " + back.name() + " " + back.version() + " serves again");
    }
}

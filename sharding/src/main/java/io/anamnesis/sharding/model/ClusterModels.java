package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.Models;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Models out of the store; promotions are told to all nodes at once, and found in the store by who did not hear. */
final class ClusterModels implements Models {
    private static final int ATTEMPTS = 5;

    private final ModelLibrary library;
    private final TrainingDesk training;
    private final Reports reports;
    private final ActorRef<Topic.Command<ModelMessage>> topic;
    private final String node;
    private final int driftLeast;

    ClusterModels(
            ModelLibrary library,
            TrainingDesk training,
            Reports reports,
            ActorRef<Topic.Command<ModelMessage>> topic,
            String node,
            int driftLeast) {
        this.node = node;
        this.driftLeast = driftLeast;
        this.library = library;
        this.training = training;
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
        return library.drift().thenApply(status -> DriftViews.of(node, status, driftLeast));
    }

    // ---- jobs

    @Override
    public QueryResult<Job> train(TrainingRequest request, Caller caller) {
        return training.train(request, caller);
    }

    @Override
    public CompletionStage<List<Job>> jobs(Caller caller) {
        return library.store().promotions(Promotion.CHAMPION, Long.MAX_VALUE, 1).thenApply(newest -> {
            List<Job> jobs = new ArrayList<>();
            newest.forEach(promotion -> jobs.add(job(promotion, progress())));
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
        Job running = new Job(
                "promotion-" + promotion.generation(),
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

    @Override
    public CompletionStage<Optional<Job>> cancel(String id, Caller caller) {
        topic.tell(Topic.publish(new ModelMessage.Cancel(id)));
        return jobs(caller)
                .thenApply(
                        jobs -> jobs.stream().filter(job -> job.id().equals(id)).findFirst());
    }
}

package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.QueryResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where trainings begin: on this node where it has the role {@code trainer}, else on the one with that role that has the fewest under way.
 * Any thread.
 */
final class Trainings {
    private static final ServiceKey<ModelMessage> KEY = ServiceKey.create(ModelMessage.class, "trainer");
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final TrainingDesk desk;
    private final Reports reports;
    private final InstantSource clock;
    private final TrainingArchive archive;
    private final boolean here;

    private Trainings(
            ActorSystem<?> system, TrainingDesk desk, TrainingArchive archive, Reports reports, InstantSource clock) {
        this.system = system;
        this.desk = desk;
        this.archive = archive;
        this.reports = reports;
        this.clock = clock;
        this.here = Cluster.get(system).selfMember().hasRole(NodeRole.TRAINER.wireName());
    }

    /** A node with the role begins to train for those without. */
    static Trainings start(
            ActorSystem<?> system, TrainingDesk desk, TrainingArchive archive, Reports reports, InstantSource clock) {
        Trainings trainings = new Trainings(system, desk, archive, reports, clock);
        if (trainings.here) {
            system.systemActorOf(trainer(desk), "trainer", Props.empty());
        }
        return trainings;
    }

    private static Behavior<ModelMessage> trainer(TrainingDesk desk) {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            return Behaviors.receive(ModelMessage.class)
                    .onMessage(ModelMessage.Train.class, train -> {
                        train.replyTo().tell(begun(desk.train(train.request(), train.caller())));
                        return Behaviors.same();
                    })
                    .onMessage(ModelMessage.TrainFolder.class, train -> {
                        train.replyTo().tell(begun(desk.train(train.folder(), train.caller())));
                        return Behaviors.same();
                    })
                    .onMessage(ModelMessage.Repeat.class, repeat -> {
                        repeat.replyTo().tell(begun(desk.repeat(repeat.name(), repeat.version(), repeat.caller())));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static ModelMessage.Begun begun(QueryResult<Job> result) {
        return result instanceof QueryResult.Refused<Job> refused
                ? new ModelMessage.Begun(null, refused.rejection())
                : new ModelMessage.Begun(((QueryResult.Answered<Job>) result).answer(), null);
    }

    CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller) {
        return here
                ? CompletableFuture.completedStage(desk.train(request, caller))
                : elsewhere(replyTo -> new ModelMessage.Train(request, caller, replyTo));
    }

    /** Blocks while what was read is handed to the store, where another node trains. */
    CompletionStage<QueryResult<Job>> train(FolderTraining folder, Caller caller) {
        if (here) {
            return CompletableFuture.completedStage(desk.train(folder, caller));
        }
        try {
            FolderTraining.Staged staged = folder.stage(archive);
            return elsewhere(replyTo -> new ModelMessage.TrainFolder(staged, caller, replyTo));
        } catch (TrainingStopped e) {
            return CompletableFuture.completedStage(
                    refused("The folder did not get on its way: " + e.getMessage() + "."));
        }
    }

    CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller) {
        return here
                ? CompletableFuture.completedStage(desk.repeat(name, version, caller))
                : elsewhere(replyTo -> new ModelMessage.Repeat(name, version, caller, replyTo));
    }

    private CompletionStage<QueryResult<Job>> elsewhere(Function<ActorRef<ModelMessage>, ModelMessage> question) {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(), replyTo -> Receptionist.find(KEY, replyTo), WITHIN, system.scheduler())
                .thenApply(listing -> leastBusy(listing.getServiceInstances(KEY)))
                .thenCompose(trainer -> trainer == null
                        ? CompletableFuture.completedStage(refused(
                                "No node of the cluster that can be reached has the role 'trainer'. Start one with it, such as by"
                                        + " --roles trainer, and ask again."))
                        : ask(trainer, question));
    }

    private @Nullable ActorRef<ModelMessage> leastBusy(Set<ActorRef<ModelMessage>> trainers) {
        return trainers.stream()
                .min(Comparator.comparingLong((ActorRef<ModelMessage> trainer) -> underWay(address(trainer)))
                        .thenComparing(Trainings::address))
                .orElse(null);
    }

    private long underWay(String node) {
        return reports.jobs(clock.instant()).stream()
                .filter(job -> job.node().equals(node) && !job.isOver())
                .count();
    }

    private static String address(ActorRef<ModelMessage> trainer) {
        return trainer.path().address().hostPort();
    }

    private CompletionStage<QueryResult<Job>> ask(
            ActorRef<ModelMessage> trainer, Function<ActorRef<ModelMessage>, ModelMessage> question) {
        return AskPattern.<ModelMessage, ModelMessage>ask(trainer, question::apply, WITHIN, system.scheduler())
                .handle(
                        (reply, failure) -> reply instanceof ModelMessage.Begun begun
                                ? result(begun)
                                : refused(
                                        "The node that trains, " + address(trainer)
                                                + ", did not answer. See whether the training is among the jobs before you ask again."));
    }

    private static QueryResult<Job> result(ModelMessage.Begun begun) {
        Job job = begun.job();
        Rejection rejection = begun.refused();
        if (job != null) {
            return new QueryResult.Answered<>(job);
        }
        return rejection == null
                ? refused("The node that trains gave another answer than was asked for.")
                : new QueryResult.Refused<>(rejection);
    }

    private static QueryResult<Job> refused(String detail) {
        return new QueryResult.Refused<>(new Rejection.Unavailable(detail));
    }
}

package io.anamnesis.sharding.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.entity.PatientShards;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Patients of a cluster by way of its shards. */
public final class ClusterPatients implements Patients {
    /**
     * Said aloud: the stage that Akka gives runs what does not name an executor in the common pool, and where that has one
     * thread (2 cores) CompletableFuture starts a new thread for each.
     */
    private static final Executor ON_THE_ACTORS_THREAD = Runnable::run;

    private final PatientShards shards;
    private final Duration timeout;
    private final Unanswered unanswered = new Unanswered();

    private ClusterPatients(PatientShards shards, Duration timeout) {
        this.shards = shards;
        this.timeout = timeout;
    }

    /**
     * The way to patients, from this node.
     *
     * @param timeout how long one answer is waited for: longer than the store's own timeout, shorter than the edge's
     */
    public static ClusterPatients start(ActorSystem<?> system, PatientShards shards, Duration timeout) {
        ClusterPatients patients = new ClusterPatients(shards, timeout);
        system.systemActorOf(patients.unanswered.keeper(), "unanswered", Props.empty());
        return patients;
    }

    @Override
    public CompletionStage<PatientReply> ask(PatientCommand command) {
        return unanswered
                .ask(shards.patient(command.patient()), command, timeout)
                .handleAsync(this::answer, ON_THE_ACTORS_THREAD);
    }

    private PatientReply answer(@Nullable PatientReply reply, @Nullable Throwable failure) {
        return reply != null ? reply : unavailable(failure);
    }

    private PatientReply unavailable(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new PatientReply.Rejected(new Rejection.Unavailable("The patient did not answer within "
                    + timeout.toMillis() + " ms. The same request can be sent again."));
        }
        throw new CompletionException(cause);
    }
}

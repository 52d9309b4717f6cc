package io.anamnesis.sharding.client;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.entity.PatientShards;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Feeds of a cluster: one session actor a watcher, on the watcher's node. */
public final class ClusterFeeds implements Feeds {
    private final ActorSystem<?> system;
    private final PatientShards shards;
    private final FeedSettings settings;
    private final AtomicLong number = new AtomicLong();

    public ClusterFeeds(ActorSystem<?> system, PatientShards shards, FeedSettings settings) {
        this.system = system;
        this.shards = shards;
        this.settings = settings;
    }

    @Override
    public FeedSubscription open(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener) {
        ActorRef<FeedSession.Message> session = system.systemActorOf(
                Behaviors.<FeedSession.Message>supervise(FeedSession.create(
                                shards.patient(patient), patient, caller, fromSeq, listener, settings))
                        .onFailure(SupervisorStrategy.stop()),
                "feed-" + number.incrementAndGet(),
                Props.empty());
        return new FeedSubscription() {
            @Override
            public void request(long frames) {
                session.tell(new FeedSession.Request(frames));
            }

            @Override
            public void close() {
                session.tell(FeedSession.Signal.CLOSE);
            }
        };
    }
}

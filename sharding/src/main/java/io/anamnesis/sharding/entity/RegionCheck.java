package io.anamnesis.sharding.entity;

import akka.actor.ActorIdentity;
import akka.actor.ActorRef;
import akka.actor.Identify;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether actors are there now, which the cluster learns of seconds later. */
final class RegionCheck {
    private RegionCheck() {}

    /**
     * Whether each of them answers in that time.
     *
     * @return never fails
     */
    static CompletionStage<Boolean> allAnswer(Collection<ActorRef> regions, Duration within) {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (ActorRef region : regions) {
            all = all.thenCombine(answers(region, within), Boolean::logicalAnd);
        }
        return all;
    }

    private static CompletionStage<Boolean> answers(ActorRef region, Duration within) {
        return Patterns.ask(region, new Identify("rebalance"), within)
                .handle((reply, failure) -> failure == null
                        && reply instanceof ActorIdentity identity
                        && identity.getActorRef().isPresent());
    }
}

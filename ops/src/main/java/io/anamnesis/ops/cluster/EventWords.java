package io.anamnesis.ops.cluster;

import akka.cluster.ClusterEvent.ClusterDomainEvent;
import akka.cluster.ClusterEvent.LeaderChanged;
import akka.cluster.ClusterEvent.MemberDowned;
import akka.cluster.ClusterEvent.MemberExited;
import akka.cluster.ClusterEvent.MemberLeft;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.ClusterEvent.MemberUp;
import akka.cluster.ClusterEvent.ReachableMember;
import akka.cluster.ClusterEvent.UnreachableMember;
import akka.cluster.MemberStatus;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Puts what happens in the cluster into words. */
final class EventWords {
    private final EventLog log;
    private final InstantSource clock;

    EventWords(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void say(String node, Finding.Level level, String text) {
        log.add(clock.instant(), node, level, text);
    }

    /** Tells an event; the node that it says is no longer a member, or null. */
    @Nullable
    String tell(ClusterDomainEvent event) {
        if (event instanceof MemberUp up) {
            say(PictureMaker.address(up.member()), Finding.Level.WELL, "Is up.");
        } else if (event instanceof MemberLeft left) {
            say(PictureMaker.address(left.member()), Finding.Level.NOTE, "Begins to leave.");
        } else if (event instanceof MemberExited exited) {
            say(PictureMaker.address(exited.member()), Finding.Level.NOTE, "Hands over and exits.");
        } else if (event instanceof UnreachableMember lost) {
            say(PictureMaker.address(lost.member()), Finding.Level.ILL, "Can't be reached.");
        } else if (event instanceof ReachableMember back) {
            say(PictureMaker.address(back.member()), Finding.Level.WELL, "Can be reached again.");
        } else if (event instanceof MemberDowned downed) {
            say(PictureMaker.address(downed.member()), Finding.Level.ILL, "Was downed: the others take its shards.");
        } else if (event instanceof LeaderChanged changed && changed.leader().isEmpty()) {
            say("", Finding.Level.WATCH, "Nobody decides on members now.");
        } else if (event instanceof MemberRemoved removed) {
            return removed(removed);
        }
        return null;
    }

    private String removed(MemberRemoved removed) {
        String node = PictureMaker.address(removed.member());
        if (removed.previousStatus().equals(MemberStatus.down())) {
            say(node, Finding.Level.WATCH, "Was removed, for it could not be reached.");
        } else {
            say(node, Finding.Level.NOTE, "Has left.");
        }
        return node;
    }
}

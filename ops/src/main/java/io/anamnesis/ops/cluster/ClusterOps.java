package io.anamnesis.ops.cluster;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.anamnesis.ops.metrics.ShardFigures;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.port.OperatorAction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cluster for operators, on one node: what it looks like, and what may be done to it. Safe on any thread. */
public final class ClusterOps {
    /** What may be done to a node. */
    public static final Set<String> VERBS = Set.of("drain", "leave", "down");

    private static final String DATA = NodeRole.DATA.wireName();

    private final Cluster cluster;
    private final Board board = new Board();
    private final ActionLog log;
    private final ActorRef<OpsMessage> watch;

    private ClusterOps(ActorSystem<?> system, OpsEnvironment environment) {
        this.cluster = Cluster.get(system);
        this.log = new ActionLog(environment);
        this.watch = system.systemActorOf(
                Behaviors.<OpsMessage>supervise(NodeWatch.create(environment, board))
                        .onFailure(SupervisorStrategy.restart()),
                "ops-watch",
                Props.empty());
        board.listen(log::look);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(Adapter.toClassic(system));
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "ops-stage", () -> {
            environment.stage().enter(Stage.LEAVING);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "ops-last-words", () -> log.left(
                        PictureMaker.address(cluster.selfMember()))
                .thenApply(done -> Done.getInstance()));
    }

    /** Begins to watch; to be called when the region of patients is there. */
    public static ClusterOps start(ActorSystem<?> system, OpsEnvironment environment) {
        return new ClusterOps(system, environment);
    }

    /** The latest picture; null in the first second. */
    public @Nullable ClusterPicture picture() {
        return board.picture();
    }

    /** What lives on this node. */
    public ShardFigures figures() {
        return board.figures();
    }

    /** The last ten minutes, a sample a second, oldest first. */
    public List<Sample> samples() {
        return board.samples();
    }

    /** What happened after a number, at most 200 events, oldest first. */
    public List<ClusterEvent> eventsAfter(long number) {
        return board.events().after(number);
    }

    /** Has somebody told of each picture, on the watch's thread: short. */
    public void listen(Consumer<ClusterPicture> listener) {
        board.listen(listener);
    }

    // ---- actions

    /** An action that is under way, or why it is not. */
    public sealed interface Answer {
        /** It is recorded and under way. */
        record Begun(OperatorAction action) implements Answer {}

        /** Nothing was done. */
        record Refused(String code, int status, String detail) implements Answer {}
    }

    /**
     * Does something to a node.
     *
     * @param verb one of {@link #VERBS}
     * @param node its remoting address, {@code host:port}
     * @param by who asks
     */
    public CompletionStage<Answer> act(String verb, String node, String reason, Caller by) {
        Member target = null;
        Set<Member> up = new HashSet<>();
        for (Member member : cluster.state().getMembers()) {
            target = PictureMaker.address(member).equals(node) ? member : target;
            if (member.status().equals(MemberStatus.up())) {
                up.add(member);
            }
        }
        Answer.Refused no = refusal(verb, node, target, up);
        if (no != null || target == null) {
            return CompletableFuture.completedFuture(no);
        }
        Member found = target;
        OperatorAction action = log.begin(
                verb, node, reason, by.subject(), found.uniqueAddress().longUid());
        return log.record(action, by.request()).handle((done, failure) -> {
            if (failure != null && !verb.equals("down")) {
                log.forget(action);
                return notRecorded();
            }
            watch.tell(NodeWatch.act(verb, found.address(), action.id()));
            return new Answer.Begun(action);
        });
    }

    /**
     * Has the shards evened out at once.
     *
     * @param by who asks
     */
    public CompletionStage<Answer> rebalance(String reason, Caller by) {
        ClusterPicture picture = board.picture();
        if (picture == null) {
            return refuse("no-picture-yet", 503, "The node sees the cluster in a second.");
        }
        Balance balance = picture.balance();
        if (balance.isEven()) {
            return refuse(
                    "already-even",
                    409,
                    balance.why().what() + " " + balance.why().meaning());
        }
        if (!balance.ready()) {
            return refuse(
                    "not-now", 409, balance.why().what() + " " + balance.why().meaning());
        }
        OperatorAction action = log.begin(
                "rebalance",
                "all shards",
                reason,
                by.subject(),
                later -> later.balance().isEven()
                        ? "The shards were even, " + later.balance().fewest() + " to "
                                + later.balance().most() + " a node,"
                        : null,
                "The shards were still uneven");
        return move(action, by, null, null);
    }

    /**
     * Has one shard move to a node.
     *
     * @param node its remoting address, {@code host:port}
     * @param by who asks
     */
    public CompletionStage<Answer> move(int shard, String node, String reason, Caller by) {
        ClusterPicture picture = board.picture();
        if (picture == null) {
            return refuse("no-picture-yet", 503, "The node sees the cluster in a second.");
        }
        if (shard < 0 || shard >= picture.shards().size()) {
            return refuse(
                    "unknown-shard",
                    404,
                    "Shards have the numbers 0 to " + (picture.shards().size() - 1) + ", there is no " + shard + ".");
        }
        ClusterPicture.Node target = picture.nodes().stream()
                .filter(each -> each.node().equals(node) && !each.status().equals("gone"))
                .findFirst()
                .orElse(null);
        if (target == null) {
            return refuse("unknown-node", 404, "No member of the cluster has the address " + node + ".");
        }
        if (!target.status().equals("up") || !target.reachable() || !Balance.holdsPatients(target)) {
            return refuse(
                    "node-takes-none",
                    409,
                    "The node is " + (target.reachable() ? target.status() : "out of reach") + " with the roles "
                            + String.join(", ", target.roles())
                            + ": only one that is up, can be reached and has the role 'data' takes shards.");
        }
        if (node.equals(picture.shards().get(shard).node())) {
            return refuse("already-there", 409, "Shard " + shard + " is on " + node + ".");
        }
        OperatorAction action = log.begin(
                "move",
                "shard " + shard + " to " + node,
                reason,
                by.subject(),
                later -> node.equals(later.shards().get(shard).node()) ? "It was there" : null,
                "It was not there");
        return move(action, by, shard, node);
    }

    private CompletionStage<Answer> move(
            OperatorAction action, Caller by, @Nullable Integer shard, @Nullable String node) {
        return log.record(action, by.request()).handle((done, failure) -> {
            if (failure != null) {
                log.forget(action);
                return notRecorded();
            }
            watch.tell(NodeWatch.moveShards(action.id(), shard, node));
            return new Answer.Begun(action);
        });
    }

    private static Answer.Refused notRecorded() {
        return new Answer.Refused(
                "not-recorded", 503, "The action could not be recorded, so nothing was done; try again.");
    }

    private static CompletionStage<Answer> refuse(String code, int status, String detail) {
        return CompletableFuture.completedFuture(new Answer.Refused(code, status, detail));
    }

    private Answer.@Nullable Refused refusal(String verb, String node, @Nullable Member target, Set<Member> up) {
        if (target == null) {
            return new Answer.Refused("unknown-node", 404, "No member of the cluster has the address " + node + ".");
        }
        boolean reachable = !cluster.state().getUnreachable().contains(target);
        if (verb.equals("down")) {
            return reachable
                    ? new Answer.Refused(
                            "node-reachable",
                            409,
                            "The node can be reached: to down it would lose what it has under way. Drain it, or ask it"
                                    + " to leave.")
                    : null;
        }
        if (!reachable) {
            return new Answer.Refused(
                    "node-unreachable",
                    409,
                    "The node can't be reached, so it can't hand over. If its process is dead, down it.");
        }
        if (!target.status().equals(MemberStatus.up())) {
            return new Answer.Refused(
                    "node-not-up",
                    409,
                    "The node is " + PictureMaker.status(target) + ", not up: it leaves, or joins.");
        }
        boolean another = up.stream().anyMatch(member -> !member.equals(target) && member.hasRole(DATA));
        return target.hasRole(DATA) && !another
                ? new Answer.Refused(
                        "last-node", 409, "It is the only node with patients that is up: nobody could take them.")
                : null;
    }

    /**
     * What operators did, the newest first, over months.
     *
     * @param before only ids below this one; null for the first page
     * @param limit 1 to 1,000
     */
    public CompletionStage<List<OperatorAction>> actions(@Nullable String before, int limit) {
        return log.page(before, limit);
    }
}

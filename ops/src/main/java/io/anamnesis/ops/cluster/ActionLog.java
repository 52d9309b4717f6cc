package io.anamnesis.ops.cluster;

import akka.Done;
import io.anamnesis.protocol.port.OperatorAction;
import io.anamnesis.protocol.port.OperatorAction.State;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what operators do, and what comes of it, which it sees in the pictures. Any thread. */
final class ActionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ActionLog.class);
    private static final int MONTHS = 24;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How to see in a picture what an action has come to. */
    interface Sign {
        /** What came of it, where the picture shows that it has come about; else null. */
        @Nullable
        String of(ClusterPicture picture);
    }

    /** @param failed what is said of it where it has not come about in time */
    private record Pending(OperatorAction action, Sign sign, String failed) {}

    private final OpsEnvironment environment;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    ActionLog(OpsEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Something that is done to a node.
     *
     * @param uid of the incarnation that it is done to
     */
    OperatorAction begin(String verb, String target, String reason, String by, long uid) {
        return begin(
                verb,
                target,
                reason,
                by,
                picture -> away(target, uid, picture) ? "It was out of the cluster" : null,
                "It was still in the cluster");
    }

    OperatorAction begin(String verb, String target, String reason, String by, Sign sign, String failed) {
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String id = String.format(
                Locale.ROOT,
                "%sT%s-%08x",
                now.toString().substring(0, 10),
                now.toString()
                                .substring(11)
                                .replaceFirst("Z$", "")
                                .concat(".000")
                                .substring(0, 12) + "Z",
                ThreadLocalRandom.current().nextInt());
        OperatorAction action = new OperatorAction(id, now, by, verb, target, reason, State.ASKED, "Asked.", null);
        pending.put(id, new Pending(action, sign, failed));
        return action;
    }

    /** @param request in which an operator asks; null where the node says what came of it */
    CompletionStage<Void> record(OperatorAction action, @Nullable RequestContext request) {
        LOG.info(
                "operator {} asks {} to {}: action {}, {}",
                action.by(),
                action.target(),
                action.verb(),
                action.id(),
                action.state());
        return environment.actions().save(action).whenComplete((done, failure) -> {
            if (failure != null) {
                RequestLog.in(
                        request,
                        () -> LOG.warn("action {} could not be recorded: {}", action.id(), failure.toString()));
            }
        });
    }

    void forget(OperatorAction action) {
        pending.remove(action.id());
    }

    /** Settles what has come about. */
    void look(ClusterPicture picture) {
        for (Pending each : List.copyOf(pending.values())) {
            OperatorAction action = each.action();
            Duration taken = Duration.between(action.at(), picture.at());
            String come = each.sign().of(picture);
            if (come != null) {
                settle(action, State.DONE, come + say(" after %.1f s.", taken), picture.at());
            } else if (taken.compareTo(environment.settings().actionTimeout()) > 0) {
                settle(action, State.FAILED, each.failed() + say(" after %.0f s.", taken), picture.at());
            }
        }
    }

    private static boolean away(String target, long uid, ClusterPicture picture) {
        for (ClusterPicture.Node node : picture.nodes()) {
            if (node.node().equals(target)) {
                NodeReport report = node.report();
                return node.status().equals("gone") || (report != null && report.uid() != uid);
            }
        }
        return true;
    }

    private static String say(String format, Duration taken) {
        return String.format(Locale.ROOT, format, taken.toMillis() / 1e3);
    }

    private void settle(OperatorAction action, State state, String outcome, Instant at) {
        if (pending.remove(action.id()) != null) {
            CompletionStage<Void> unused = record(action.settled(state, outcome, at), null);
        }
    }

    /** This node has handed over and is about to end: the last moment to say so. */
    CompletionStage<Done> left(String self) {
        List<CompletableFuture<Void>> words = new ArrayList<>();
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        for (Pending each : List.copyOf(pending.values())) {
            OperatorAction action = each.action();
            if (action.target().equals(self) && pending.remove(action.id()) != null) {
                String outcome = say("It handed over and left after %.1f s.", Duration.between(action.at(), now));
                words.add(record(action.settled(State.DONE, outcome, now), null).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(words.toArray(CompletableFuture<?>[]::new))
                .orTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> Done.getInstance());
    }

    CompletionStage<List<OperatorAction>> page(@Nullable String before, int limit) {
        Instant from = before == null ? environment.clock().instant() : Instant.parse(before.substring(0, 24));
        return page(OperatorAction.monthOf(from), before, limit, MONTHS, List.of());
    }

    private CompletionStage<List<OperatorAction>> page(
            YearMonth month, @Nullable String before, int limit, int months, List<OperatorAction> found) {
        return environment.actions().page(month, before, limit - found.size()).thenCompose(more -> {
            List<OperatorAction> all = new ArrayList<>(found);
            all.addAll(more);
            return all.size() >= limit || months <= 1
                    ? CompletableFuture.completedFuture(all)
                    : page(month.minusMonths(1), before, limit, months - 1, all);
        });
    }
}

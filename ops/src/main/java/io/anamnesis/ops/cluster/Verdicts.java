package io.anamnesis.ops.cluster;

import io.anamnesis.ops.cluster.Finding.Level;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.Pulse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what figures mean and what to do about them. Pure. */
final class Verdicts {
    private static final double SILENT_SECONDS = 5;
    private static final double SLOW_STORE_MILLIS = 250;
    private static final double SLOW_MESSAGE_MILLIS = 1_000;
    private static final double BUSY = 0.9;
    private static final double FULL_HEAP = 0.92;
    private static final double GC_SHARE = 0.1;

    private Verdicts() {}

    /** What is wrong with a node, the worst first. */
    static List<Finding> of(
            String status, boolean reachable, double silentSeconds, @Nullable NodeReport report, int shards) {
        List<Finding> all = new ArrayList<>();
        membership(all, status, reachable, shards);
        if (report != null && !status.equals("gone")) {
            if (reachable && silentSeconds > SILENT_SECONDS) {
                all.add(new Finding(
                        Level.WATCH,
                        say("It has not told of itself for %.0f s.", silentSeconds),
                        "It can be reached, but is too busy or paused: its figures below are old.",
                        "Look at its log for long collections; if it stays so, drain it."));
            }
            stage(all, report, status);
            store(all, report);
            memory(all, report);
            machine(all, report);
            work(all, report);
        }
        all.sort(Comparator.comparing(Finding::level).reversed());
        return all;
    }

    private static void membership(List<Finding> all, String status, boolean reachable, int shards) {
        if (status.equals("gone")) {
            all.add(new Finding(
                    Level.WATCH,
                    "It is no longer a member.",
                    "Its patients live on the other nodes now; there is one node less to carry the load.",
                    "Its supervisor starts it again by itself; if it does not come back, look at its log."));
        } else if (!reachable || status.equals("down")) {
            all.add(new Finding(
                    Level.ILL,
                    "The other nodes can't reach it.",
                    shards == 0
                            ? "It has no shards: no patient's messages wait for it."
                            : say("Messages for the patients of its %d shards wait until they live elsewhere.", shards),
                    "The cluster removes it by itself within some 10 s. Is its process dead? Then down it now. Is it"
                            + " alive? Then look at its network and its log."));
        } else if (status.equals("joining") || status.equals("weakly-up")) {
            all.add(new Finding(
                    Level.NOTE, "It joins.", "It has no shards yet.", "Wait: shards come within half a minute."));
        }
    }

    private static void stage(List<Finding> all, NodeReport report, String status) {
        if (report.stage() == Stage.DRAINING) {
            all.add(new Finding(
                    Level.NOTE,
                    "It is being drained.",
                    "It still answers, and says on /readyz that it is not ready, so that callers go elsewhere.",
                    "Wait: its shards move next."));
        } else if (report.stage() == Stage.LEAVING || status.equals("leaving") || status.equals("exiting")) {
            all.add(new Finding(
                    Level.NOTE,
                    say(
                            "It leaves, and has %d shards to hand over.",
                            report.entities().size()),
                    "Messages for a shard on the move wait some hundred milliseconds.",
                    "Wait: it is gone within half a minute."));
        }
    }

    private static void store(List<Finding> all, NodeReport report) {
        Pulse pulse = report.pulse();
        if (report.storeMillis() < 0) {
            all.add(new Finding(
                    Level.ILL,
                    "The database does not answer it.",
                    "Nothing can become durable here: messages wait, and are refused after half a minute.",
                    "Look at Cassandra: is it up, and can this node reach it?"));
        } else if (pulse.storeErrors() > 0) {
            all.add(new Finding(
                    Level.WATCH,
                    say("%d requests to the database failed in the last second.", pulse.storeErrors()),
                    "Appends are tried again by themselves; messages take longer.",
                    "Look at Cassandra's log and load."));
        } else if (pulse.store().p99Millis() > SLOW_STORE_MILLIS) {
            all.add(new Finding(
                    Level.WATCH,
                    say(
                            "The database is slow: one request in a hundred takes %.0f ms.",
                            pulse.store().p99Millis()),
                    "Messages are acknowledged only when they are durable, so they are as slow.",
                    "Look at Cassandra's disk and compactions."));
        }
    }

    private static void memory(List<Finding> all, NodeReport report) {
        MemoryFigures memory = report.memory();
        if (memory == null) {
            return;
        }
        if (memory.stuck()) {
            all.add(new Finding(
                    Level.ILL,
                    say("Its heap is %.0f %% full of what lives, and no patient can leave it.", memory.live() * 100),
                    "Those who are in memory are watched, or it is the index that fills it; soon uploads are refused with 429.",
                    "Give it more heap, or add a node to carry its patients."));
        } else if (memory.lately() > 0) {
            all.add(new Finding(
                    Level.WATCH,
                    say(
                            "Its heap was over %.0f %% full of what lives: %d patients left its memory lately.",
                            memory.mark() * 100, memory.lately()),
                    "Nothing is lost: they are stored, and wake when they are asked, which then takes longer.",
                    "If it stays so, give it more heap, or add a node to carry its patients."));
        }
    }

    private static void machine(List<Finding> all, NodeReport report) {
        JvmFigures jvm = report.jvm();
        double heap = jvm.heapMaxBytes() > 0 ? (double) jvm.heapUsedBytes() / jvm.heapMaxBytes() : 0;
        if (jvm.gcShare() > GC_SHARE) {
            all.add(new Finding(
                    Level.WATCH,
                    say("It spends %.0f %% of its time collecting garbage.", jvm.gcShare() * 100),
                    "Everything on it is slow, and it may seem unreachable.",
                    "Give it more heap, or add a node to carry its patients."));
        } else if (heap > FULL_HEAP) {
            all.add(new Finding(
                    Level.NOTE,
                    say("Its heap is %.0f %% full, garbage included.", heap * 100),
                    "The next collection frees some; it is ill only if it also collects all the time.",
                    "Watch the time that it collects."));
        }
        if (jvm.cpuLoad() > BUSY) {
            all.add(new Finding(
                    Level.WATCH,
                    say("Its processors are %.0f %% busy.", jvm.cpuLoad() * 100),
                    "Messages and questions wait for a processor.",
                    "Slow the senders, or add a node."));
        }
    }

    private static void work(List<Finding> all, NodeReport report) {
        Pulse pulse = report.pulse();
        if (pulse.overloaded() > 0) {
            all.add(new Finding(
                    Level.WATCH,
                    say("%d messages in the last second met a patient whose queue is full.", pulse.overloaded()),
                    "Senders got 429 with Retry-After, and send again: nothing is lost.",
                    "One patient's messages come faster than the database takes them: slow that sender."));
        }
        if (!report.loading().isEmpty()) {
            all.add(new Finding(
                    Level.NOTE,
                    say("%d slices of its index load.", report.loading().size()),
                    "Until then answers over all patients say that they are partial.",
                    "Wait: a slice takes seconds."));
        }
    }

    /** The one thing to know first. */
    static Finding headline(List<ClusterPicture.Node> nodes, List<ClusterPicture.Shard> shards) {
        ClusterPicture.Node worst = null;
        for (ClusterPicture.Node node : nodes) {
            if (worst == null || node.level().compareTo(worst.level()) > 0) {
                worst = node;
            }
        }
        if (worst != null && worst.level() != Level.WELL) {
            Finding first = worst.findings().get(0);
            return new Finding(worst.level(), who(worst, first, nodes) + first.what(), first.meaning(), first.next());
        }
        long away = shards.stream()
                .filter(shard -> shard.place() != ClusterPicture.Place.HERE)
                .count();
        if (away > 0) {
            return new Finding(
                    Level.NOTE,
                    say("%s on the move.", some(away, "shard is", "shards are")),
                    "Messages for their patients wait a moment.",
                    "Wait some seconds.");
        }
        return new Finding(
                Level.WELL,
                say(
                        "All is well: %s %s.",
                        some(nodes.stream().filter(Balance::holdsPatients).count(), "node carries", "nodes carry"),
                        some(shards.size(), "shard", "shards")),
                "Messages become durable and questions see all patients.",
                "Nothing to do.");
    }

    /**
     * Why messages are slow.
     *
     * @param worstMillis the worst 99 of 100 of the last seconds
     */
    static Finding slow(
            List<ClusterPicture.Node> nodes, List<ClusterPicture.Shard> shards, Sample latest, double worstMillis) {
        List<ClusterPicture.Shard> cutOff = shards.stream()
                .filter(shard -> shard.place() == ClusterPicture.Place.CUT_OFF)
                .toList();
        if (!cutOff.isEmpty()) {
            return new Finding(
                    Level.ILL,
                    say(
                            "Messages of %d shards wait: %s can't be reached.",
                            cutOff.size(), String.valueOf(cutOff.get(0).node())),
                    "Those of the other shards go on as always.",
                    "Down the node if it is dead; else the cluster does within some 10 s.");
        }
        for (ClusterPicture.Node node : nodes) {
            for (Finding finding : node.findings()) {
                if (finding.level().compareTo(Level.WATCH) >= 0
                        && node.report() != null
                        && node.reachable()
                        && !node.status().equals("gone")) {
                    return new Finding(
                            finding.level(),
                            who(node, finding, nodes) + finding.what(),
                            finding.meaning(),
                            finding.next());
                }
            }
        }
        if (worstMillis > SLOW_MESSAGE_MILLIS) {
            return new Finding(
                    Level.WATCH,
                    say("One message in a hundred took %.1f s lately, and no node says why.", worstMillis / 1e3),
                    "Shards that move, or many patients who wake at once, slow messages for some seconds.",
                    "If it lasts, compare the nodes' database and processor figures.");
        }
        return latest.acceptedPerSecond() == 0
                ? new Finding(Level.WELL, "No messages arrive.", "There is nothing to be slow.", "Nothing to do.")
                : new Finding(
                        Level.WELL,
                        say("Messages are not slow: 99 of 100 take less than %.0f ms.", worstMillis),
                        "Each is durable before it is acknowledged.",
                        "Nothing to do.");
    }

    /** What all nodes have is none's own: the database, as a rule. */
    private static String who(ClusterPicture.Node node, Finding finding, List<ClusterPicture.Node> nodes) {
        String kind = kind(finding);
        List<ClusterPicture.Node> members =
                nodes.stream().filter(each -> !each.status().equals("gone")).toList();
        boolean all = members.size() > 1
                && members.stream().allMatch(each -> each.findings().stream()
                        .anyMatch(other -> kind(other).equals(kind)));
        return all ? "All nodes: " : "Node " + node.node() + ": ";
    }

    private static String kind(Finding finding) {
        return finding.what().replaceAll("[0-9]+", "");
    }

    private static String some(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.anamnesis.ops.cluster;

import akka.actor.Address;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import io.anamnesis.ops.cluster.ClusterPicture.Place;
import io.anamnesis.ops.metrics.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a picture of what was heard. Remembers who had which shard, and who went away. Belongs to the watch's thread. */
final class PictureMaker {
    /** A verdict on one second alone would flicker. */
    private static final int RECENT = 10;

    private static final Duration REMEMBER = Duration.ofMinutes(10);

    /** What a node told last, and when. */
    record Heard(NodeReport report, Instant at) {}

    private record Gone(Instant at, @Nullable NodeReport report) {}

    private final String self;
    private final int shardCount;
    private final EventLog events;
    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<String, Gone> gone = new LinkedHashMap<>();
    private final Map<Integer, String> owners = new HashMap<>();
    private final Deque<Sample> recent = new ArrayDeque<>();

    PictureMaker(String self, int shardCount, EventLog events) {
        this.self = self;
        this.shardCount = shardCount;
        this.events = events;
    }

    void heard(NodeReport report, Instant now) {
        heard.put(report.node(), new Heard(report, now));
        gone.remove(report.node());
    }

    void gone(String node, Instant now) {
        Heard last = heard.remove(node);
        gone.put(node, new Gone(now, last == null ? null : last.report()));
    }

    ClusterPicture make(CurrentClusterState state, Instant now) {
        Map<String, Member> members = new TreeMap<>();
        state.getMembers().forEach(member -> members.put(address(member), member));
        Set<String> unreachable = new HashSet<>();
        state.getUnreachable().forEach(member -> unreachable.add(address(member)));
        gone.entrySet()
                .removeIf(each -> members.containsKey(each.getKey())
                        || each.getValue().at().plus(REMEMBER).isBefore(now));
        List<ClusterPicture.Shard> shards = shards(members, unreachable, now);
        List<Pulse> pulses = new ArrayList<>();
        List<ClusterPicture.Node> nodes = new ArrayList<>();
        Member oldest = members.values().stream()
                .min((a, b) -> a.isOlderThan(b) ? -1 : 1)
                .orElse(null);
        members.forEach((address, member) -> {
            Heard last = heard.get(address);
            if (last != null && silent(last, now) < 3) {
                pulses.add(last.report().pulse());
            }
            nodes.add(node(address, member, member.equals(oldest), !unreachable.contains(address), last, shards, now));
        });
        gone.forEach((address, last) -> nodes.add(goneNode(address, last, now)));
        Sample sample = Sample.of(now, pulses);
        recent.add(sample);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        double worst = recent.stream().mapToDouble(Sample::p99Millis).max().orElse(0);
        return new ClusterPicture(
                now,
                self,
                Verdicts.headline(nodes, shards),
                Verdicts.slow(nodes, shards, sample, worst),
                state.getLeader() == null ? null : address(state.getLeader()),
                nodes,
                shards,
                Balance.of(nodes, shards),
                sample);
    }

    private static ClusterPicture.Node node(
            String address,
            Member member,
            boolean oldest,
            boolean reachable,
            @Nullable Heard last,
            List<ClusterPicture.Shard> shards,
            Instant now) {
        String status = status(member);
        double silent = last == null ? 0 : silent(last, now);
        int has = (int)
                shards.stream().filter(shard -> address.equals(shard.node())).count();
        NodeReport report = last == null ? null : last.report();
        List<Finding> findings = Verdicts.of(status, reachable, silent, report, has);
        return new ClusterPicture.Node(
                address,
                status,
                reachable,
                oldest,
                member.getRoles().stream()
                        .filter(role -> !role.startsWith("dc-"))
                        .sorted()
                        .toList(),
                silent,
                report,
                findings.isEmpty() ? Finding.Level.WELL : findings.get(0).level(),
                findings);
    }

    private static ClusterPicture.Node goneNode(String address, Gone last, Instant now) {
        List<Finding> findings = Verdicts.of("gone", false, 0, last.report(), 0);
        boolean onPurpose = last.report() != null && last.report().stage() != Stage.SERVING;
        return new ClusterPicture.Node(
                address,
                "gone",
                false,
                false,
                List.of(),
                Duration.between(last.at(), now).toMillis() / 1e3,
                last.report(),
                onPurpose ? Finding.Level.NOTE : findings.get(0).level(),
                findings);
    }

    private List<ClusterPicture.Shard> shards(Map<String, Member> members, Set<String> unreachable, Instant at) {
        Map<Integer, String> now = new HashMap<>();
        heard.forEach((address, last) -> {
            if (members.containsKey(address)) {
                last.report().entities().keySet().forEach(shard -> now.put(Integer.parseInt(shard), address));
            }
        });
        List<ClusterPicture.Shard> all = new ArrayList<>(shardCount);
        for (int shard = 0; shard < shardCount; shard++) {
            all.add(shard(shard, now.get(shard), unreachable));
        }
        all.sort(Comparator.comparing(ClusterPicture.Shard::shard));
        moves(now, at);
        return all;
    }

    private ClusterPicture.Shard shard(int shard, @Nullable String owner, Set<String> unreachable) {
        String before = owners.get(shard);
        if (owner == null) {
            return new ClusterPicture.Shard(
                    shard, before == null ? Place.NOWHERE : Place.MOVING, null, before, 0, false);
        }
        Heard last = heard.get(owner);
        NodeReport report = last == null ? null : last.report();
        int entities = report == null ? 0 : report.entities().getOrDefault(Integer.toString(shard), 0);
        boolean indexed = report != null && !report.loading().contains(shard);
        Place place = unreachable.contains(owner) ? Place.CUT_OFF : Place.HERE;
        return new ClusterPicture.Shard(shard, place, owner, owner.equals(before) ? null : before, entities, indexed);
    }

    /** One line for all shards that went the same way. */
    private void moves(Map<Integer, String> now, Instant at) {
        Map<String, Integer> ways = new TreeMap<>();
        now.forEach((shard, owner) -> {
            String before = owners.put(shard, owner);
            if (before != null && !before.equals(owner)) {
                ways.merge(before + " to " + owner, 1, Integer::sum);
            }
        });
        ways.forEach((way, count) -> events.add(
                at,
                way.substring(way.indexOf(" to ") + 4),
                Finding.Level.NOTE,
                count + (count == 1 ? " shard moved from " : " shards moved from ") + way + "."));
    }

    private static double silent(Heard last, Instant now) {
        return Duration.between(last.at(), now).toMillis() / 1e3;
    }

    static String address(Member member) {
        return address(member.address());
    }

    static String address(Address address) {
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }

    static String status(Member member) {
        String name = member.status().toString();
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.entity.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Three nodes, one cohort and a bad network between them: reports arrive twice, late, or after newer ones; answers get lost; slices move;
 * the entity forgets what it did not store.
 */
final class NetworkOfReports {
    static final int SLICES = 4;
    private static final int NODES = 3;

    private record Letter(int from, Outbox.Parcel parcel) {}

    /** A node with its outbox and what it said. */
    private static final class Node {
        final Outbox outbox = new Outbox(3, 1_000);
        final Set<Integer> slices = new HashSet<>();
    }

    /** Who should be in. */
    final Map<PatientId, Boolean> truth = new TreeMap<>();

    final List<CohortChange> stored = new ArrayList<>();
    Membership membership = new Membership(SLICES);
    private final List<Node> nodes = new ArrayList<>();
    private final int[] owner = new int[SLICES];
    private final List<Letter> sent = new ArrayList<>();
    private final Random random;
    private long seq;

    NetworkOfReports(long seed, int patients) {
        random = new Random(seed);
        membership.begin(1);
        for (int i = 0; i < patients; i++) {
            truth.put(new PatientId("p-" + i), random.nextBoolean());
        }
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node());
        }
        for (int slice = 0; slice < SLICES; slice++) {
            owner[slice] = random.nextInt(NODES);
        }
    }

    /** Something happens. */
    void step() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> turn(pick(List.copyOf(truth.keySet())));
            case 3 -> send(random.nextInt(NODES));
            case 4 -> deliver(random.nextInt(3) > 0);
            case 5 -> compare(random.nextInt(NODES));
            case 6 -> {
                if (random.nextInt(3) == 0) {
                    move(random.nextInt(SLICES), random.nextInt(NODES));
                }
            }
            default -> {
                if (random.nextInt(6) == 0) {
                    restart();
                }
            }
        }
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void turn(PatientId patient) {
        boolean now = !truth.getOrDefault(patient, false);
        truth.put(patient, now);
        seq++;
        int slice = Slices.of(patient, SLICES);
        Node node = nodes.get(owner[slice]);
        if (node.slices.contains(slice)) {
            node.outbox.add(new ReportItem.Turned(slice, patient, seq, now, at()));
        }
    }

    private void compare(int number) {
        Node node = nodes.get(number);
        for (int slice = 0; slice < SLICES; slice++) {
            if (owner[slice] == number && node.slices.add(slice)) {
                node.outbox.add(new ReportItem.Claim(slice));
                List<ReportItem.Seen> in = new ArrayList<>();
                for (Map.Entry<PatientId, Boolean> each : truth.entrySet()) {
                    if (each.getValue() && Slices.of(each.getKey(), SLICES) == slice) {
                        in.add(new ReportItem.Seen(each.getKey(), seq));
                    }
                }
                int half = in.size() / 2;
                node.outbox.add(new ReportItem.Present(slice, in.subList(0, half), false, at()));
                node.outbox.add(new ReportItem.Present(slice, in.subList(half, in.size()), true, at()));
            }
        }
    }

    private Instant at() {
        return Instant.EPOCH.plusSeconds(seq);
    }

    private void send(int number) {
        Outbox.Parcel parcel = nodes.get(number).outbox.next(0);
        Outbox.Parcel again = parcel == null ? nodes.get(number).outbox.overdue(1, 0) : parcel;
        if (again != null) {
            sent.add(new Letter(number, again));
        }
    }

    /** Some letter that was ever sent, as likely an old one as a new one. */
    private void deliver(boolean answered) {
        if (!sent.isEmpty()) {
            deliver(pick(sent), answered);
        }
    }

    private void deliver(Letter letter, boolean answered) {
        Outbox.Parcel parcel = letter.parcel();
        Membership.Outcome outcome = membership.report(parcel.session(), parcel.number(), parcel.items(), at());
        Node node = nodes.get(letter.from());
        if (outcome instanceof Membership.Outcome.Counted counted) {
            stored.addAll(counted.changes());
            if (answered && node.outbox.session().equals(parcel.session())) {
                node.outbox.heard(parcel.session(), parcel.number());
                lost(letter.from(), counted.lost());
            }
        } else if (answered && node.outbox.session().equals(parcel.session())) {
            begin(node);
        }
    }

    private void lost(int number, Set<Integer> lost) {
        Node node = nodes.get(number);
        for (int slice : lost) {
            if (owner[slice] == number && !node.outbox.claims(slice)) {
                node.slices.remove(slice);
            }
        }
    }

    private static void begin(Node node) {
        node.outbox.restart();
        node.slices.clear();
    }

    private void move(int slice, int to) {
        Node from = nodes.get(owner[slice]);
        from.slices.remove(slice);
        from.outbox.dropUnsent(slice);
        owner[slice] = to;
    }

    private void restart() {
        membership = new Membership(SLICES);
        membership.begin(1);
        stored.forEach(membership::apply);
    }

    /** From now on nothing goes wrong any more; until nobody has anything to say. */
    void settle() {
        for (int round = 0; round < 50; round++) {
            for (int number = 0; number < NODES; number++) {
                compare(number);
                Node node = nodes.get(number);
                send(number);
                while (node.outbox.isFlying()) {
                    deliver(sent.get(sent.size() - 1), true);
                    send(number);
                }
                Set<Integer> lost =
                        membership.lost(node.outbox.session(), node.outbox.heard(), Set.copyOf(node.slices), at());
                if (lost == null) {
                    begin(node);
                } else {
                    lost(number, lost);
                }
            }
        }
    }
}

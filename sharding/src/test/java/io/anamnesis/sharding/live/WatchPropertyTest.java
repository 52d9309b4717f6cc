package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.testing.RandomCriteria;
import io.anamnesis.protocol.testing.RandomWords;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.column.Change;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.column.RandomDigests;
import io.anamnesis.sharding.entity.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.roaringbitmap.RoaringBitmap;

/** What a node reports, added up, against the engine over all patients, while patients change, slices come and go, and time passes. */
final class WatchPropertyTest {
    private static final int SLICES = 3;

    /** One cohort: its criterion, who is in, and each patient's last change. */
    private record Cohort(
            CohortName name, Criterion criterion, Membership membership, Map<PatientId, CohortMove> folded) {}

    /** One node and the cohorts that it reports to. */
    private static final class Node {
        final Random random;
        final RandomWords words;
        final RandomDigests digests;
        final PatientColumns columns = new PatientColumns();
        final CohortWatch watch;
        final List<Cohort> cohorts = new ArrayList<>();
        final Set<Integer> ready = new TreeSet<>();
        Instant now = RandomWords.NOW;

        Node(long seed) {
            random = new Random(seed);
            words = new RandomWords(random, false);
            digests = new RandomDigests(random, words);
            LiveSettings settings = LiveSettings.from(ConfigFactory.parseString("max-turns = 3, report-items = 2")
                    .withFallback(ConfigFactory.load().getConfig("anamnesis.sharding.live")));
            watch = new CohortWatch(columns, settings, SLICES, () -> now);
            RandomCriteria any = new RandomCriteria(random, words);
            while (cohorts.size() < 6) {
                Criterion criterion = any.next(4);
                if (!asksWhoIsNear(criterion)) {
                    define(new CohortName("c-" + cohorts.size()), criterion);
                }
            }
        }

        private void define(CohortName name, Criterion criterion) {
            Membership membership = new Membership(SLICES);
            membership.begin(1);
            cohorts.add(new Cohort(name, criterion, membership, new HashMap<>()));
            watch.define(new LiveCohort(name, 1, criterion, "", "u", now, null));
        }

        private static boolean asksWhoIsNear(Criterion criterion) {
            return criterion instanceof NearestTo || criterion.parts().stream().anyMatch(Node::asksWhoIsNear);
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0 -> now = now.plusMillis(1 + random.nextInt(1_000_000_000));
                case 1 -> now = now.plusMillis(1 + random.nextInt(3));
                case 2 -> slice(random.nextInt(SLICES));
                default -> change();
            }
        }

        private void slice(int slice) {
            if (ready.add(slice)) {
                watch.ready(slice);
            } else if (random.nextInt(3) == 0) {
                ready.remove(slice);
                for (int row : columns.slice(slice).toArray()) {
                    digests.forget(columns.patient(row));
                }
                watch.ended(slice, columns.removeSlice(slice));
            }
        }

        private void change() {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                Digest digest = digests.next();
                Change change = columns.apply(new Digest(
                        digest.patient(), Slices.of(digest.patient(), SLICES), digest.seq(), digest.parts()));
                if (change.applied() && !change.isEmpty()) {
                    changes.add(change);
                }
            }
            watch.taken(changes);
        }

        /** Until nothing is to be compared, nobody turns with time, and nothing is to be said. */
        void settle() {
            cohorts.forEach(cohort -> watch.compare(cohort.name()));
            while (watch.due()) {
                watch.judgeDue();
            }
            cohorts.forEach(this::say);
        }

        private void say(Cohort cohort) {
            CohortName name = cohort.name();
            for (CohortWatch.Said said = watch.next(name, 0); said != null; said = watch.next(name, 0)) {
                Outbox.Parcel parcel = said.parcel();
                Membership.Outcome.Counted counted = (Membership.Outcome.Counted)
                        cohort.membership().report(parcel.session(), parcel.number(), parcel.items(), now);
                for (CohortChange change : counted.changes()) {
                    CohortMove before = cohort.folded().put(change.patient(), change.move());
                    assertThat(change.move()).isNotEqualTo(before == null ? CohortMove.LEFT : before);
                }
                watch.heard(new WatchMessage.Heard(name, parcel.session(), parcel.number(), counted.lost()));
            }
        }

        Set<PatientId> expected(Cohort cohort) {
            RoaringBitmap scope = new RoaringBitmap();
            ready.forEach(slice -> scope.or(columns.slice(slice)));
            RoaringBitmap certain = CohortEngine.evaluate(
                            columns, cohort.criterion(), new EvaluationContext(now, scope, Map.of(), Deadline.NEVER))
                    .certain();
            Set<PatientId> patients = new TreeSet<>();
            certain.forEach((int row) -> patients.add(columns.patient(row)));
            return patients;
        }

        /** Of slices that are elsewhere the cohort keeps what it was told. */
        private Set<PatientId> here(Set<PatientId> patients) {
            return patients.stream()
                    .filter(patient -> ready.contains(Slices.of(patient, SLICES)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<PatientId> members(Cohort cohort) {
            return here(cohort.membership().page(null, 10_000).stream()
                    .map(CohortMember::patient)
                    .collect(Collectors.toSet()));
        }

        Set<PatientId> folded(Cohort cohort) {
            return here(cohort.folded().entrySet().stream()
                    .filter(each -> each.getValue() == CohortMove.ENTERED)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
        }
    }

    @Property(tries = 200)
    void what_is_reported_adds_up_to_what_the_engine_says_of_all_patients(@ForAll long seed) {
        // Given
        Node node = new Node(seed);

        for (int i = 0; i < 60; i++) {
            // When
            node.step();
            if (node.random.nextInt(3) == 0) {
                continue;
            }
            node.settle();

            // Then
            for (Cohort cohort : node.cohorts) {
                assertThat(node.members(cohort))
                        .as(() -> CriterionText.print(cohort.criterion()))
                        .isEqualTo(node.expected(cohort));
                assertThat(node.folded(cohort)).isEqualTo(node.members(cohort));
            }
        }
    }
}

package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.sharding.profile.modality.Fact;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which messages what a profile holds comes from. Looks at everything that is held: made when somebody asks. */
final class Contributors {
    private final int most;
    private final Set<Fact> seen = new HashSet<>();
    /** The one that gives way first at the head. */
    private final PriorityQueue<Fact> latest =
            new PriorityQueue<>(Comparator.comparingLong(Fact::seq).thenComparing(Fact::id));

    private Contributors(int most) {
        this.most = most;
    }

    /** Ids of the messages, those with the greatest numbers first. Of samples that only sums are left of nobody knows. */
    static List<String> of(Profile profile, Modality modality, int most) {
        Contributors contributors = new Contributors(most);
        ModalitySlice slice = profile.slices.of(modality);
        if (slice != null) {
            for (Holdings<?> holdings : slice.holdings()) {
                holdings.all()
                        .forEach(held -> contributors.add(
                                held.value() == null ? null : held.evidence().fact()));
            }
        } else {
            profile.series.values().forEach(each -> contributors.add(each, profile.facts));
        }
        return contributors.latest.stream()
                .sorted(contributors.latest.comparator().reversed())
                .map(Fact::id)
                .toList();
    }

    private void add(MetricSeries series, Facts facts) {
        for (int w = 0; w < series.windows(); w++) {
            Window window = series.window(w);
            int before = -1;
            for (int i = 0; i < window.size(); i++) {
                int fact = window.fact(i);
                if (fact != before && !givesWay(facts.seq(fact))) {
                    add(facts.fact(fact));
                }
                before = fact;
            }
        }
    }

    private void add(@Nullable Fact fact) {
        if (fact == null || givesWay(fact.seq()) || !seen.add(fact)) {
            return;
        }
        latest.add(fact);
        if (latest.size() > most) {
            latest.remove();
        }
    }

    /** Whether there are as many as there may be, and all with greater numbers. */
    private boolean givesWay(long seq) {
        return latest.size() == most && seq < latest.element().seq();
    }
}

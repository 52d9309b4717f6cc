package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final int ROWS = 100_000;
    private final GraphSettings settings =
            new GraphSettings(1000, 32, 100, 1.2f, 100, 2, 256, 0.2, 3, 30_000 * 512 * 4L, 0, 0);
    private final Planner planner = new Planner(settings);
    private final NearestQuery query = NearestQuery.of(new float[] {1}, 10);

    private Plan plan(NearestQuery asked, int candidates, int pending, boolean lowRecall) {
        return planner.plan(asked, candidates, ROWS, ROWS, 512, pending, lowRecall);
    }

    @Test
    void large_sets_go_through_the_graph_and_narrow_filters_do_not() {
        // 100 candidates kept × 16 visits × 3: a scan of 4,800 costs as much, without a filter
        assertThat(plan(query, ROWS, 0, false).strategy()).isEqualTo(Strategy.GRAPH);
        assertThat(plan(query, ROWS / 2, 0, false).strategy()).isEqualTo(Strategy.GRAPH);
        Plan narrow = plan(query, ROWS / 100, 0, false);
        assertThat(narrow.strategy()).isEqualTo(Strategy.EXACT);
        assertThat(narrow.reason()).isEqualTo(Reason.EXACT_IS_CHEAPER);
        assertThat(narrow.candidates()).isEqualTo(ROWS / 100);
    }

    @Test
    void a_filter_that_lets_few_enough_pass_misses_nobody() {
        assertThat(plan(query, 30_000, 0, false).reason()).isEqualTo(Reason.FILTERED);
        assertThat(plan(query, 30_000, 0, false).strategy()).isEqualTo(Strategy.EXACT);
        assertThat(plan(query, 30_001, 0, false).strategy()).isEqualTo(Strategy.GRAPH);
        // who asks by a patient leaves that one out: no filter
        assertThat(planner.plan(query, 19_999, 20_000, 20_000, 512, 0, false).strategy())
                .isEqualTo(Strategy.GRAPH);
    }

    @Test
    void who_asks_for_exact_or_for_all_gets_it() {
        assertThat(plan(query.exactly(), ROWS, 0, false).reason()).isEqualTo(Reason.ASKED_FOR);
        assertThat(plan(query, 10, 0, false).reason()).isEqualTo(Reason.ALL_WANTED);
        assertThat(plan(query, 0, 0, false).strategy()).isEqualTo(Strategy.EXACT);
    }

    @Test
    void without_a_graph_or_trust_in_it_answers_are_exact() {
        assertThat(plan(query, ROWS, -1, false).reason()).isEqualTo(Reason.NO_GRAPH);
        assertThat(plan(query, ROWS, 0, true).reason()).isEqualTo(Reason.LOW_RECALL);
    }

    @Test
    void what_waits_beside_the_graph_costs_a_scan() {
        assertThat(plan(query, ROWS, 99_000, false).reason()).isEqualTo(Reason.EXACT_IS_CHEAPER);
    }

    @Test
    void searches_that_visit_more_make_the_graph_dearer() {
        assertThat(plan(query, 40_000, 0, false).strategy()).isEqualTo(Strategy.GRAPH);
        for (int i = 0; i < 200; i++) {
            planner.searched(20_000, 100, 1);
        }
        assertThat(plan(query, 40_000, 0, false).strategy()).isEqualTo(Strategy.EXACT);
    }
}

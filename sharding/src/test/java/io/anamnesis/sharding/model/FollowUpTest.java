package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FollowUpTest {
    private static final Instant FOUND = Instant.parse("2020-01-01T00:00:00Z");

    private final PatientColumns columns = new PatientColumns();
    private Set<String> truncated = Set.of();

    private static Moment moment(String text) {
        try {
            return Moment.of(CriterionText.parse(text));
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private static TrainingGoal.Event goal(@Nullable String what, boolean orDeath, String from) {
        return new TrainingGoal.Event(what == null ? null : moment(what), orDeath, moment(from), 365);
    }

    private static Digest.Element condition(String code, @Nullable Integer day) {
        Long at = day == null ? null : (Long) FOUND.plus(Duration.ofDays(day)).toEpochMilli();
        return new Digest.Element("condition", at, Set.of("code:icd10:" + code), Map.of());
    }

    private static Digest.Element dead(@Nullable Integer day) {
        Map<String, Double> when =
                day == null ? Map.of() : Map.of("death-epoch-day", FOUND.getEpochSecond() / 86_400.0 + day);
        return new Digest.Element("patient", null, Set.of("deceased:true"), when);
    }

    private FollowUp.@Nullable Seen seen(TrainingGoal.Event goal, int lastDay, Digest.Element... elements) {
        List<Digest.Element> all = new ArrayList<>(Arrays.asList(elements));
        Digest.Part part = new Digest.Part(
                columns.size() + 1L, FOUND, FOUND.plus(Duration.ofDays(lastDay)), all, truncated, Map.of(), Map.of());
        PatientId id = new PatientId("p-" + columns.size());
        columns.apply(new Digest(id, 0, 1, Map.of(Modality.CLINICAL, part)));
        return new FollowUp(columns, goal, FOUND).of(columns.row(id).orElseThrow());
    }

    @Test
    void the_first_event_after_the_index_date_counts() {
        FollowUp.Seen seen = seen(
                goal("dx:C79", false, "first(dx:C50)"),
                900,
                condition("C50.9", 10),
                condition("C50.1", 50),
                condition("C79.3", 5),
                condition("C79.3", 300),
                condition("C79.5", 110));

        assertThat(seen).isEqualTo(new FollowUp.Seen(100, true));
    }

    @Test
    void the_last_is_the_index_date_where_that_is_asked_for() {
        assertThat(seen(
                        goal("dx:C79", false, "last(dx:C50)"),
                        900,
                        condition("C50.9", 10),
                        condition("C50.9", 60),
                        condition("C79.3", 110)))
                .isEqualTo(new FollowUp.Seen(50, true));
    }

    @Test
    void who_was_last_seen_without_it_is_censored_then() {
        assertThat(seen(goal("dx:C79", false, "dx:C50"), 400, condition("C50.9", 10)))
                .isEqualTo(new FollowUp.Seen(390, false));
    }

    @Test
    void death_is_the_event_where_it_is_asked_for_and_ends_the_time_otherwise() {
        Digest.Element[] elements = {condition("C50.9", 0), dead(200)};

        assertThat(seen(goal("dx:C79", true, "dx:C50"), 150, elements)).isEqualTo(new FollowUp.Seen(200, true));
        assertThat(seen(goal(null, true, "dx:C50"), 150, elements)).isEqualTo(new FollowUp.Seen(200, true));
        assertThat(seen(goal("dx:C79", false, "dx:C50"), 150, elements)).isEqualTo(new FollowUp.Seen(200, false));
    }

    @Test
    void of_an_event_that_is_recorded_after_death_death_is_the_first_where_it_counts() {
        Digest.Element[] elements = {condition("C50.9", 0), dead(200), condition("C79.3", 210)};

        assertThat(seen(goal("dx:C79", true, "dx:C50"), 150, elements)).isEqualTo(new FollowUp.Seen(200, true));
        assertThat(seen(goal("dx:C79", false, "dx:C50"), 150, elements)).isEqualTo(new FollowUp.Seen(210, true));
    }

    @Test
    void who_is_not_certain_is_left_out() {
        TrainingGoal.Event goal = goal("dx:C79", true, "dx:C50");

        assertThat(seen(goal, 400)).as("no index date").isNull();
        assertThat(seen(goal, 400, condition("C50.9", null)))
                .as("at no known time")
                .isNull();
        assertThat(seen(goal, 400, condition("C50.9", 0), condition("C79.3", null)))
                .as("event at no known time")
                .isNull();
        assertThat(seen(goal, 400, condition("C50.9", 0), dead(null)))
                .as("death at no known time")
                .isNull();
        assertThat(seen(goal, 10, condition("C50.9", 10)))
                .as("nothing after it")
                .isNull();
        truncated = Set.of("condition");
        assertThat(seen(goal, 400, condition("C50.9", 0)))
                .as("not all conditions are known")
                .isNull();
    }
}

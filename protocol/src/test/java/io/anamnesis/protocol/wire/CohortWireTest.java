package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CohortWireTest {
    private static final Instant AT = Examples.OBSERVED;

    private static LiveCohort cohort() throws MalformedCriterion {
        return new LiveCohort(
                new CohortName("brain-egfr"),
                2,
                CriterionText.parse("dx:C71.9 and gene:EGFR[pathogenic]"),
                "for the tumour board",
                "u-1",
                AT,
                null);
    }

    private static List<CohortFrame> frames() throws MalformedCriterion {
        return List.of(
                new CohortFrame.Snapshot(7, new CohortState(cohort(), 7, 3, 15, 16)),
                new CohortFrame.Change(new CohortChange(8, 2, new PatientId("p-1"), CohortMove.LEFT, 41, AT)),
                new CohortFrame.Heartbeat(8, AT));
    }

    @Test
    void every_frame_crosses_the_cluster_unchanged() throws Exception {
        assertThat(frames())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Arrays.stream(CohortFrame.class.getPermittedSubclasses())
                        .toArray(Class<?>[]::new));
        Map<String, String> hex = new TreeMap<>();
        for (CohortFrame frame : frames()) {
            byte[] bytes = WireMappers.cluster().writerFor(CohortFrame.class).writeValueAsBytes(frame);
            assertThat(WireMappers.cluster().readValue(bytes, CohortFrame.class))
                    .isEqualTo(frame);
            hex.put(frame.getClass().getSimpleName(), HexFormat.of().formatHex(bytes));
        }
        Goldens.check("cohort-frame", hex);
    }

    @Test
    void to_the_outside_a_change_has_a_type_and_says_which_way() throws Exception {
        assertThat(WireMappers.outside().writerFor(CohortFrame.class).writeValueAsString(frames().get(1)))
                .isEqualTo("{\"type\":\"change\",\"seq\":8,\"change\":{\"seq\":8,\"version\":2,\"patient\":\"p-1\","
                        + "\"move\":\"left\",\"patientSeq\":41,\"at\":\"2026-03-01T08:15:00Z\"}}");
    }

    @Test
    void an_end_is_later_than_its_version_and_a_new_version_is_later_than_the_end() throws Exception {
        LiveCohort lives = cohort();
        LiveCohort ended = lives.ended(AT);
        LiveCohort next = new LiveCohort(lives.name(), 3, lives.criterion(), "", "u-1", AT, null);

        assertThat(lives.isBefore(ended)).isTrue();
        assertThat(ended.isBefore(lives)).isFalse();
        assertThat(ended.isBefore(next)).isTrue();
        assertThat(lives.isBefore(lives)).isFalse();
    }

    @Test
    void names_are_lower_case_with_dashes() {
        assertThat(List.of("a", "brain-egfr-2", "x".repeat(64))).allMatch(CohortName::isValid);
        assertThat(List.of("", "A", "2a", "a-", "a_b", "query", "x".repeat(65), "a/b"))
                .filteredOn(CohortName::isValid)
                .containsExactly("query");
        assertThatThrownBy(() -> new CohortName("A b")).isInstanceOf(IllegalArgumentException.class);
    }
}

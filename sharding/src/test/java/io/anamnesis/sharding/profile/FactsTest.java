package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.sharding.profile.modality.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Facts in columns are those of a map of objects. */
class FactsTest {
    @Property(tries = 300)
    void columns_know_what_a_map_knows(@ForAll("told") List<Fact> told) {
        Facts columns = new Facts();
        Map<String, Integer> places = new HashMap<>();
        Map<Integer, Fact> objects = new HashMap<>();

        for (Fact each : told) {
            int added = columns.add(each.id(), each.issuedAtEpochMillis(), each.seq(), each.contentHash());
            Integer known = places.putIfAbsent(each.id(), places.size());
            if (known == null) {
                objects.put(added, each);
                assertThat(added).isEqualTo(places.size() - 1);
            } else {
                assertThat(added).isEqualTo(-known - 1);
            }
        }

        assertThat(columns.size()).isEqualTo(places.size());
        places.forEach((id, place) -> {
            assertThat(columns.place(id)).isEqualTo(place);
            assertThat(columns.fact(place)).isEqualTo(objects.get(place));
            assertThat(columns.place(id + "0")).isEqualTo(places.getOrDefault(id + "0", -1));
        });
        objects.forEach((one, fact) -> objects.forEach((other, against) -> assertThat(columns.holdsAgainst(one, other))
                .as("%s against %s", fact, against)
                .isEqualTo(fact.holdsAgainst(against))));
    }

    @Provide
    Arbitrary<List<Fact>> told() {
        // few characters and short, so that ids come again and begin alike
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("a~!0").ofMinLength(1).ofMaxLength(6);
        Arbitrary<Long> issued = Arbitraries.longs().between(-2, 2);
        return Combinators.combine(ids, issued, Arbitraries.longs(), Arbitraries.longs())
                .as(Fact::new)
                .list()
                .ofMaxSize(60);
    }

    @Test
    void a_hundred_thousand_ids_that_differ_little_are_all_found_again() {
        Facts facts = new Facts();
        String prefix = "x".repeat(MessageId.MAX_LENGTH - 8);
        for (int i = 0; i < 100_000; i++) {
            assertThat(facts.add(prefix + i, i, i, i)).isEqualTo(i);
        }

        for (int i = 0; i < 100_000; i += 7) {
            assertThat(facts.place(prefix + i)).isEqualTo(i);
            assertThat(facts.id(i)).isEqualTo(prefix + i);
            assertThat(facts.seq(i)).isEqualTo(i);
        }
        assertThat(facts.place(prefix)).isEqualTo(-1);
        assertThat(facts.place(prefix + "100000")).isEqualTo(-1);
    }

    @Test
    void what_can_be_no_id_is_not_known() {
        Facts facts = new Facts();
        facts.add("a", 0, 1, 0);

        assertThat(facts.place("")).isEqualTo(-1);
        assertThat(facts.place("\u00e1")).isEqualTo(-1);
        assertThat(facts.place("\u0161")).as("whose last byte is an a").isEqualTo(-1);
        assertThat(facts.place("a".repeat(10_000))).isEqualTo(-1);
    }
}

package io.anamnesis.sharding.profile.modality;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.port.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ElementChoiceTest {
    /** A code at a second, or at no known time. */
    record Thing(String code, @Nullable Integer second) {}

    private static IndexElements choose(List<Thing> things, int most) {
        ElementChoice choice = new ElementChoice();
        List<Thing> keyed = new ArrayList<>(things);
        keyed.forEach(each -> choice.add(element(each), each.toString(), List.of(each.code())));
        return choice.choose(most);
    }

    private static Digest.Element element(Thing thing) {
        return new ElementBuilder("condition")
                .at(thing.second() == null ? null : Instant.ofEpochSecond(thing.second()))
                .term("code", thing.code())
                .build();
    }

    private static List<String> shown(IndexElements elements) {
        return elements.all().stream()
                .map(each -> each.terms().first().substring(5) + (each.at() == null ? "?" : each.at() / 1000))
                .toList();
    }

    @Test
    void where_there_is_room_all_are_there_the_latest_first() {
        IndexElements all = choose(List.of(new Thing("a", 1), new Thing("b", null), new Thing("a", 3)), 3);

        assertThat(shown(all)).containsExactly("a3", "a1", "b?");
        assertThat(all.truncated()).isEmpty();
    }

    @Test
    void every_code_keeps_its_last_and_its_first_before_any_repeats() {
        // Given
        List<Thing> things = new ArrayList<>(List.of(new Thing("rare", 1), new Thing("b", 2), new Thing("b", 40)));
        for (int second = 3; second < 30; second++) {
            things.add(new Thing("daily", second));
        }

        // When
        IndexElements chosen = choose(things, 7);

        // Then
        assertThat(shown(chosen)).containsExactly("b40", "daily29", "daily28", "daily27", "daily3", "b2", "rare1");
        assertThat(chosen.truncated()).containsExactly("condition");
    }

    @Test
    void of_more_codes_than_there_is_room_for_the_latest_stay() {
        assertThat(shown(choose(List.of(new Thing("a", 1), new Thing("b", 2), new Thing("c", null)), 2)))
                .containsExactly("b2", "a1");
    }

    @Test
    void what_is_always_there_comes_before_all_others() {
        // Given
        ElementChoice choice = new ElementChoice();
        choice.add(element(new Thing("a", 9)), "a", List.of("a"));
        choice.always(new ElementBuilder("patient").term("sex", "female").build(), "");

        // Then
        assertThat(choice.choose(1).all()).extracting(Digest.Element::kind).containsExactly("patient");
    }

    @Test
    void a_term_that_is_too_long_or_blank_is_left_out() {
        Digest.Element element = new ElementBuilder("variant")
                .term("hgvs", "c." + "A".repeat(300))
                .term("gene", " ")
                .term("gene", null)
                .number("vaf", Double.NaN)
                .number("depth", null)
                .build();

        assertThat(element.terms()).isEmpty();
        assertThat(element.numbers()).isEmpty();
    }

    @Provide
    Arbitrary<List<Thing>> things() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.integers().between(0, 20).injectNull(0.1))
                .as(Thing::new)
                .list()
                .ofMaxSize(40)
                .uniqueElements();
    }

    @Property(tries = 300)
    void what_is_chosen_does_not_depend_on_the_order_and_is_as_much_as_there_is_room_for(
            @ForAll("things") List<Thing> things,
            @ForAll @IntRange(min = 0, max = 45) int most,
            @ForAll Random random) {
        // Given
        List<Thing> other = new ArrayList<>(things);
        Collections.shuffle(other, random);

        // When
        IndexElements chosen = choose(things, most);

        // Then
        assertThat(choose(other, most)).isEqualTo(chosen);
        assertThat(chosen.all()).hasSize(Math.min(most, things.size()));
        assertThat(chosen.truncated().isEmpty()).isEqualTo(things.size() <= most);
        long codes = things.stream().map(Thing::code).distinct().count();
        if (most >= 2 * codes) {
            assertThat(chosen.all().stream()
                            .map(Digest.Element::terms)
                            .distinct()
                            .count())
                    .isEqualTo(codes);
        }
    }
}

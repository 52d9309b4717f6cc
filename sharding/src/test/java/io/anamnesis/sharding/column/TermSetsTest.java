package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Code;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.testing.RandomWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class TermSetsTest {
    private static final List<TermMatch> MATCHES = List.of(
            TermMatch.Codes.of("C71"),
            TermMatch.Codes.of("C"),
            TermMatch.Codes.of("icd10:E11"),
            new TermMatch.Codes("code", List.of(Code.of("I2"), Code.of("E"), Code.of("=C71.9"))),
            new TermMatch.Words("gene", List.of("EGFR", "TP53", "KRAS")));

    /** Questions stay while patients come, change and go, and terms with them. */
    @Property(tries = 300)
    void what_is_kept_of_a_question_is_what_it_would_be_if_it_were_asked_for_the_first_time(@ForAll long seed) {
        Random random = new Random(seed);
        RandomDigests digests = new RandomDigests(random, new RandomWords(random, false));
        PatientColumns columns = new PatientColumns();
        Map<PatientId, Digest> known = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(6) == 0 && !known.isEmpty()) {
                PatientId gone = List.copyOf(known.keySet()).get(random.nextInt(known.size()));
                columns.remove(gone);
                known.remove(gone);
                digests.forget(gone);
            } else {
                Digest digest = digests.next();
                columns.apply(digest);
                known.put(digest.patient(), digest);
            }
            for (Kinds.Kind kind : columns.elements().kinds.all()) {
                for (TermMatch match : MATCHES) {
                    RoaringBitmap rows = rows(columns, kind, match);
                    assertThat(rows).as("%s of %s", match, kind).isEqualTo(plain(columns, known, kind, match));
                    Statistics.label("terms")
                            .collect(Math.min(3, columns.elements().terms.meant(kind.id(), match).ids.length));
                }
            }
        }
    }

    private static RoaringBitmap rows(PatientColumns columns, Kinds.Kind kind, TermMatch match) {
        Terms terms = columns.elements().terms;
        TermSets.TermSet set = terms.meant(kind.id(), match);
        RoaringBitmap rows = terms.sets.rows(set);
        assertThat(terms.sets.count(set))
                .isEqualTo(rows.getLongCardinality())
                .isLessThanOrEqualTo(terms.sets.atMost(set));
        return rows;
    }

    private static RoaringBitmap plain(
            PatientColumns columns, Map<PatientId, Digest> known, Kinds.Kind kind, TermMatch match) {
        RoaringBitmap rows = new RoaringBitmap();
        known.forEach((patient, digest) -> {
            Digest.Part part = digest.parts().get(kind.modality());
            if (part != null && part.elements().stream().anyMatch(element -> has(element, kind, match))) {
                rows.add(columns.row(patient).orElseThrow());
            }
        });
        return rows;
    }

    private static boolean has(Digest.Element element, Kinds.Kind kind, TermMatch match) {
        return element.kind().equals(kind.name())
                && element.terms().stream()
                        .anyMatch(term -> term.startsWith(match.name() + ":")
                                && match.accepts(term.substring(match.name().length() + 1)));
    }

    @Test
    void the_same_question_is_answered_by_the_same_set_until_a_term_that_it_means_comes_or_goes() {
        Postings postings = new Postings();
        TermSets sets = new TermSets(postings);
        IntStream.range(0, 3).forEach(term -> postings.add(term, 10 + term));
        TermMatch match = TermMatch.Codes.of("C71");
        TermSets.TermSet set = sets.keep(7, match, new int[] {0, 1, 2});

        assertThat(sets.find(7, match)).isSameAs(set);
        assertThat(sets.find(8, match)).isNull();
        assertThat(sets.rows(set)).isSameAs(sets.rows(set));

        sets.forget(7, "code:icd10:E11");
        sets.forget(8, "code:icd10:C71.9");
        sets.forget(7, "value:icd10:C71.9");
        assertThat(sets.find(7, match)).isSameAs(set);

        sets.forget(7, "code:icd10:C71.9");
        assertThat(sets.find(7, match)).isNull();
        sets.changed(12, new int[] {2}, new int[0]);
        assertThat(sets.rows(set).toArray()).as("of what is kept no more").containsExactly(10, 11, 12);
    }

    @Test
    void the_last_that_were_asked_for_are_kept_and_not_more_than_fit() {
        TermSets sets = new TermSets(new Postings());
        List<TermMatch> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(TermMatch.Words.of("gene", "G" + i));
            sets.keep(1, many.get(i), new int[] {i});
            sets.find(1, many.get(0));
        }
        assertThat(sets.find(1, many.get(0))).isNotNull();
        assertThat(sets.find(1, many.get(1))).isNull();
        assertThat(sets.find(1, many.get(4_999))).isNotNull();

        for (int i = 0; i < 10; i++) {
            sets.keep(2, many.get(i), IntStream.range(0, 50_000).toArray());
        }
        assertThat(sets.bytes()).isLessThan(200_000L * 100 + 4_096 * 300);
        assertThat(sets.find(2, many.get(9))).isNotNull();
    }

    @Test
    void unions_of_more_questions_than_fit_are_made_anew() {
        Terms terms = new PatientColumns().elements().terms;
        for (int i = 0; i < 400; i++) {
            terms.rows.add(terms.intern(1, "code:icd10:" + code(i)), i);
        }
        for (int round = 0; round < 2; round++) {
            RoaringBitmap often = rows(terms, 1);
            for (int i = 2; i < 400; i++) {
                assertThat(rows(terms, i).toArray()).containsExactly(0, i);
                rows(terms, 500 + i); // of nobody: takes the room of none
                assertThat(rows(terms, 1)).as("is asked for all the time").isSameAs(often);
            }
            assertThat(often.toArray()).containsExactly(0, 1);
        }
        RoaringBitmap before = rows(terms, 2);
        for (int i = 3; i < 100; i++) {
            rows(terms, i);
        }
        assertThat(rows(terms, 2)).isNotSameAs(before).isEqualTo(before);
    }

    /** Of the code of that number and the first one; of neither where nobody has that number. */
    private static RoaringBitmap rows(Terms terms, int number) {
        List<Code> codes =
                number < 400 ? List.of(Code.of(code(number)), Code.of(code(0))) : List.of(Code.of(code(number)));
        return terms.sets.rows(terms.meant(1, new TermMatch.Codes("code", codes)));
    }

    private static String code(int number) {
        return String.format(Locale.ROOT, "%c%03d", 'A' + number % 20, number);
    }
}

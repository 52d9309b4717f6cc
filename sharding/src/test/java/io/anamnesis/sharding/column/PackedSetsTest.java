package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** The packed structures against plain collections, over random changes. */
final class PackedSetsTest {
    @Property(tries = 50)
    void postings_are_sets_however_many_members_they_have(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Postings postings = new Postings();
        Map<Integer, TreeSet<Integer>> plain = new HashMap<>();

        // When
        for (int i = 0; i < 4_000; i++) {
            int id = random.nextInt(5) * 40;
            int member = random.nextInt(40) * 5_000;
            TreeSet<Integer> set = plain.computeIfAbsent(id, any -> new TreeSet<>());
            if (random.nextInt(100) < (i / 500 % 2 == 0 ? 70 : 30)) {
                postings.add(id, member);
                set.add(member);
            } else {
                postings.remove(id, member);
                set.remove(member);
            }

            // Then
            assertThat(postings.contains(id, member)).isEqualTo(set.contains(member));
            assertThat(postings.cardinality(id)).isEqualTo(set.size());
            assertThat(postings.isEmpty(id)).isEqualTo(set.isEmpty());
        }
        plain.forEach((id, set) -> {
            RoaringBitmap all = new RoaringBitmap();
            postings.orInto(id, all);
            assertThat(all).isEqualTo(postings.bitmap(id));
            assertThat(all.stream()).containsExactlyElementsOf(set);
        });
    }

    @Property(tries = 50)
    void a_dictionary_gives_a_number_to_each_key_and_takes_it_back(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Dictionary dictionary = new Dictionary();
        Map<String, Integer> plain = new HashMap<>();

        // When
        for (int i = 0; i < 3_000; i++) {
            String key = "k" + random.nextInt(300);
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                int id = dictionary.intern(bytes);
                Integer known = plain.putIfAbsent(key, id);
                assertThat(known == null || known == id).isTrue();
            } else if (plain.containsKey(key)) {
                dictionary.remove(plain.remove(key));
            }

            // Then
            assertThat(dictionary.find(bytes)).isEqualTo(plain.getOrDefault(key, Dictionary.ABSENT));
        }
        assertThat(dictionary.size()).isEqualTo(plain.size());
        assertThat(dictionary.end()).isLessThanOrEqualTo(301);
        assertThat(new TreeSet<>(plain.values())).hasSameSizeAs(plain.values());
        plain.forEach((key, id) -> {
            assertThat(dictionary.key(id)).isEqualTo(key.getBytes(StandardCharsets.UTF_8));
            assertThat(dictionary.find(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(id);
        });
    }

    @Test
    void numbers_of_all_sizes_are_written_and_read_back() {
        // Given
        List<Long> values = new ArrayList<>();
        for (int shift = 0; shift < 64; shift++) {
            values.addAll(List.of(1L << shift, (1L << shift) - 1, -(1L << shift)));
        }
        ByteWriter writer = new ByteWriter();
        values.forEach(writer::writeSigned);

        // When
        ByteReader reader = new ByteReader(writer.toArray());

        // Then
        for (long value : values) {
            assertThat(reader.readSigned()).isEqualTo(value);
        }
        assertThat(reader.hasMore()).isFalse();
    }
}

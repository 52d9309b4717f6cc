package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ElementColumnTest {
    private static final int ROWS = 3_000;
    private static final int NAME = 4;

    /** An element at a time, with that time as its number. */
    private record At(long atMs) implements ElementView {
        @Override
        public boolean hasTime() {
            return true;
        }

        @Override
        public double number(int name) {
            return atMs;
        }
    }

    @Property(tries = 200)
    void each_row_has_its_own_elements_in_whatever_order_rows_are_asked_for(@ForAll Random random) {
        // Given: dense here, with gaps of hundreds of rows there
        ElementColumn column = new ElementColumn(new int[] {NAME}, ROWS);
        TreeMap<Integer, List<Long>> expected = new TreeMap<>();
        for (int row = 0; row < ROWS; row += 1 + (random.nextInt(9) == 0 ? random.nextInt(300) : 0)) {
            List<Long> times = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                long at = random.nextInt(1_000);
                times.add(at);
                column.add(new At(at));
            }
            column.endRow(row);
            expected.put(row, times);
        }
        column.complete();
        int changed = random.nextInt(ROWS);
        column.changed(changed);

        // Then: front to back, in long and short steps, and anywhere
        ElementColumn.Reader reader = column.reader();
        int longest = 1 + random.nextInt(600);
        for (int row = 0; row < ROWS; row += 1 + random.nextInt(longest)) {
            check(reader, row, changed, expected);
        }
        for (int i = 0; i < 100; i++) {
            check(reader, random.nextInt(ROWS), changed, expected);
        }
    }

    private static void check(ElementColumn.Reader reader, int row, int changed, Map<Integer, List<Long>> expected) {
        assertThat(reader.open(row)).isEqualTo(row != changed);
        if (row == changed) {
            return;
        }
        List<Long> found = new ArrayList<>();
        while (reader.next()) {
            assertThat(reader.hasTime()).isTrue();
            assertThat(reader.number(NAME)).isEqualTo((double) reader.atMs());
            assertThat(reader.number(NAME + 1)).isNaN();
            found.add(reader.atMs());
        }
        assertThat(found).isEqualTo(expected.getOrDefault(row, List.of()));
    }
}

package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.SurvivalLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnFilesTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void modalities() throws IOException {
        // in another order than the labels, and without p1; of p2 a number is missing; nobody knows p99
        write(
                "wearables.csv",
                "id,steps,pulse\np99,1,1\np2,7000,\np0,5000,NA\n"
                        + lines(3, 40, i -> "p" + i + "," + 1000 * i + "," + (60 + i)));
        write("notes.csv", "id,words\n" + lines(0, 40, i -> "p" + i + "," + i));
        write("labels.csv", "id,class\n" + lines(0, 40, i -> "p" + i + "," + (i % 2 == 0 ? "well" : "ill")));
    }

    private interface Line {
        String of(int i);
    }

    private static String lines(int from, int to, Line line) {
        return IntStream.range(from, to).mapToObj(line::of).collect(Collectors.joining("\n")) + "\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_modality_a_file_joined_by_id() throws IOException {
        Dataset set = Datasets.in(folder).get(0);

        Dataset.Split split = set.split().by(0);
        assertThat(set.name()).isEqualTo(String.valueOf(folder.getFileName()));
        assertThat(split.train().blocks()).extracting(block -> block.name()).containsExactly("notes", "wearables");
        assertThat(split.train().size() + split.test().size()).isEqualTo(40);
        assertThat(((ClassLabels) split.train().labels()).names()).containsExactly("ill", "well");
        assertThat(set.notes())
                .containsExactly(
                        "1 rows of modalities are of nobody in labels.csv and were left out.",
                        "The source has no split: each seed holds another third back, classes or events in proportion.");
        assertThat(set.split().by(1).test().patient(0)[0])
                .isNotEqualTo(split.test().patient(0)[0]);
    }

    @Test
    void the_split_is_the_own_one_where_there_is_one_and_times_are_read() throws IOException {
        write(
                "labels.csv",
                "part,time,event,id\n"
                        + lines(0, 40, i -> (i < 30 ? "train," : "test,") + (i + 0.5) + "," + i % 2 + ",p" + i));

        Dataset.Split split = Datasets.in(folder).get(0).split().by(3);

        assertThat(split.train().size()).isEqualTo(30);
        SurvivalLabels labels = (SurvivalLabels) split.test().labels();
        assertThat(labels.time(1)).isEqualTo(31.5);
        assertThat(labels.event(1)).isTrue();
        assertThat(split.train().patient(0)[1]).containsExactly(5000, Float.NaN);
        assertThat(split.train().patient(1)[1]).isNull();
        assertThat(split.train().patient(2)[1]).containsExactly(7000, Float.NaN);
        assertThat(split.train().patient(5)[0]).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id;class/p1;a/p1;b | row 3: the id 'p1' is there twice
                    id;class/p1;a/p2 | row 3 has 1 cells, expected 2
                    name;class/p1;a | expected a column id, got [name, class]
                    id;label/p1;a | expected a column class, or time and event, got [id, label]
                    id;class/p1;a/p2;b | the class a has 1 patients, at least 10 are needed
                    id;time;event/p1;3;yes | row 2: expected a time from 0 on and an event of 1 or 0, got '3' and 'yes'
                    id;time;event/p1;-3;1 | row 2: expected a time from 0 on and an event of 1 or 0, got '-3' and '1'
                    id;time;event/p1;3;1 | the event has 1 patients, at least 10 are needed
                    """)
    void what_is_wrong_is_told_with_its_place(String labels, String told) throws IOException {
        write("labels.csv", labels.replace('/', '\n').replace(';', ',') + "\n");

        assertThatThrownBy(() -> Datasets.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("labels.csv") + ": " + told);
    }

    @Test
    void parts_that_are_neither_and_modalities_that_begin_otherwise_are_told() throws IOException {
        write("labels.csv", "id,class,part\n" + lines(0, 40, i -> "p" + i + "," + i % 2 + ",all"));
        assertThatThrownBy(() -> Datasets.in(folder)).hasMessageEndingWith("row 2: part is train or test, got 'all'");

        write("labels.csv", "id,class,part\n" + lines(0, 40, i -> "p" + i + "," + i % 2 + ",train"));
        assertThatThrownBy(() -> Datasets.in(folder))
                .hasMessageEndingWith("expected both train and test in the column part");

        write("notes.csv", "words,id\n3,p1\n");
        assertThatThrownBy(() -> Datasets.in(folder))
                .hasMessage(folder.resolve("notes.csv") + ": expected the column id, then a number a column");
    }
}

package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 9,800 images of digits, 200 queries, and their hundred nearest as computed elsewhere in double precision. */
class MnistNeighboursTest {
    private static final int BASE = 9800;
    private static final int NEAREST = 100;

    @ParameterizedTest
    @CsvSource({"COSINE, cosine", "DOT, ip", "EUCLIDEAN, l2"})
    void neighbours_are_those_that_others_found(Metric metric, String golden) throws IOException {
        // Given the images
        float[][] images = images();
        List<int[]> expected = golden(golden);
        GraphSettings graph = new GraphSettings(1000, 32, 100, 1.2f, 200, 2, 256, 0.2, 1e-9, 0, 0, 0);
        VectorSpace space = Spaces.space(Spaces.settings(metric, Combine.LATEST, graph));
        for (int row = 0; row < BASE; row++) {
            space.put(row, List.of(images[row]));
        }

        // When the nearest to each query are asked for, exactly and through the graph
        double recall = 0;
        for (int query = 0; query < expected.size(); query++) {
            NearestQuery asked = NearestQuery.of(images[BASE + query], NEAREST);
            Neighbours exact = space.search(asked.exactly());

            // Then the exact ones are the same, in the same order but for ties
            assertThat(rows(exact))
                    .containsExactlyInAnyOrder(
                            Arrays.stream(expected.get(query)).boxed().toArray(Integer[]::new));
            for (int rank = 0; rank < NEAREST; rank++) {
                double own = PlainSpace.distance(metric, images[BASE + query], images[expected.get(query)[rank]]);
                assertThat((double) exact.distance(rank)).isCloseTo(own, within(own));
            }
            recall += RecallMeter.of(space.search(asked), exact);
        }
        // And the graph found nearly all of them
        assertThat(recall / expected.size()).isGreaterThan(0.95);
    }

    private static org.assertj.core.data.Offset<Double> within(double distance) {
        return org.assertj.core.data.Offset.offset(1e-5 * Math.max(1, Math.abs(distance)));
    }

    private static Set<Integer> rows(Neighbours found) {
        Set<Integer> rows = new HashSet<>();
        IntStream.range(0, found.size()).forEach(i -> rows.add(found.row(i)));
        return rows;
    }

    /** IDX: a header of four big-endian ints, the last three of which are count, height and width. */
    private static float[][] images() throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(
                Files.newInputStream(SharedData.file("embeddings/mnist_t10k-images-idx3-ubyte.gz"))))) {
            in.readInt();
            float[][] images = new float[in.readInt()][];
            int pixels = in.readInt() * in.readInt();
            for (int i = 0; i < images.length; i++) {
                byte[] bytes = in.readNBytes(pixels);
                images[i] = new float[pixels];
                for (int j = 0; j < pixels; j++) {
                    images[i][j] = Byte.toUnsignedInt(bytes[j]);
                }
            }
            return images;
        }
    }

    private static List<int[]> golden(String metric) throws IOException {
        List<int[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Files.newInputStream(SharedData.file("embeddings/golden_mnist_" + metric + "_top100.csv.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(Arrays.stream(line.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray());
            }
        }
        return rows;
    }
}

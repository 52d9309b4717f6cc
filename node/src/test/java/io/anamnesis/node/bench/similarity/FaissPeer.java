package io.anamnesis.node.bench.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.bench.similarity.Figures.Point;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Faiss (Debian's python3-faiss), flat and HNSW with 16 links (32 on the ground layer), beam 100: one thread of a process. */
final class FaissPeer {
    private static final String PYTHON = "/usr/bin/python3";

    private FaissPeer() {}

    /** Whether it is installed. */
    static boolean isThere() throws IOException, InterruptedException {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import faiss")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    static List<Figures> measure(Measurement measurement, SimilarityOptions options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("faiss-peer-");
        try {
            VectorSet set = measurement.set();
            write(folder.resolve("base"), set.base());
            write(folder.resolve("queries"), set.queries());
            try (DataOutputStream truth =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("truth"))))) {
                for (int[] rows : measurement.truth()) {
                    for (int row : rows) {
                        truth.writeInt(row);
                    }
                }
            }
            Path script = folder.resolve("faiss_peer.py");
            try (InputStream source =
                    Objects.requireNonNull(FaissPeer.class.getResourceAsStream("faiss_peer.py"), "faiss_peer.py")) {
                Files.copy(source, script);
            }
            Process process = new ProcessBuilder(
                            PYTHON,
                            script.toString(),
                            folder.toString(),
                            String.valueOf(set.dimension()),
                            String.valueOf(options.neighbours()),
                            String.valueOf(options.time().toSeconds()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("the script failed");
            }
            return figures(answer, set.name());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static List<Figures> figures(String json, String set) throws IOException {
        List<Figures> all = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(json)) {
            List<Point> points = new ArrayList<>();
            for (JsonNode point : each.path("points")) {
                points.add(new Point(
                        point.path("what").asText(),
                        point.path("recall").asDouble(),
                        point.path("perSecond").asDouble(),
                        point.path("perCpuSecond").asDouble(),
                        point.path("p99Millis").asDouble()));
            }
            all.add(new Figures(
                    each.path("contender").asText(),
                    set,
                    each.path("buildSeconds").asDouble(),
                    each.path("bytesPerVector").asDouble(),
                    each.path("visibleMillis").asDouble(),
                    points,
                    List.of()));
        }
        return all;
    }

    private static void write(Path file, float[][] vectors) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (float[] vector : vectors) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(vector);
                out.write(bytes.array());
            }
        }
    }
}

package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader gets by with a small heap, whatever it is given, refuses or reads it, and comes to an end. */
class BoundedMemoryTest {
    static Stream<Arguments> kinds() {
        return HostileInputs.kinds().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hostile_inputs_are_read_or_refused_within_a_small_heap(String kind, int heapMegabytes)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderTrial.class.getName(),
                        kind)
                .redirectErrorStream(true)
                .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Map<String, String> outcomes = new LinkedHashMap<>();
        told.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> outcomes.put(parts[0], parts[1]));
        assertThat(child.exitValue()).as(told.lines().reduce("", (a, b) -> b)).isZero();
        assertThat(outcomes.keySet())
                .containsExactlyElementsOf(HostileInputs.of(kind).keySet());
        List<String> bad = outcomes.entrySet().stream()
                .filter(each ->
                        !each.getValue().startsWith("read ") && !each.getValue().startsWith("refused "))
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
        assertThat(bad).isEmpty();
        assertThat(outcomes.entrySet().stream().filter(each -> each.getKey().endsWith("a bomb behind it")))
                .as("imaging stops reading where its object ends")
                .isNotEmpty()
                .allMatch(each -> kind.equals("imaging") || each.getValue().startsWith("refused "));
        assertThat(outcomes.get("nothing")).startsWith("refused ");
    }
}

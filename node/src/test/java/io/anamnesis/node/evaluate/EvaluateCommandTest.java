package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class EvaluateCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final CommandLine command = new CommandLine(
            new EvaluateCommand(new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()), false)));

    @Test
    void a_set_gives_a_report_that_the_same_command_gives_again() throws IOException {
        // Given 80 and 60 made-up patients in the layout of a survival set, and a golden row
        write("whas_train.csv.gz", 80, 1);
        write("whas_test.csv.gz", 60, 2);
        Files.writeString(folder.resolve("golden_coxph_summary.csv"), "dataset,c_test\n\"whas\",0.999\n");
        Path first = folder.resolve("first.md");
        Path second = folder.resolve("second.md");

        // When
        int code = run(first);
        run(second);

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("The report on 1 set is in " + first);
        assertThat(first)
                .content()
                .contains(
                        "80 patients to learn from, 60 to test on; blocks person (3), heart (3).",
                        "| golden: Cox, R survival 3.5-3 | 0.9990 |",
                        "| 0 % | 50 % |",
                        "| baseline: Cox | ",
                        "| only heart | ",
                        "| early | ",
                        "| intermediate | ",
                        "| late | ",
                        "| attention | ",
                        "| C of attention less that of late | 0 % | 50 % |",
                        "| difference ± its standard error | ",
                        "Best golden row: 0.9990 (Cox, R survival 3.5-3), which ours does not reach.");
        assertThat(second).hasSameBinaryContentAs(first);
        Path page = folder.resolve("first.html");
        assertThat(folder.resolve("second.html")).hasSameBinaryContentAs(page);
        assertThat(page)
                .content()
                .contains(
                        "<h2>whas</h2>",
                        "<title id=\"set0-missing-t\">C with blocks taken away</title>",
                        "<title id=\"set0-calibration-t\">Calibration</title>",
                        "C by group: x5",
                        "prefers-color-scheme: dark")
                .doesNotContain("http", "src=", "url(", "<script", "NaN", "∞");
        // every plot has a title and a text, every name is there once
        List<String> ids = Pattern.compile("id=\"([^\"]+)\"")
                .matcher(Files.readString(page))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6);
        assertThat(Pattern.compile("<figure>")
                        .matcher(Files.readString(page))
                        .results()
                        .count())
                .isEqualTo(ids.size() / 2);
    }

    @Test
    void the_page_is_well_formed() throws Exception {
        write("whas_train.csv.gz", 60, 1);
        write("whas_test.csv.gz", 60, 2);
        Path page = folder.resolve("a page.html");

        command.execute(
                folder.toString(),
                "--seeds",
                "1",
                "--missing",
                "0",
                "--draws",
                "10",
                "--report",
                folder.resolve("r.md").toString(),
                "--html",
                page.toString());

        // HTML leaves two elements open that XML wants closed
        String xml = Files.readString(page).replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("svg")
                        .getLength())
                .isGreaterThan(3);
    }

    @Test
    void a_folder_without_a_known_set_is_told_in_one_sentence() {
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            out.write(failure.getMessage());
            return 1;
        });

        assertThat(command.execute(folder.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("The sets can't be read: no known set is in " + folder);
    }

    @Test
    void shares_that_do_not_begin_with_nothing_missing_are_refused() {
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            out.write(failure.getMessage());
            return 2;
        });

        assertThat(command.execute(folder.toString(), "--missing", "0.2,0.4")).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("--missing takes shares from 0 to 1, the first 0, got [0.2, 0.4].");
    }

    private int run(Path report) {
        return command.execute(
                folder.toString(),
                "--seeds",
                "2",
                "--missing",
                "0,0.5",
                "--draws",
                "50",
                "--report",
                report.toString());
    }

    /** Times that shorten with x0 and x1. */
    private void write(String name, int patients, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("x0,x1,x2,x3,x4,x5,time,event\n");
        for (int i = 0; i < patients; i++) {
            double[] x = random.doubles(6).toArray();
            x[5] = x[5] < 0.5 ? 0 : 1;
            double time = Math.ceil(50 * Math.exp(-2 * x[0] - x[1]) * -Math.log(1 - random.nextDouble()));
            for (double value : x) {
                text.append(value).append(',');
            }
            text.append(time).append(',').append(random.nextInt(3) > 0 ? 1 : 0).append('\n');
        }
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}

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
                        "| C where there is no more than | baseline: Cox | early | intermediate | late | attention |",
                        "| person | ",
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

    @Test
    void a_start_from_a_richer_cohort_is_judged_and_the_same_again() throws IOException {
        // Given 120 and 90 made-up patients in the layout of two cohorts
        cohort("rotterdam.csv.gz", "recur", "rtime", "death", "dtime", 120, 1);
        cohort("gbsg.csv.gz", "status", "rfstime", "unused", "unusedtoo", 90, 2);
        Path first = folder.resolve("first.md");
        Path second = folder.resolve("second.md");

        // When
        int code = transfer(first);
        transfer(second);

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("The report on 1 pair of sets is in " + first);
        assertThat(first)
                .content()
                .contains(
                        "## rotterdam to gbsg",
                        "120 patients of the rich cohort; of the sparse one 60 to take parts of and 30 to test on, with 8 numbers, of"
                                + " which the rich one has 8.",
                        "| C, learned from (patients) | 50 % (30) | 100 % (60) |\n| --- | --- | --- |\n| late, from nothing | ",
                        "| late, from rotterdam | ",
                        "| attention, from nothing | ",
                        "| attention, from rotterdam | ",
                        "| difference ± its standard error | ",
                        "| the model of rotterdam as it is | ",
                        "By more than a standard error the start helps ")
                .doesNotContain("NaN");
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(folder.resolve("first.html"))
                .hasSameBinaryContentAs(folder.resolve("second.html"))
                .content()
                .contains(
                        "<h2>rotterdam to gbsg</h2>",
                        "<title id=\"transfer0-t\">C by the part that was learned from</title>")
                .doesNotContain("http", "src=", "url(", "<script", "NaN");
    }

    @Test
    void parts_that_are_no_twentieths_are_refused() {
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            out.write(failure.getMessage() + "\n");
            return 2;
        });

        for (String parts : List.of("0.12", "0.4,0.2", "0", "1.05", "0.2,0.2")) {
            assertThat(command.execute(folder.toString(), "--transfer", "--parts", parts))
                    .isEqualTo(2);
        }
        assertThat(out.toString().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("--parts takes ascending multiples of 0.05 up to 1, got ["));
    }

    private int transfer(Path report) {
        return command.execute(
                folder.toString(),
                "--transfer",
                "--seeds",
                "2",
                "--parts",
                "0.5,1",
                "--draws",
                "20",
                "--report",
                report.toString());
    }

    /** Times that shorten with the nodes. */
    private void cohort(String name, String event, String time, String death, String dtime, int patients, long seed)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(
                "age,meno,size,grade,nodes,pgr,er,hormon," + event + "," + time + "," + death + "," + dtime + "\n");
        for (int i = 0; i < patients; i++) {
            int nodes = random.nextInt(10);
            double days = Math.ceil(2_000 * Math.exp(-0.3 * nodes) * -Math.log(1 - random.nextDouble()));
            text.append(30 + random.nextInt(50))
                    .append(',')
                    .append(random.nextInt(2))
                    .append(",20-50,");
            text.append(1 + random.nextInt(3)).append(',').append(nodes).append(',');
            text.append(random.nextInt(300))
                    .append(',')
                    .append(random.nextInt(300))
                    .append(',');
            text.append(random.nextInt(2))
                    .append(',')
                    .append(random.nextInt(3) > 0 ? 1 : 0)
                    .append(',');
            text.append(days).append(",0,").append(days).append('\n');
        }
        pack(name, text);
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
        pack(name, text);
    }

    private void pack(String name, StringBuilder text) throws IOException {
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}

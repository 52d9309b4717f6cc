package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import io.anamnesis.web.token.Verification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class CommandLineTest {
    @TempDir
    Path home = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine root = Main.commandLine(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false),
            Main.class,
            Wiring::start,
            EmbeddedStorage::start);

    @Test
    void every_command_option_and_parameter_says_what_it_is() {
        List<String> silent = new ArrayList<>();
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName();
            if (command.getCommandSpec().usageMessage().description().length == 0) {
                silent.add(name);
            }
            command.getCommandSpec().args().stream()
                    .filter(argument -> isSilent(argument))
                    .forEach(argument -> silent.add(name + " " + argument));
        }
        assertThat(silent).isEmpty();
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void every_option_with_a_value_says_its_default_or_that_it_is_required() {
        List<String> unclear = new ArrayList<>();
        for (CommandLine command : commands()) {
            command.getCommandSpec().options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .filter(option -> !String.join(" ", option.description()).matches(".*(Default:|Required\\.).*"))
                    .forEach(option ->
                            unclear.add(command.getCommandSpec().qualifiedName() + " " + option.longestName()));
        }
        assertThat(unclear).isEmpty();
    }

    @Test
    void every_help_ends_with_an_example_and_the_exit_codes_and_fits_the_screen() {
        for (CommandLine command : commands()) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

            assertThat(help)
                    .contains("Exit codes: 0")
                    .containsPattern("Examples?:|Five minutes:")
                    .doesNotContain("${");
            assertThat(help.lines()).as(command.getCommandName()).allMatch(line -> line.length() <= 110);
        }
    }

    @Test
    void the_first_help_shows_what_people_type_and_hides_the_rest() {
        String help = root.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("  up ")
                .contains("  load ")
                .contains("  status ")
                .doesNotContain("  storage ");
    }

    @Test
    void a_wrong_option_is_told_in_two_lines() {
        int code = root.execute("up", "--nods", "3");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).element(1).isEqualTo("See: anamnesis up --help");
    }

    @Test
    void a_value_out_of_range_is_told_in_one_sentence_without_a_trace() {
        int code = root.execute("up", "--nodes", "17", "--detach", "--home", home.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err).hasToString("anamnesis: --nodes takes 1 to 16, got 17." + System.lineSeparator());
    }

    @Test
    void roles_that_make_no_system_are_told_in_one_sentence() {
        root.execute("up", "--roles", "nurse", "--detach", "--home", home.toString());
        root.execute("up", "--nodes", "2", "--roles", "3=edge", "--detach", "--home", home.toString());
        root.execute("up", "--roles", "edge", "--detach", "--home", home.toString());
        root.execute(
                "up", "--nodes", "2", "--roles", "edge", "--roles", "1=trainer", "--detach", "--home", home.toString());

        assertThat(err.toString().lines())
                .containsExactly(
                        "anamnesis: --roles takes edge, data, trainer, got 'nurse'.",
                        "anamnesis: --roles takes N= for N from 1 to 2, got '3='.",
                        "anamnesis: At least one node needs the role data: somebody has to hold the patients.",
                        "anamnesis: At least one node needs the role data: somebody has to hold the patients.");
    }

    @Test
    void a_node_looks_for_others_or_is_given_a_list_and_not_both() {
        String[] node = {
            "node",
            "--id",
            "1",
            "--http-port",
            "1",
            "--remoting-port",
            "2",
            "--cassandra",
            "127.0.0.1:1",
            "--home",
            home.toString(),
            "--discovery"
        };

        assertThat(root.execute(with(node, "dns", "--seed", "127.0.0.1:3"))).isEqualTo(2);
        assertThat(root.execute(with(node, "kubernetes", "--contact-points", "0")))
                .isEqualTo(2);
        assertThat(root.execute(with(node, "bonjour"))).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "--seed lists nodes and --discovery looks for them: give one of the two.",
                        "--contact-points takes 1 to 1000, got 0.",
                        "'bonjour'");
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void nothing_runs_in_an_empty_home() {
        assertThat(root.execute("status", "--home", home.toString())).isEqualTo(3);
        assertThat(root.execute("status", "--json", "--home", home.toString())).isEqualTo(3);
        assertThat(root.execute("down", "--home", home.toString())).isZero();
        assertThat(out.toString()).contains("Nothing runs in " + home).contains("{\"running\":false,\"ready\":false}");
    }

    @Test
    void a_load_without_a_system_says_how_to_start_one() {
        int code = root.execute("load", "somewhere", "--home", home.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("start it with anamnesis up").doesNotContain("\tat ");
    }

    @Test
    void a_file_of_another_assembly_is_refused_with_the_option_that_takes_it_and_auto_takes_each_file_as_it_says()
            throws Exception {
        Path files = Files.createDirectory(home.resolve("in"));
        for (String assembly : new String[] {"GRCh37", "GRCh38", "none-that-is-known"}) {
            Files.writeString(
                    files.resolve(assembly + ".vcf"),
                    "##fileformat=VCFv4.3\n##reference=" + assembly + "\n"
                            + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"d\">\n"
                            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\n"
                            + "7\t8\t.\tA\tC\t.\t.\t.\tGT\t0/1\n");
        }
        String[] load = {
            "load", files.toString(), "--dry-run", "--observed-at", "2026-03-01T00:00:00Z", "--home", home.toString()
        };

        assertThat(root.execute(with(load, "--assembly", "GRCh38"))).isZero();
        assertThat(out.toString())
                .contains("the header is of GRCh37 and the parameter assembly says GRCh38")
                .contains("-> files of another assembly are taken with --assembly auto")
                .contains("2 messages made");

        for (String[] auto : new String[][] {load, with(load, "--assembly", "auto")}) {
            out.getBuffer().setLength(0);
            assertThat(root.execute(auto)).isZero();
            assertThat(out.toString())
                    .contains("assembly-required")
                    .contains("-> files that name no assembly are taken with its name")
                    .contains("2 messages made");
        }
    }

    @Test
    void the_trace_of_a_failure_comes_on_request() {
        root.execute("load", "somewhere", "--verbose", "--home", home.toString());

        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void a_token_holds_for_the_nodes_of_its_home_and_says_who_and_why() throws Exception {
        int code = root.execute(
                "token",
                "--subject",
                "dr-1",
                "--role",
                "a",
                "--role",
                "b",
                "--purpose",
                "HRESCH",
                "--ttl",
                "15m",
                "--home",
                home.toString());

        assertThat(code).isZero();
        Tokens tokens = new Tokens(SigningKey.loadOrCreate(home.resolve("token.key")), InstantSource.system());
        assertThat(tokens.verify(out.toString().strip()))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> assertThat(verified.caller())
                        .isEqualTo(new Caller("dr-1", Set.of("a", "b"), "HRESCH")));
    }

    private static boolean isSilent(ArgSpec argument) {
        return String.join("", argument.description()).isBlank();
    }

    private List<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>(root.getSubcommands().values());
        commands.add(root);
        return commands;
    }
}

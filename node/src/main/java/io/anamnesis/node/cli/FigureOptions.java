package io.anamnesis.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.terminal.Terminal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every measurement takes, and how it shows what came out. */
public final class FigureOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "Print the figures as one JSON object. Default: as text.")
    private boolean json;

    @Option(names = "--verbose", description = "On failure, also print the stack trace. Default: only what failed.")
    @SuppressWarnings("UnusedVariable") // the failure handler looks at the match
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    /** Prints figures the way that was asked for. */
    public void print(Terminal terminal, Map<String, Object> figures, List<String> text)
            throws JsonProcessingException {
        if (json) {
            terminal.print(JSON.writeValueAsString(figures));
        } else {
            text.forEach(terminal::print);
        }
    }
}

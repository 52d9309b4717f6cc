package io.anamnesis.node.cli;

import io.anamnesis.node.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one sentence and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler {
    private final Terminal terminal;

    FailureHandler(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        terminal.say("anamnesis: " + sentence(failure));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            terminal.say(trace.toString());
        }
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCodes.FAILED;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof CommandFailure) {
            return Objects.requireNonNullElse(failure.getMessage(), "failed");
        }
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return (message == null ? kind : kind + ": " + message) + " (--verbose shows where)";
    }
}

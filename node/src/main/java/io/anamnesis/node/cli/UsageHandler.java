package io.anamnesis.node.cli;

import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says in two lines what is wrong with a command line; the whole help would push it off the screen. */
final class UsageHandler implements IParameterExceptionHandler {
    private final Terminal terminal;

    UsageHandler(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        terminal.say("anamnesis: " + failure.getMessage());
        terminal.say("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }
}

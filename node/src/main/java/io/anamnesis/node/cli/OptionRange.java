package io.anamnesis.node.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What numbers an option takes. */
public final class OptionRange {
    private OptionRange() {}

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException where it is out of range, with a sentence for whoever typed it
     */
    public static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " takes " + least + " to " + most + ", got " + value);
        }
    }

    /** Makes options; one that is out of its range is a misuse of the command. */
    public static <T> T checked(CommandSpec spec, Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}

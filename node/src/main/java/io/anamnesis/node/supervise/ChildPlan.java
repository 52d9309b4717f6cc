package io.anamnesis.node.supervise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One process that shall run.
 *
 * @param name such as {@code node-1}
 * @param command asked for program and arguments at each start
 * @param output takes what it prints, appended
 * @param log read out when the start fails; may be the same file as {@code output}
 * @param readiness asked until it says yes
 * @param readyWithin how long a first start may take
 */
public record ChildPlan(
        String name, Command command, Path output, Path log, Readiness readiness, Duration readyWithin) {
    /** Program and arguments; they may depend on what an earlier stage wrote. */
    @FunctionalInterface
    public interface Command {
        List<String> line() throws IOException;
    }

    /** Tells whether the process does its work yet. Called often; answers within a second or so; never throws. */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady();
    }
}

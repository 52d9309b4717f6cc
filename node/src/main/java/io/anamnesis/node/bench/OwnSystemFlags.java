package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What measurements of a system of their own take, and how they get it. */
final class OwnSystemFlags {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(4);

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "State folder of the measured system, which stays. Default: a temporary one, which does not.")
    private @Nullable Path home;

    /** What is done with the system. */
    interface Measurement<F> {
        /**
         * Measures.
         *
         * @param tokens for the system, by subject
         * @param loadBefore load average of the machine before anything was started
         */
        F on(OwnSystem system, Function<String, String> tokens, double loadBefore)
                throws IOException, InterruptedException;
    }

    /** Starts one node with its database, measures, and stops both. */
    <F> F measure(Terminal terminal, String mainClass, TokenIssuer issuer, Measurement<F> measurement)
            throws IOException, InterruptedException {
        double loadBefore = IngestMeasurement.loadAverage();
        try (OwnSystem system = OwnSystem.start(home, terminal, mainClass)) {
            return measurement.on(system, subject -> token(issuer, system, subject), loadBefore);
        } catch (StartFailure e) {
            throw new CommandFailure("The system to measure did not start: " + e.getMessage(), e);
        }
    }

    private static String token(TokenIssuer issuer, OwnSystem system, String subject) {
        try {
            return issuer.issue(
                    system.home(), new Caller(subject, Set.of("clinician", "researcher"), "TREAT"), TOKEN_LIFETIME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

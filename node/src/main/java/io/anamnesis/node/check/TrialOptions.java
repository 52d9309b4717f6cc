package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What every check needs.
 *
 * @param home an empty folder for the system
 * @param nodes how many to start, from 1
 * @param kills how many processes to kill, from 0
 * @param seed the same seed gives the same messages and kills
 * @param mainClass started for each process
 * @param javaFlags for each process, blanks between them
 */
public record TrialOptions(
        Home home,
        int nodes,
        int kills,
        long seed,
        String mainClass,
        String javaFlags,
        TokenIssuer tokens,
        Terminal terminal) {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(6);
    /** Several processes share a machine that may be small. */
    private static final String SMALL = "-Xmx512m -XX:+UseSerialGC ";

    /** Not started yet. */
    TrialSystem system(String moreFlags) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(JavaCommand.FLAGS_VARIABLE, SMALL + moreFlags + " " + javaFlags);
        JavaCommand java = JavaCommand.likeThisProcess(Installation.jvmFlags(System.getenv()), environment, mainClass);
        return new TrialSystem(home, nodes, java, terminal);
    }

    /** Of one who may restart and drain. */
    String operatorToken() throws IOException {
        return tokens.issue(home, new Caller("cli/check", Set.of("operator"), "SYSADMIN"), TOKEN_LIFETIME);
    }

    String token() throws IOException {
        return tokens.issue(home, new Caller("cli/check", Set.of("clinician"), "TREAT"), TOKEN_LIFETIME);
    }
}

package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which system a command talks to, and as whom. */
final class TargetOptions {
    private static final String TOKEN_VARIABLE = "ANAMNESIS_TOKEN";
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of a node, such as http://127.0.0.1:8080; repeat for more. "
                    + "Default: every node of the system that runs in the state folder.")
    private List<URI> urls = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token. Default: $ANAMNESIS_TOKEN, else a new one signed with the state folder's key.")
    private @Nullable String token;

    /** The nodes to talk to. */
    NodeRing ring(Home home) throws IOException {
        if (!urls.isEmpty()) {
            for (URI url : urls) {
                if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                    throw new CommandFailure("--url takes http://HOST:PORT, got '" + url + "'.", ExitCodes.USAGE, null);
                }
            }
            return new NodeRing(urls);
        }
        Optional<RunState> state = new RunFile(home.runFile()).readLive();
        return new NodeRing(state.map(RunState::urls)
                .orElseThrow(() -> new CommandFailure("Nothing runs in " + home.folder()
                        + ": start it with anamnesis up, or say where with --url.")));
    }

    /** The token to show; a new one is for this subject and these roles. */
    String token(Home home, TokenIssuer issuer, String subject, Set<String> roles) throws IOException {
        return token(home, issuer, subject, roles, TOKEN_LIFETIME);
    }

    /** As the other; a new one holds so long. */
    String token(Home home, TokenIssuer issuer, String subject, Set<String> roles, Duration lifetime)
            throws IOException {
        if (token != null) {
            return token;
        }
        String named = System.getenv(TOKEN_VARIABLE);
        if (named != null && !named.isBlank()) {
            return named;
        }
        return issuer.issue(home, new Caller(subject, roles, "TREAT"), lifetime);
    }

    /** Whether the system of the state folder is meant. */
    boolean isLocal() {
        return urls.isEmpty();
    }

    /** Names the system in checkpoints. */
    String name() {
        return urls.isEmpty() ? "home" : urls.toString();
    }
}

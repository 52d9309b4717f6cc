package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis open}. */
@Command(
        name = "open",
        description = "Print the address of the pages, which signs in whoever follows it.",
        footer = {
            "",
            "The token stands behind the #, which browsers keep to themselves: it reaches no server and no log, and the",
            "page takes it out of the address at once. Whoever has the address may do what the token allows.",
            "",
            "Examples:",
            "  anamnesis open",
            "  anamnesis open --page ops --subject op-7",
            "  xdg-open \"$(anamnesis open --ttl 8h)\"",
            "",
            "Exit codes: 0 printed; 1 nothing runs, or the key can't be read; 2 usage."
        })
final class OpenCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Where one can go, each with the role that a new token grants there. */
    enum Page {
        APP("clinician"),
        OPS("operator");

        private final String role;

        Page(String role) {
            this.role = role;
        }

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--page",
            paramLabel = "PAGE",
            defaultValue = "app",
            description = "app, the clinicians' pages, or ops, the operators' console. Default: ${DEFAULT-VALUE}.")
    private Page page = Page.APP;

    @Option(
            names = "--subject",
            paramLabel = "S",
            defaultValue = "local-user",
            description = "Whom a new token names, an opaque account id. Default: ${DEFAULT-VALUE}.")
    private String subject = "local-user";

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long a new token holds, 1s to 24h. Default: ${DEFAULT-VALUE}.")
    private Duration ttl = Duration.ofHours(1);

    private final Terminal terminal;
    private final TokenIssuer tokens;

    OpenCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    /** The address of a page of a node, without a token. */
    static URI page(URI node, String path) {
        return node.resolve("/" + path + "/");
    }

    @Override
    public Integer call() throws IOException {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(LONGEST) > 0 || subject.isBlank()) {
            throw new CommandFailure("--ttl takes 1s to 24h, and --subject is not blank.", ExitCodes.USAGE, null);
        }
        Home home = common.home();
        URI node = target.ring(home).all().get(0);
        String token = target.token(home, tokens, subject, Set.of(page.role), ttl);
        terminal.print(page(node, page.path()) + "#token=" + token);
        return ExitCodes.OK;
    }
}

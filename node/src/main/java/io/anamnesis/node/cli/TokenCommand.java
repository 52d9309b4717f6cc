package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis token}. */
@Command(
        name = "token",
        description = "Print a bearer token, signed with the key of the state folder.",
        footer = {
            "",
            "Whoever may read token.key in the state folder may sign for anybody: keep it as a secret.",
            "",
            "Examples:",
            "  anamnesis token",
            "  anamnesis token --subject dr-4711 --role clinician --purpose TREAT --ttl 8h",
            "  curl -H \"Authorization: Bearer $(anamnesis token)\" http://127.0.0.1:8080/v1/patients/p1",
            "",
            "Exit codes: 0 printed; 1 the key can't be read or made; 2 usage."
        })
final class TokenCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(365);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--subject",
            paramLabel = "S",
            defaultValue = "local-user",
            description = "Whom the token names, an opaque account id. Default: ${DEFAULT-VALUE}.")
    private String subject = "local-user";

    @Option(
            names = "--role",
            paramLabel = "R",
            defaultValue = "clinician",
            description = "What it grants; repeat for more. Default: ${DEFAULT-VALUE}.")
    private List<String> roles = List.of("clinician");

    @Option(
            names = "--purpose",
            paramLabel = "P",
            defaultValue = "TREAT",
            description = "Why, as HL7 v3 PurposeOfUse, such as TREAT or HRESCH. Default: ${DEFAULT-VALUE}.")
    private String purpose = "TREAT";

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "12h",
            description = "How long it holds, 1s to 365d, such as 15m or 12h. Default: ${DEFAULT-VALUE}.")
    private Duration ttl = Duration.ofHours(12);

    private final Terminal terminal;
    private final TokenIssuer tokens;

    TokenCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw new CommandFailure("--ttl takes 1s to 365d.", ExitCodes.USAGE, null);
        }
        if (subject.isBlank() || purpose.isBlank()) {
            throw new CommandFailure("--subject and --purpose are not blank.", ExitCodes.USAGE, null);
        }
        terminal.print(tokens.issue(common.home(), new Caller(subject, Set.copyOf(roles), purpose), ttl));
        return ExitCodes.OK;
    }
}

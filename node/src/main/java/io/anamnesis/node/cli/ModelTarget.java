package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.ModelClient;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.home.Home;
import io.anamnesis.protocol.model.ModelVersion;
import java.io.IOException;
import java.util.Set;

/** How commands about models talk to the system. */
final class ModelTarget {
    private ModelTarget() {}

    interface Question<T> {
        T ask(ModelClient client) throws IOException, InterruptedException, NodeRefused;
    }

    static <T> T ask(CommonOptions common, TargetOptions target, TokenIssuer tokens, Question<T> question)
            throws IOException, InterruptedException {
        Home home = common.home();
        String token = target.token(home, tokens, "cli/models", Set.of("researcher"));
        try {
            return question.ask(new ModelClient(target.ring(home), token));
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** A name as it stands in a path. */
    static String name(String text) {
        if (!ModelVersion.isName(text)) {
            throw new CommandFailure(
                    "A model's name has 1 to 64 characters of [a-z0-9-], got '" + text + "'.", ExitCodes.USAGE, null);
        }
        return text;
    }
}

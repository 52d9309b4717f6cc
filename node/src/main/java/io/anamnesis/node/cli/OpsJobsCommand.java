package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.ModelClient;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Table;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis ops jobs}. */
@Command(
        name = "jobs",
        description = "Show promotions and trainings with how far they are, and give one up.",
        footer = {
            "",
            "A promotion that is given up leaves every node with the version that served before. A training stops between",
            "two steps, and nothing of it goes on record.",
            "",
            "Examples:",
            "  anamnesis ops jobs",
            "  anamnesis ops jobs --cancel promotion-7",
            "",
            "Exit codes: 0 shown, or given up; 1 it can't be given up, or no node answers; 2 usage."
        })
final class OpsJobsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--cancel", paramLabel = "ID", description = "Give this job up. Default: show all.")
    private @Nullable String cancel;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    OpsJobsCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = common.home();
        String token = target.token(home, tokens, "cli/ops", Set.of("operator"));
        ModelClient client = new ModelClient(target.ring(home), token);
        try {
            if (cancel == null) {
                show(client.get("/v1/jobs"));
            } else {
                JsonNode job = client.cancel(cancel);
                terminal.print(job.path("id").asText() + ": "
                        + job.path("outcome").asText("asked for; see what comes of it with: anamnesis ops jobs"));
            }
            return ExitCodes.OK;
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(JsonNode answer) {
        if (answer.path("jobs").isEmpty()) {
            terminal.print("Nothing is under way, and nothing was of late.");
            return;
        }
        Table table = new Table("JOB", "STATE", "WHERE", "PROGRESS", "BY", "BEGUN", "OUTCOME");
        for (JsonNode job : answer.path("jobs")) {
            long total = job.path("total").asLong();
            table.row(
                    job.path("id").asText(),
                    job.path("state").asText(),
                    job.path("node").asText(),
                    total == 0
                            ? job.path("stage").asText()
                            : job.path("stage").asText() + ", "
                                    + job.path("done").asLong() + " of " + total,
                    job.path("startedBy").asText(),
                    job.path("startedAt").asText(),
                    job.path("outcome").asText("-"));
        }
        table.lines().forEach(terminal::print);
    }
}

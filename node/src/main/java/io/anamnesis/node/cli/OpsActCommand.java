package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What may be done to a node. */
abstract sealed class OpsActCommand extends OpsRecordedCommand {
    @Parameters(
            paramLabel = "HOST:PORT",
            description = "Address of the node in the cluster, as 'ops members' shows it.")
    private HostPort node = new HostPort("127.0.0.1", 1);

    private final String verb;

    private OpsActCommand(String verb, Terminal terminal, TokenIssuer tokens) {
        super(terminal, tokens);
        this.verb = verb;
    }

    @Override
    JsonNode ask(OpsClient client, String why) throws IOException, InterruptedException, NodeRefused {
        return client.act(verb, node.toString(), why);
    }

    @Command(
            name = "drain",
            description = "Take a node out: it ends its requests, hands its patients over, leaves, and stays out.",
            footer = {
                "",
                "No request fails: for some seconds the node says on /readyz that it is not ready and closes connections behind",
                "their answers, then it moves its shards. It stays out until it is started again (anamnesis down, anamnesis up).",
                "",
                "Example:",
                "  anamnesis ops drain 127.0.0.1:25521 --reason 'a new disk'",
                "",
                "Exit codes: 0 asked for; 1 refused, or no node answers; 2 usage."
            })
    static final class Drain extends OpsActCommand {
        Drain(Terminal terminal, TokenIssuer tokens) {
            super("drain", terminal, tokens);
        }
    }

    @Command(
            name = "leave",
            description = "Have a node hand its patients over and end; what supervises it starts it again.",
            footer = {
                "",
                "Example, a rolling restart, one node after another when 'ops members' is well again:",
                "  anamnesis ops leave 127.0.0.1:25521 --reason 'a new build'",
                "",
                "Exit codes: 0 asked for; 1 refused, or no node answers; 2 usage."
            })
    static final class Leave extends OpsActCommand {
        Leave(Terminal terminal, TokenIssuer tokens) {
            super("leave", terminal, tokens);
        }
    }

    @Command(
            name = "down",
            description = "Give up a node that can't be reached: the others take its patients at once.",
            footer = {
                "",
                "Only where its process is dead; the cluster does the same by itself within some 10 s. A node that can be",
                "reached is not downed.",
                "",
                "Example:",
                "  anamnesis ops down 127.0.0.1:25521 --reason 'its machine is off'",
                "",
                "Exit codes: 0 asked for; 1 refused, or no node answers; 2 usage."
            })
    static final class Down extends OpsActCommand {
        Down(Terminal terminal, TokenIssuer tokens) {
            super("down", terminal, tokens);
        }
    }
}

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

/** What may be done to shards. */
abstract sealed class OpsShardsCommand extends OpsRecordedCommand {
    private OpsShardsCommand(Terminal terminal, TokenIssuer tokens) {
        super(terminal, tokens);
    }

    @Command(
            name = "rebalance",
            description = "Even the shards out at once, where nodes have more and less than others.",
            footer = {
                "",
                "By itself a round comes every 10 s; this has rounds follow each other. Where nothing would move it says why.",
                "",
                "Example:",
                "  anamnesis ops rebalance --reason 'the new node stands empty'",
                "",
                "Exit codes: 0 asked for; 1 refused, or no node answers; 2 usage."
            })
    static final class Rebalance extends OpsShardsCommand {
        Rebalance(Terminal terminal, TokenIssuer tokens) {
            super(terminal, tokens);
        }

        @Override
        JsonNode ask(OpsClient client, String why) throws IOException, InterruptedException, NodeRefused {
            return client.rebalance(why);
        }
    }

    @Command(
            name = "move",
            description = "Move one shard to a node.",
            footer = {
                "",
                "Later rounds even out numbers only: it stays there unless the node has too many.",
                "",
                "Example:",
                "  anamnesis ops move 17 127.0.0.1:25521 --reason 'to look at it alone'",
                "",
                "Exit codes: 0 asked for; 1 refused, or no node answers; 2 usage."
            })
    static final class Move extends OpsShardsCommand {
        @Parameters(index = "0", paramLabel = "SHARD", description = "Number of the shard, from 0.")
        private int shard;

        @Parameters(
                index = "1",
                paramLabel = "HOST:PORT",
                description = "Address of the node in the cluster, as 'ops members' shows it.")
        private HostPort node = new HostPort("127.0.0.1", 1);

        Move(Terminal terminal, TokenIssuer tokens) {
            super(terminal, tokens);
        }

        @Override
        JsonNode ask(OpsClient client, String why) throws IOException, InterruptedException, NodeRefused {
            if (shard < 0) {
                throw new CommandFailure("SHARD is a number from 0, got " + shard + ".", ExitCodes.USAGE, null);
            }
            return client.move(shard, node.toString(), why);
        }
    }
}

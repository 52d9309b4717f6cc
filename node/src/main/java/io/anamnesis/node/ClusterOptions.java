package io.anamnesis.node;

import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.cli.ExitCodes;
import io.anamnesis.protocol.cluster.NodeRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a node is for, and how it finds the others. */
final class ClusterOptions {
    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description =
                    "What the node is for: edge answers callers, data holds patients and their index, trainer trains models. "
                            + "Default: edge,data,trainer.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--discovery",
            paramLabel = "WAY",
            defaultValue = "static",
            description = "How nodes find each other: static (--seed), dns or kubernetes. Default: ${DEFAULT-VALUE}.")
    private Discovery.Method discovery = Discovery.Method.STATIC;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "anamnesis",
            description = "Whom to look up: a name in DNS, or the label app of pods. Default: ${DEFAULT-VALUE}.")
    private String service = "anamnesis";

    @Option(
            names = "--port-name",
            paramLabel = "NAME",
            description =
                    "Name of the contact port: looked up as _NAME._tcp.SERVICE (SRV) in DNS, or among the ports of containers. "
                            + "Default: management with kubernetes; with dns none, so that addresses are looked up.")
    private String portName = "";

    @Option(
            names = "--contact-points",
            paramLabel = "N",
            defaultValue = "2",
            description = "Nodes to be found before they found a cluster: more than half of all that there will be. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int contactPoints = 2;

    @Option(
            names = "--contact-port",
            paramLabel = "P",
            defaultValue = "8558",
            description = "Port on which nodes that look for a cluster ask this one, with dns and kubernetes. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int contactPort = 8558;

    Set<NodeRole> roles() {
        if (roles.isEmpty()) {
            return EnumSet.allOf(NodeRole.class);
        }
        Set<NodeRole> found = EnumSet.noneOf(NodeRole.class);
        for (String role : roles) {
            found.add(NodeRole.of(role.strip())
                    .orElseThrow(() -> usage("--roles takes " + NodeRole.names() + ", got '" + role + "'.")));
        }
        return found;
    }

    /** @param seeds whether nodes are listed too */
    Discovery discovery(boolean seeds) {
        if (discovery == Discovery.Method.STATIC) {
            return Discovery.LISTED;
        }
        if (seeds) {
            throw usage("--seed lists nodes and --discovery looks for them: give one of the two.");
        }
        if (contactPoints < 1 || contactPoints > 1_000) {
            throw usage("--contact-points takes 1 to 1000, got " + contactPoints + ".");
        }
        if (contactPort < 1 || contactPort > 65_535) {
            throw usage("--contact-port takes 1 to 65535, got " + contactPort + ".");
        }
        if (service.isBlank()) {
            throw usage("--service takes the name that nodes are looked up by.");
        }
        boolean pods = discovery == Discovery.Method.KUBERNETES;
        return new Discovery(
                discovery, service, portName.isEmpty() && pods ? "management" : portName, contactPoints, contactPort);
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(sentence, ExitCodes.USAGE, null);
    }
}

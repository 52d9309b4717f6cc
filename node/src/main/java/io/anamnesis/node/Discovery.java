package io.anamnesis.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.HostPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node finds those that it joins where nobody lists them.
 *
 * @param method where it looks
 * @param service name that it looks up: a name in DNS, or the label {@code app} of pods
 * @param portName of the port by which nodes ask each other; empty where DNS knows addresses only
 * @param contactPoints nodes that have to be found before one of them founds a cluster
 * @param contactPort where this node is asked
 */
record Discovery(Method method, String service, String portName, int contactPoints, int contactPort) {
    /** Where nodes are found. */
    enum Method {
        /** A list that each node is given. */
        STATIC,
        /** Names in DNS, by SRV where a port is named, else by A and AAAA. */
        DNS,
        /** Pods, by the API of Kubernetes. */
        KUBERNETES
    }

    private static final String BOOTSTRAP = "akka.management.cluster.bootstrap.contact-point-discovery.";

    /** Only the first of a list may found a cluster, and waits long before it does. To the others that time is how soon they ask again. */
    private static final Config NEVER_FOUNDS =
            ConfigFactory.parseString("akka.cluster.seed-node-timeout = ${anamnesis.node.seeds-asked-every}");

    /** A list. */
    static final Discovery LISTED = new Discovery(Method.STATIC, "", "", 1, 0);

    boolean listed() {
        return method == Method.STATIC;
    }

    /**
     * What Akka is told.
     *
     * @param self where the other nodes reach this one
     * @param seeds addresses of nodes, where they are listed
     */
    Config config(String cluster, HostPort self, List<HostPort> seeds) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (listed()) {
            told.put(
                    "akka.cluster.seed-nodes",
                    seeds.stream().map(seed -> "akka://" + cluster + "@" + seed).toList());
        } else {
            String found = method == Method.DNS ? "akka-dns" : "kubernetes-api";
            told.put("akka.cluster.seed-nodes", List.of());
            told.put("akka.management.http.hostname", self.host());
            told.put("akka.management.http.bind-hostname", self.host());
            told.put("akka.management.http.port", contactPort);
            told.put(BOOTSTRAP + "service-name", service);
            told.put(BOOTSTRAP + "discovery-method", found);
            told.put(BOOTSTRAP + "required-contact-point-nr", contactPoints);
            if (!portName.isEmpty()) {
                told.put(BOOTSTRAP + "port-name", portName);
                told.put(BOOTSTRAP + "protocol", "tcp");
            }
        }
        Config config = ConfigFactory.parseMap(told, "command line");
        return listed() && !seeds.isEmpty() && !self.equals(seeds.get(0)) ? config.withFallback(NEVER_FOUNDS) : config;
    }
}

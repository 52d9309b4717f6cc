package io.anamnesis.node;

import static io.anamnesis.node.MemoryCluster.PATIENCE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three whole nodes that were given no list find each other and are one cluster. */
class DiscoveryTest {
    private static final String SERVICE = "nodes.anamnesis.test";
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void nodes_that_dns_names_form_one_cluster_and_one_alone_founds_none() throws Exception {
        try (TinyDns dns = new TinyDns("_management._tcp." + SERVICE)) {
            Config names = ConfigFactory.parseMap(Map.of(
                    "akka.io.dns.async-dns.nameservers",
                    List.of(dns.address()),
                    "akka.io.dns.async-dns.search-domains",
                    List.of()));
            formsOneCluster(Discovery.Method.DNS, SERVICE, names, dns::add);
            assertThat(dns.asked()).contains("33 _management._tcp." + SERVICE + ".");
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void pods_that_kubernetes_names_form_one_cluster() throws Exception {
        String port = port();
        assumeTrue(port != null, "the build sets ANAMNESIS_TEST_API_HOST and ANAMNESIS_TEST_API_PORT");
        try (PodApi api = new PodApi(folder, Integer.parseInt(requireNonNull(port)))) {
            Config kubernetes = ConfigFactory.parseMap(
                    Map.of(
                            "api-service-host-env-name", "ANAMNESIS_TEST_API_HOST",
                            "api-service-port-env-name", "ANAMNESIS_TEST_API_PORT",
                            "api-ca-path", api.ca().toString(),
                            "api-token-path", api.token().toString(),
                            "pod-namespace-path", api.namespace().toString()),
                    "this test");
            formsOneCluster(
                    Discovery.Method.KUBERNETES,
                    "anamnesis",
                    kubernetes.atPath("akka.discovery.kubernetes-api"),
                    api::add);
            assertThat(api.asked())
                    .allMatch(path -> path.startsWith("/api/v1/namespaces/hospital/pods")
                            && path.contains("labelSelector=app%3Danamnesis"));
        }
    }

    private static @Nullable String port() {
        return System.getenv("ANAMNESIS_TEST_API_PORT");
    }

    private void formsOneCluster(Discovery.Method method, String service, Config first, IntConsumer tell)
            throws Exception {
        Config quick = first.withFallback(ConfigFactory.parseString(
                "akka.management.cluster.bootstrap.contact-point-discovery { interval = 500ms, stable-margin = 2s }"));
        try (MemoryCluster cluster = new MemoryCluster(folder)) {
            // Given one node that finds itself only, and needs two
            MemoryNode one = node(cluster, method, service, quick, tell);
            await().during(A_WHILE).atMost(A_WHILE.multipliedBy(4)).untilAsserted(() -> assertThat(
                            one.answer("GET", "/readyz", "text/plain", "", one.token)
                                    .statusCode())
                    .isEqualTo(503));

            // When two more are found
            node(cluster, method, service, quick, tell);
            node(cluster, method, service, quick, tell);

            // Then
            cluster.untilWhole();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            one.ops("cluster").path("headline").path("what").asText())
                    .isEqualTo("All is well: 3 nodes carry 128 shards."));
        }
    }

    private static MemoryNode node(
            MemoryCluster cluster, Discovery.Method method, String service, Config first, IntConsumer tell)
            throws Exception {
        int contact = MemoryNode.freePort();
        MemoryNode node = cluster.find(new Discovery(method, service, "management", 2, contact), first);
        tell.accept(contact);
        return node;
    }

    @Test
    void a_node_that_looks_for_others_is_given_no_list() {
        Config listed = Discovery.LISTED.config(
                "c", new HostPort("10.0.0.1", 25_520), List.of(new HostPort("10.0.0.2", 25_520)));
        Config found = new Discovery(Discovery.Method.DNS, "s", "", 3, 8_558)
                .config("c", new HostPort("10.0.0.1", 25_520), List.of());

        assertThat(listed.getStringList("akka.cluster.seed-nodes")).containsExactly("akka://c@10.0.0.2:25520");
        assertThat(found.getStringList("akka.cluster.seed-nodes")).isEmpty();
        assertThat(found.getString("akka.management.http.hostname")).isEqualTo("10.0.0.1");
        assertThat(found.hasPath("akka.management.cluster.bootstrap.contact-point-discovery.port-name"))
                .as("addresses are looked up, not ports")
                .isFalse();
    }
}

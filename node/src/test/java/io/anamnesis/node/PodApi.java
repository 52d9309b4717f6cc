package io.anamnesis.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Answers as the API of Kubernetes does when it is asked for the pods of a label, over TLS with a certificate of its own. */
final class PodApi implements AutoCloseable {
    private static final String TOKEN = "token-of-the-service-account";
    private static final char[] PASSWORD = "of-this-test".toCharArray();

    private final HttpsServer server;
    private final Path folder;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    PodApi(Path folder, int port) throws Exception {
        this.folder = folder;
        Path keys = folder.resolve("api.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        Files.writeString(ca(), pem(store.getCertificate("api").getEncoded()));
        Files.writeString(token(), TOKEN);
        Files.writeString(namespace(), "hospital");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::pods);
        server.start();
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    Path ca() {
        return folder.resolve("ca.crt");
    }

    Path token() {
        return folder.resolve("token");
    }

    Path namespace() {
        return folder.resolve("namespace");
    }

    /** One more pod that runs, with the contact port at this number. */
    void add(int port) {
        ports.add(port);
    }

    List<String> asked() {
        return asked;
    }

    private void pods(HttpExchange exchange) throws IOException {
        boolean allowed =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(exchange.getRequestURI().toString());
        String items = ports.stream().map(PodApi::pod).collect(Collectors.joining(","));
        byte[] body = ("{\"kind\":\"PodList\",\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String pod(int port) {
        return """
                {"metadata":{"name":"anamnesis-%1$d","labels":{"app":"anamnesis"}},
                 "spec":{"containers":[{"name":"node","ports":[
                   {"name":"http","containerPort":8080},{"name":"management","containerPort":%1$d}]}]},
                 "status":{"phase":"Running","podIP":"127.0.0.1","containerStatuses":[
                   {"name":"node","state":{"running":{"startedAt":"2026-03-01T08:15:00Z"}}}]}}""".formatted(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

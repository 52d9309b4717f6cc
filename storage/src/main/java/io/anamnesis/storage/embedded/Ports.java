package io.anamnesis.storage.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The two loopback ports of the server. They may change between starts: only the data stays. */
record Ports(int cql, int storage) {
    /** The ports of the last start where both are free, so that tools keep their settings; otherwise two that are. */
    static Ports in(Path file) throws IOException {
        Ports remembered = Files.exists(file) ? read(file) : new Ports(0, 0);
        Ports chosen = remembered.areFree() ? remembered : free();
        Files.writeString(file, "cql=" + chosen.cql + "\nstorage=" + chosen.storage + "\n");
        return chosen;
    }

    /** Where clients connect. */
    InetSocketAddress contactPoint() throws UnknownHostException {
        return new InetSocketAddress(loopback(), cql);
    }

    private static Ports read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return new Ports(
                Integer.parseInt(properties.getProperty("cql", "0")),
                Integer.parseInt(properties.getProperty("storage", "0")));
    }

    /** Both are held at once, so that they differ. */
    private static Ports free() throws IOException {
        try (ServerSocket first = bind(0);
                ServerSocket second = bind(0)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        }
    }

    private boolean areFree() {
        return cql > 0 && storage > 0 && isFree(cql) && isFree(storage);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, loopback());
    }

    /** By number: a name could lead elsewhere, and the server binds this one address. */
    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}

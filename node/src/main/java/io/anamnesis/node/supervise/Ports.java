package io.anamnesis.node.supervise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports on loopback that nobody listens on, each once. */
public final class Ports {
    private final Set<Integer> taken = new HashSet<>();

    /**
     * The first free port from this one upwards.
     *
     * @throws IOException where the next hundred are all in use
     */
    public int next(int from) throws IOException {
        for (int port = from; port < from + 100 && port <= 65_535; port++) {
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IOException("no free port from " + from + " to " + Math.min(from + 99, 65_535));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // without this a port that was closed a moment ago counts as in use for a minute
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package io.anamnesis.node;

import com.sun.net.httpserver.HttpServer;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The whole command line over nodes that only say that they are ready and a database that is none. */
final class StandInMain {
    private StandInMain() {}

    public static void main(String[] arguments) {
        System.exit(Main.commandLine(Terminal.system(), StandInMain.class, StandInMain::node, options -> new Database())
                .execute(arguments));
    }

    private static RunningNode node(NodeOptions options) throws IOException {
        int port = options.http().port();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return new Node(server, port);
    }

    private record Node(HttpServer server, int httpPort) implements RunningNode {
        @Override
        public void stop() {
            server.stop(0);
        }

        @Override
        public boolean staysOut() {
            return false;
        }

        @Override
        public CompletionStage<Void> terminated() {
            return new CompletableFuture<>();
        }
    }

    private record Database() implements RunningStorage {
        @Override
        public DatabaseAccess access() {
            return new DatabaseAccess(List.of(new HostPort("127.0.0.1", 9042)), "dc", "somebody", "secret", true);
        }

        @Override
        public void stop() {
            // nothing runs
        }

        @Override
        public CompletionStage<Void> terminated() {
            return new CompletableFuture<>();
        }
    }
}

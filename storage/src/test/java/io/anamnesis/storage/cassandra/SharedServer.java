package io.anamnesis.storage.cassandra;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.storage.embedded.EmbeddedCassandra;
import io.anamnesis.storage.embedded.ServerFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for the whole run, given to whoever asks for it as a parameter; stopped after the last test. */
public final class SharedServer implements ParameterResolver {
    /** The server and its folder, both gone at the end of the run. */
    record Running(EmbeddedCassandra server, Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(CassandraSettings.class);
    }

    @Override
    public CassandraSettings resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedCassandra server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedServer.class))
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class)
                .server();
        return CassandraSettings.from(ConfigFactory.load("busy-machine"))
                .forOneNode(server.contactPoint(), server.username(), server.password());
    }

    private static Running start() {
        try {
            Path folder = Files.createTempDirectory("anamnesis-cassandra-");
            return new Running(
                    EmbeddedCassandra.start(ServerFixture.settings(), folder, ServerFixture.serverLib()), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

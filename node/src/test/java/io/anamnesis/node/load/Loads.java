package io.anamnesis.node.load;

import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What tests of loading share. */
final class Loads {
    static final ReadHints NO_HINTS = new ReadHints(null, null, null);

    private Loads() {}

    /** A terminal that nobody reads. */
    static Terminal quiet() {
        return new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
    }

    /** Everything below the folder {@code in}, with a checkpoint beside it. */
    static LoadOptions options(Path folder, ReadHints hints, boolean resume) {
        return new LoadOptions(
                List.of(folder.resolve("in")),
                hints,
                "t",
                folder.resolve("load"),
                resume,
                4,
                Duration.ofSeconds(20),
                null);
    }

    static LoadReport load(LoadOptions options, URI... urls) throws Exception {
        MessagesClient client = new MessagesClient("token", Duration.ofSeconds(10));
        return new Load(options, new NodeRing(List.of(urls)), client, quiet()).run();
    }

    /** A file of messages, named after their numbers. */
    static Path messages(Path file, int from, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            text.append("{\"id\":\"m-")
                    .append(i)
                    .append("\",\"patient\":\"p1\",\"modality\":\"notes\",\"payload\":{}}\n");
        }
        return Files.writeString(file, text);
    }
}

package io.anamnesis.node.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of input, and nodes that share a memory. */
abstract class LoadedFolder {
    @TempDir
    Path folder = Path.of("");

    final Set<String> accepted = FakeNode.memory();
    Path input = folder;
    private final List<FakeNode> nodes = new ArrayList<>();

    @BeforeEach
    final void make_input_folder() throws IOException {
        input = Files.createDirectory(folder.resolve("in"));
    }

    @AfterEach
    final void stop_nodes() {
        nodes.forEach(FakeNode::close);
    }

    final FakeNode node() throws IOException {
        FakeNode node = new FakeNode(accepted);
        nodes.add(node);
        return node;
    }
}

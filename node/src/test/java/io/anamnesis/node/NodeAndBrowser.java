package io.anamnesis.node;

import static java.util.Objects.requireNonNull;

import io.anamnesis.node.browser.Chromium;
import io.anamnesis.node.browser.Deletion;
import io.anamnesis.node.browser.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** One whole node and one browser for all tests of a class, each of which is skipped where there is no browser. */
final class NodeAndBrowser implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final String messages;
    private @Nullable Path folder;
    private @Nullable MemoryNode node;
    private @Nullable Chromium browser;

    /** @param messages that the node has recorded, one a line; may be empty */
    NodeAndBrowser(String messages) {
        this.messages = messages;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (Chromium.program().isPresent()) {
            folder = Files.createTempDirectory("node-of-pages");
            node = new MemoryNode(folder);
            browser = Chromium.start();
            if (!messages.isEmpty()) {
                node.record(messages);
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (Chromium.program().isEmpty()) {
            throw new TestAbortedException(Chromium.ABSENT);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (node != null) {
            node.close();
        }
        if (folder != null) {
            Deletion.of(folder);
        }
    }

    MemoryNode node() {
        return requireNonNull(node);
    }

    /** An empty tab. */
    Tab tab(int width, int height) {
        return requireNonNull(browser).open(width, height);
    }

    /** A place of the clinicians' pages as a clinician sees it. */
    Tab visit(String place, int width) {
        Tab tab = tab(width, 900);
        tab.visit(node().page("/app/", place));
        return tab;
    }
}

package io.anamnesis.node.cli;

import io.anamnesis.node.supervise.ChildStatus;
import io.anamnesis.node.supervise.SupervisorListener;
import io.anamnesis.node.terminal.Durations;
import io.anamnesis.node.terminal.Terminal;
import java.time.Duration;
import java.util.List;

/** Shows how a start goes and what happens afterwards. */
final class StartDisplay implements SupervisorListener {
    private final Terminal terminal;
    private final long begunNanos = System.nanoTime();

    StartDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void changed(List<ChildStatus> children) {
        // the table at the end of the start says it, and notices tell of what comes later
    }

    @Override
    public void waiting(String child) {
        terminal.status("starting " + child + " … " + elapsed());
    }

    @Override
    public void ready(String child) {
        terminal.say(child + " is ready after " + elapsed());
    }

    @Override
    public void notice(String sentence) {
        terminal.say(sentence);
    }

    private String elapsed() {
        return Durations.brief(Duration.ofNanos(System.nanoTime() - begunNanos));
    }
}

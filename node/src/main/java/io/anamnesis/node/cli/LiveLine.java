package io.anamnesis.node.cli;

import io.anamnesis.node.client.FeedWatcher;
import io.anamnesis.node.demo.WardStream;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.WindowView;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One patient on one line, redrawn as it changes; where lines can't be redrawn, a new one every five seconds. */
final class LiveLine implements FeedWatcher {
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Terminal terminal;
    private final String patient;
    private final WardStream stream;
    private final Map<String, String> metrics = new TreeMap<>();
    private long lastLineNanos = System.nanoTime() - LINE_NANOS;

    LiveLine(Terminal terminal, String patient, WardStream stream) {
        this.terminal = terminal;
        this.patient = patient;
        this.stream = stream;
    }

    @Override
    public void frame(FeedFrame frame, String json) {
        if (frame instanceof FeedFrame.Delta delta) {
            delta.windows().forEach(window -> metrics.put(window.metric(), text(window)));
            show(patient + " #" + delta.seq() + "  " + String.join("  ", metrics.values()));
        }
    }

    private void show(String line) {
        terminal.status(line + "  |  " + stream.summary());
        long now = System.nanoTime();
        if (!terminal.interactive() && now - lastLineNanos >= LINE_NANOS) {
            lastLineNanos = now;
            terminal.say(line + "  |  " + stream.summary());
        }
    }

    private static String text(WindowView window) {
        return String.format(
                Locale.ROOT,
                "%s %.0f %s (%.0f to %.0f)",
                window.metric(),
                window.mean(),
                window.unit(),
                window.min(),
                window.max());
    }

    @Override
    public void interrupted(URI node, String why) {
        terminal.say("lost " + node + " (" + why + "); going on elsewhere");
    }
}

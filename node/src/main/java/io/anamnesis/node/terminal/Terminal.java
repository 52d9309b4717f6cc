package io.anamnesis.node.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command prints. Results go to {@code out}, everything about the way there to {@code err}, so that a result can be
 * piped on. A status line is drawn over itself on an interactive terminal only.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private boolean statusShown;

    public Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** The process's own streams, in UTF-8. */
    public static Terminal system() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                errorIsTerminal());
    }

    /** Linux says it of the very stream; elsewhere Java up to 21 says it of input and output together. */
    @SuppressWarnings("SystemConsoleNull") // from 22 on it is never null, hence the version
    private static boolean errorIsTerminal() {
        Path stream = Path.of("/proc/self/fd/2");
        try {
            String target = Files.readSymbolicLink(stream).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }

    /** Whether a person watches: a status line may be redrawn. */
    public boolean interactive() {
        return interactive;
    }

    /** A line of the result. */
    public synchronized void print(String line) {
        clearStatus();
        out.println(line);
        out.flush();
    }

    /** A line for the person who waits. */
    public synchronized void say(String line) {
        clearStatus();
        err.println(line);
        err.flush();
    }

    /** Redraws the one status line; on anything but an interactive terminal nothing happens. */
    public synchronized void status(String line) {
        if (interactive) {
            err.print(CLEAR_LINE + line);
            err.flush();
            statusShown = true;
        }
    }

    /** Takes the status line away. */
    public synchronized void clearStatus() {
        if (statusShown) {
            err.print(CLEAR_LINE);
            err.flush();
            statusShown = false;
        }
    }
}

package io.anamnesis.node.load;

/** A load did not come to its end. The message says why and what to do; the report holds what was settled until then. */
public final class LoadBrokenOff extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LoadReport report;

    LoadBrokenOff(String message, LoadReport report, Throwable cause) {
        super(message, cause);
        this.report = report;
    }

    /** What became of the rest. */
    public LoadReport report() {
        return report;
    }
}

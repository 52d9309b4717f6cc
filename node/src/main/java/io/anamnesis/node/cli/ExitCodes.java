package io.anamnesis.node.cli;

/** What {@code anamnesis} ends with. Permanent: scripts rely on them. */
public final class ExitCodes {
    /** Done. */
    public static final int OK = 0;

    /** It could not be done; one sentence on standard error says why. */
    public static final int FAILED = 1;

    /** The command line does not say what to do. */
    public static final int USAGE = 2;

    /** {@code status}: not everything that should run is ready. */
    public static final int NOT_READY = 3;

    private ExitCodes() {}
}

package io.anamnesis.node.load;

/** Carries an interruption through a reader that knows of none. */
final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InterruptedException interruption;

    Interruption(InterruptedException interruption) {
        super(interruption);
        this.interruption = interruption;
    }

    InterruptedException interruption() {
        return interruption;
    }
}

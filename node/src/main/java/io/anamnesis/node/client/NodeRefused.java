package io.anamnesis.node.client;

/** A node says that it will not do what it was asked for, and why. */
public final class NodeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    NodeRefused(String detail) {
        super(detail);
    }
}

package io.anamnesis.node;

/** Starts actor system, storage and edge of one node in this JVM. */
@FunctionalInterface
interface NodeStarter {
    /**
     * Returns when the edge listens; {@code /readyz} tells when the node does its work.
     *
     * @throws Exception where it can't start: the message is for people
     */
    RunningNode start(NodeOptions options) throws Exception;
}

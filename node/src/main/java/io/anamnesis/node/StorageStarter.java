package io.anamnesis.node;

/** Starts the embedded database. */
@FunctionalInterface
interface StorageStarter {
    /**
     * Returns when it takes connections.
     *
     * @throws Exception where it can't start: the message is for people
     */
    RunningStorage start(StorageOptions options) throws Exception;
}

package io.anamnesis.node.load;

/** Takes what a file says, in its order. Blocks while enough is under way. */
interface MessageSink {
    void message(OutgoingMessage message) throws InterruptedException;

    /** A part of the file that gives no message. */
    void refused(Place place, String code, String detail);
}

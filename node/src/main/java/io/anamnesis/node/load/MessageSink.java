package io.anamnesis.node.load;

import io.anamnesis.web.ingest.foreign.ForeignKind;

/** Takes what a file says, in its order. Blocks while enough is under way. */
interface MessageSink {
    /** A document begins, which is read as this format; what comes next stands in it. */
    void document(FormatName format);

    /** The document is over; what comes next stands in none that a reader knows. */
    void documentEnd();

    /**
     * A message.
     *
     * @param json one line of UTF-8 without its end; handed over
     */
    void message(byte[] json, Place place) throws InterruptedException;

    /** A part of the file that gives no message. */
    void refused(Place place, String code, String detail);

    /** A document that holds nothing of ours. */
    void foreign(Place place, ForeignKind kind);
}

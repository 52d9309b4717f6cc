package io.anamnesis.node.load;

/** One message on its way: one line of UTF-8 without its end, and where in the input its first part stands. */
final class OutgoingMessage {
    private final byte[] json;
    private final Place place;

    /** The bytes are handed over. */
    OutgoingMessage(byte[] json, Place place) {
        this.json = json;
        this.place = place;
    }

    /** Not to be changed. */
    byte[] json() {
        return json;
    }

    Place place() {
        return place;
    }
}

package io.anamnesis.node.load;

/** One message on its way: one line of UTF-8 without its end, where in the input its first part stands, and in what. */
final class OutgoingMessage {
    private final byte[] json;
    private final Place place;
    private final FormatName format;

    /** The bytes are handed over. */
    OutgoingMessage(byte[] json, Place place, FormatName format) {
        this.json = json;
        this.place = place;
        this.format = format;
    }

    /** Not to be changed. */
    byte[] json() {
        return json;
    }

    Place place() {
        return place;
    }

    FormatName format() {
        return format;
    }
}

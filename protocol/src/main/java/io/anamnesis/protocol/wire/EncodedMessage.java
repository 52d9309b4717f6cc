package io.anamnesis.protocol.wire;

/** A message's bytes and the hash of what it says, both out of one encoding: see {@link MessageCodec#encode}. */
public final class EncodedMessage {
    private final byte[] cbor;
    private final long contentHash;

    EncodedMessage(byte[] cbor, long contentHash) {
        this.cbor = cbor;
        this.contentHash = contentHash;
    }

    /** As {@link MessageCodec#contentHash}. */
    public long contentHash() {
        return contentHash;
    }

    /** As {@link MessageCodec#toCbor}. Compresses a long message, so that one that turns out a repeat need not pay. */
    public byte[] toCbor() {
        return Frame.wrap(cbor);
    }
}

package io.anamnesis.storage.chronicle;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Eight bytes of seq, then the body. Without state, so that all threads share one; its name is part of the files, which are
 * dropped when it changes.
 */
final class CachedDigestMarshaller implements SizedReader<CachedDigest>, SizedWriter<CachedDigest> {
    static final CachedDigestMarshaller INSTANCE = new CachedDigestMarshaller();

    private CachedDigestMarshaller() {}

    @Override
    public CachedDigest read(Bytes<?> in, long size, @Nullable CachedDigest using) {
        long seq = in.readLong();
        byte[] body = new byte[Math.toIntExact(size - Long.BYTES)];
        in.read(body);
        return new CachedDigest(seq, body);
    }

    @Override
    public long size(CachedDigest value) {
        return Long.BYTES + (long) value.body().length;
    }

    @Override
    public void write(Bytes<?> out, long size, CachedDigest value) {
        out.writeLong(value.seq());
        out.write(value.body());
    }

    @Override
    public void readMarshallable(WireIn wire) {}

    @Override
    public void writeMarshallable(WireOut wire) {}
}

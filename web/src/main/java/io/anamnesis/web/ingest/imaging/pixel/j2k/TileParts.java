package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One tile's parameters, and where the bytes of its packets lie. */
final class TileParts {
    private final CodingParameters parameters;
    private final List<Cursor> bodies = new ArrayList<>();
    private @Nullable ByteArrayOutputStream packedHeaders;

    TileParts(CodingParameters image) {
        parameters = new CodingParameters(image);
    }

    CodingParameters parameters() {
        return parameters;
    }

    void addBody(Cursor body) {
        bodies.add(body);
    }

    /** Packet headers that stand apart from their packets (PPT, or a part of PPM), in their order. */
    void addPackedHeaders(Cursor headers) {
        if (packedHeaders == null) {
            packedHeaders = new ByteArrayOutputStream();
        }
        packedHeaders.write(headers.bytes(), headers.at(), headers.left());
    }

    /** The packets of all parts in a row. */
    Cursor body() {
        return bodies.size() == 1 ? bodies.get(0) : joined(bodies);
    }

    static Cursor joined(List<Cursor> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Cursor part : parts) {
            whole.write(part.bytes(), part.at(), part.left());
        }
        return new Cursor(whole.toByteArray(), 0, whole.size());
    }

    /** Null where packets carry their headers. */
    @Nullable
    Cursor packedHeaders() {
        return packedHeaders == null ? null : new Cursor(packedHeaders.toByteArray(), 0, packedHeaders.size());
    }
}

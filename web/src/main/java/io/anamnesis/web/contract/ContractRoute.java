package io.anamnesis.web.contract;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}; needs no token. */
public final class ContractRoute implements Handler<RoutingContext> {
    private static final String RESOURCE = "openapi.yaml";

    private final Buffer document = load();

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/yaml")
                .putHeader("Cache-Control", "no-cache")
                .end(document);
    }

    private static Buffer load() {
        try (InputStream in = ContractRoute.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is part of this module and must be there");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

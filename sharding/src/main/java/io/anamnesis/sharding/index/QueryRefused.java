package io.anamnesis.sharding.index;

import io.anamnesis.protocol.patient.Rejection;

/** A query that a node can't answer, whoever asks again. */
final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    QueryRefused(Rejection rejection) {
        super(rejection.code(), null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}

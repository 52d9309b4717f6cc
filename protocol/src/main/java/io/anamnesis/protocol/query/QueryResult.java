package io.anamnesis.protocol.query;

import io.anamnesis.protocol.patient.Rejection;

/** An answer, or why there is none. */
public sealed interface QueryResult<T> {
    /** The answer. */
    record Answered<T>(T answer) implements QueryResult<T> {}

    /** No answer, and why. */
    record Refused<T>(Rejection rejection) implements QueryResult<T> {}
}

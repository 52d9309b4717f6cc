package io.anamnesis.protocol.wire;

/** The two forms of a message: for people and programs outside, and for the journal and the cluster. */
enum MessageForm {
    /** Times are ISO-8601 text; a sample is an object. */
    JSON,
    /** Times are epoch milliseconds; samples are two arrays, times as differences. */
    COMPACT
}

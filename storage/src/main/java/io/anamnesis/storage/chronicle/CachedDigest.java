package io.anamnesis.storage.chronicle;

/** A value of the map: seq in front, so that it is compared without reading the body. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
record CachedDigest(long seq, byte[] body) {}

package io.anamnesis.storage.memory;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A map per slice; it starts empty, so no slice is ever clean. */
final class MemoryDigestCache implements DigestCache {
    private final Map<Integer, Map<PatientId, Digest>> slices = new ConcurrentHashMap<>();

    @Override
    public void put(Digest digest) {
        slice(digest.slice()).merge(digest.patient(), digest, MemoryDigests::newer);
    }

    @Override
    public Optional<Digest> get(int slice, PatientId patient) {
        return Optional.ofNullable(slice(slice).get(patient));
    }

    @Override
    public void forEach(int slice, Consumer<Digest> action) {
        slice(slice).values().forEach(action);
    }

    @Override
    public long size(int slice) {
        return slice(slice).size();
    }

    @Override
    public boolean clean(int slice) {
        return false;
    }

    @Override
    public void close() {
        slices.clear();
    }

    private Map<PatientId, Digest> slice(int slice) {
        return slices.computeIfAbsent(slice, absent -> new ConcurrentHashMap<>());
    }
}

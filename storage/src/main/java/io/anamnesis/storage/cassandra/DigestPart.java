package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which of the partitions of its slice a patient's digest is in. */
final class DigestPart {
    /** Part of the key of stored rows: it never changes. */
    static final int COUNT = 16;

    private DigestPart() {}

    /** CRC-32 of the id in UTF-8, modulo {@value #COUNT}: the same in every language and for ever. */
    static int of(PatientId patient) {
        CRC32 crc = new CRC32();
        crc.update(patient.value().getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}

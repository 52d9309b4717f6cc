package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.port.ModelStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps what versions were, or are to be, trained on, cut into parts; the first begins with how many there are. Blocks: for the training thread. */
record TrainingArchive(ModelStore models) {
    /** More is not kept, packed: at some 100 numbers a patient that is about half a million patients. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int PART = ModelStore.MAX_DATA_PART_BYTES - Integer.BYTES;

    /** With a version, for as long as there is one. */
    void keep(ModelVersion version, byte[] bytes) throws TrainingStopped {
        write(bytes, (part, content) -> models.keepData(version.name(), version.version(), part, content));
    }

    /**
     * On the way to the node that trains, for a while.
     *
     * @param upload what it is read by, in place of a name, as version {@value ModelStore#STAGED}
     */
    void stage(String upload, byte[] bytes) throws TrainingStopped {
        write(bytes, (part, content) -> models.stageData(upload, part, content));
    }

    private interface Shelf {
        CompletionStage<Void> put(int part, ByteBuffer content);
    }

    private static void write(byte[] bytes, Shelf shelf) throws TrainingStopped {
        int parts = (bytes.length + PART - 1) / PART;
        for (int part = parts - 1; part >= 0; part--) {
            int length = Math.min(PART, bytes.length - part * PART);
            ByteBuffer content = ByteBuffer.allocate(Integer.BYTES + length)
                    .putInt(parts)
                    .put(bytes, part * PART, length)
                    .flip();
            PatientTrainer.within(shelf.put(part, content));
        }
    }

    /** @throws TrainingStopped where it is not there any more */
    byte[] staged(String upload) throws TrainingStopped {
        return read(upload, ModelStore.STAGED, "what was sent is not there any more; send it again");
    }

    /** @throws TrainingStopped where it was not kept */
    byte[] read(String name, int version) throws TrainingStopped {
        return read(name, version, "what " + name + " " + version + " was trained on was not kept");
    }

    private byte[] read(String name, int version, String missing) throws TrainingStopped {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int parts = 1;
        for (int part = 0; part < parts; part++) {
            Optional<ByteBuffer> found = PatientTrainer.within(models.data(name, version, part));
            if (found.isEmpty()) {
                throw new TrainingStopped(missing);
            }
            ByteBuffer content = found.get();
            parts = content.getInt();
            byte[] own = new byte[content.remaining()];
            content.get(own);
            bytes.writeBytes(own);
        }
        return bytes.toByteArray();
    }
}

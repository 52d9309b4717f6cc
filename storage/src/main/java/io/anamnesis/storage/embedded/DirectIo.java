package io.anamnesis.storage.embedded;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether files of a folder can be written past the page cache, which Cassandra does not find out by itself. */
final class DirectIo {
    private static final String PROBE = "direct-io.probe";

    private DirectIo() {}

    /** Tries it with one block. */
    static boolean works(Path folder) throws IOException {
        Path probe = folder.resolve(PROBE);
        try (FileChannel channel = FileChannel.open(
                probe,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC,
                ExtendedOpenOption.DIRECT)) {
            int block = Math.toIntExact(Files.getFileStore(folder).getBlockSize());
            channel.write(
                    ByteBuffer.allocateDirect(2 * block).alignedSlice(block).limit(block));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not on this file system
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}

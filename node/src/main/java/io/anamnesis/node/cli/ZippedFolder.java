package io.anamnesis.node.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The CSV files of a folder as one zip, packed as it is read: nothing of it is written to disk, and little is in memory. For one thread. */
final class ZippedFolder extends InputStream {
    private static final String LABELS = "labels.csv";
    private static final int PIECE = 64 * 1024;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(packed);
    private final Iterator<Path> left;
    private @Nullable InputStream open;
    private byte[] ready = new byte[0];
    private int position;
    private boolean ended;

    /** Files of a folder, which can be packed more than once. */
    record Files(List<Path> paths) {
        InputStream open() {
            return new ZippedFolder(paths.iterator());
        }
    }

    private ZippedFolder(Iterator<Path> files) {
        this.left = files;
    }

    /** Those of a folder; whether they can be learned from says the node. */
    static Files files(Path folder) {
        try (Stream<Path> all = java.nio.file.Files.list(folder)) {
            List<Path> paths = all.filter(
                            path -> String.valueOf(path.getFileName()).matches("[^.].*\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
            if (paths.stream()
                    .map(path -> String.valueOf(path.getFileName()))
                    .noneMatch(name -> name.equals(LABELS) || name.equals(LABELS + ".gz"))) {
                throw new CommandFailure(
                        folder + " has no " + LABELS + ", which says what became of the patients.",
                        ExitCodes.FAILED,
                        null);
            }
            return new Files(paths);
        } catch (IOException e) {
            throw new CommandFailure(folder + " can't be read as a folder.", ExitCodes.FAILED, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == ready.length && !ended) {
            pack();
        }
        int count = Math.min(length, ready.length - position);
        if (count == 0 && length > 0) {
            return -1;
        }
        System.arraycopy(ready, position, target, offset, count);
        position += count;
        return count;
    }

    /** One piece more; some give nothing yet. */
    private void pack() throws IOException {
        InputStream file = open;
        if (file != null) {
            byte[] piece = file.readNBytes(PIECE);
            zip.write(piece);
            if (piece.length == 0) {
                file.close();
                open = null;
                zip.closeEntry();
            }
        } else if (left.hasNext()) {
            Path path = left.next();
            zip.putNextEntry(new ZipEntry(String.valueOf(path.getFileName())));
            open = java.nio.file.Files.newInputStream(path);
        } else {
            zip.close();
            ended = true;
        }
        ready = packed.toByteArray();
        position = 0;
        packed.reset();
    }

    @Override
    public void close() {
        try {
            InputStream file = open;
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

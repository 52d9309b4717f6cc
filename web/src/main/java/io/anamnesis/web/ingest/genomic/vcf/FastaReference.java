package io.anamnesis.web.ingest.genomic.vcf;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A plain FASTA file, read at random. Where its contigs and lines are is in the index beside it ({@code .fai}), if there is one that
 * fits; else opening goes through the file once, a second or so for each hundred megabytes.
 */
public final class FastaReference implements ReferenceSequence, Closeable {
    private static final int MAX_BASES_A_CALL = 64 << 20;

    private final FileChannel file;
    private final Map<String, Contig> contigs;

    /** Where a contig stands: all its lines but the last have {@code lineBases} bases in {@code lineBytes} bytes. */
    record Contig(long offset, int lineBases, int lineBytes, long length) {}

    private FastaReference(FileChannel file, Map<String, Contig> contigs) {
        this.file = file;
        this.contigs = contigs;
    }

    /**
     * Opens a file.
     *
     * @throws IOException where it can't be read or its lines have unequal lengths
     */
    public static FastaReference open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Optional<Map<String, Contig>> indexed = FastaIndex.beside(path, file);
            return new FastaReference(file, indexed.isPresent() ? indexed.get() : scanned(path));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Map<String, Contig> scanned(Path path) throws IOException {
        Map<String, Contig> contigs = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            new Indexer(in).index(contigs);
        }
        return contigs;
    }

    @Override
    public long length(String contig) {
        Contig found = contigs.get(contig);
        return found == null ? -1 : found.length;
    }

    @Override
    public String bases(String contig, long from, long to) throws IOException {
        Contig found = contigs.get(contig);
        if (found == null || from < 1 || to > found.length || to < from || to - from >= MAX_BASES_A_CALL) {
            throw new IllegalArgumentException("no such stretch of the reference");
        }
        long first = offset(found, from - 1);
        ByteBuffer bytes = ByteBuffer.allocate((int) (offset(found, to - 1) - first + 1));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, first + bytes.position()) < 0) {
                throw new IOException("the reference ends early");
            }
        }
        StringBuilder result = new StringBuilder((int) (to - from + 1));
        for (byte b : bytes.array()) {
            if (b > ' ') {
                result.append((char) b);
            }
        }
        return result.toString().toUpperCase(Locale.ROOT);
    }

    static long offset(Contig contig, long base) {
        return contig.offset + base / contig.lineBases * contig.lineBytes + base % contig.lineBases;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Indexer {
        private final InputStream in;
        private long at;
        private boolean ended;
        private int bases;
        private int bytes;

        Indexer(InputStream in) {
            this.in = in;
        }

        void index(Map<String, Contig> contigs) throws IOException {
            StringBuilder name = new StringBuilder();
            long start = -1;
            int lineBases = 0;
            int lineBytes = 0;
            long length = 0;
            boolean last = false;
            while (!ended) {
                StringBuilder head = new StringBuilder();
                line(head);
                if (head.length() > 0) {
                    put(contigs, name, start, lineBases, lineBytes, length);
                    name = head;
                    start = at;
                    lineBases = 0;
                    length = 0;
                    last = false;
                } else if (bases > 0) {
                    if (last) {
                        throw new IOException("a FASTA line in the middle of a contig is shorter than the others");
                    }
                    if (lineBases == 0) {
                        lineBases = bases;
                        lineBytes = bytes;
                    }
                    last = bases < lineBases;
                    length += bases;
                    if (bases > lineBases) {
                        throw new IOException("a FASTA line is longer than the contig's first");
                    }
                }
            }
            put(contigs, name, start, lineBases, lineBytes, length);
        }

        private void line(StringBuilder head) throws IOException {
            bases = 0;
            bytes = 0;
            boolean title = false;
            int c;
            while ((c = in.read()) >= 0) {
                at++;
                bytes++;
                if (c == '\n') {
                    return;
                }
                if (bytes == 1 && c == '>') {
                    title = true;
                } else if (title) {
                    head.append((char) c);
                } else if (c > ' ') {
                    bases++;
                }
            }
            ended = true;
        }

        private static void put(
                Map<String, Contig> contigs,
                StringBuilder title,
                long start,
                int lineBases,
                int lineBytes,
                long length) {
            if (start >= 0) {
                String name = title.toString().strip().split("\\s", 2)[0];
                contigs.put(
                        new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                        new Contig(start, Math.max(1, lineBases), Math.max(1, lineBytes), length));
            }
        }
    }
}

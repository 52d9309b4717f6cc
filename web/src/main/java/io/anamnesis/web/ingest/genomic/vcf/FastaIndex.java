package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the contigs of a FASTA file stand, as the index beside it says ({@code .fai}, samtools faidx). It is believed where the file
 * agrees at both ends of every contig; else it is of another file, or an older one.
 */
final class FastaIndex {
    private static final long MAX_BYTES = 64L << 20;
    private static final int FIELDS = 5;

    private FastaIndex() {}

    /** The contigs, or nothing where there is no index that fits. */
    static Optional<Map<String, FastaReference.Contig>> beside(Path fasta, FileChannel file) throws IOException {
        Path index = fasta.resolveSibling(fasta.getFileName() + ".fai");
        if (!Files.isReadable(index) || Files.size(index) > MAX_BYTES) {
            return Optional.empty();
        }
        Map<String, FastaReference.Contig> contigs = new HashMap<>();
        for (String line :
                Files.readString(index, StandardCharsets.UTF_8).lines().toList()) {
            String[] fields = line.split("\t", -1);
            try {
                FastaReference.Contig contig = contig(fields);
                if (!fits(contig, file)) {
                    return Optional.empty();
                }
                contigs.put(fields[0], contig);
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no line of an index
            }
        }
        return contigs.isEmpty() ? Optional.empty() : Optional.of(contigs);
    }

    private static FastaReference.Contig contig(String[] fields) {
        if (fields.length != FIELDS || fields[0].isEmpty()) {
            throw new IllegalArgumentException("expected name, length, offset, bases and bytes of a line");
        }
        long length = Long.parseLong(fields[1]);
        long offset = Long.parseLong(fields[2]);
        int bases = Integer.parseInt(fields[3]);
        int bytes = Integer.parseInt(fields[4]);
        if (length < 1 || offset < 2 || bases < 1 || bytes <= bases) {
            throw new IllegalArgumentException("such numbers are of no contig");
        }
        return new FastaReference.Contig(offset, bases, bytes, length);
    }

    /** A line's end before the first base; the last base within the file, and behind it a line's end or the file's. */
    private static boolean fits(FastaReference.Contig contig, FileChannel file) throws IOException {
        long last = FastaReference.offset(contig, contig.length() - 1);
        if (last >= file.size() || at(file, contig.offset() - 1) != '\n' || at(file, contig.offset()) <= ' ') {
            return false;
        }
        int behind = last + 1 == file.size() ? '\n' : at(file, last + 1);
        return at(file, last) > ' ' && (behind == '\n' || behind == '\r');
    }

    private static int at(FileChannel file, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return file.read(one, position) == 1 ? one.get(0) : -1;
    }
}

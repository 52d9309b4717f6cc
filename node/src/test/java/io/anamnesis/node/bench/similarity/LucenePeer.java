package io.anamnesis.node.bench.similarity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's HNSW over float vectors in one segment, memory-mapped; 16 links (32 on the ground layer), beam 100. Made with what Lucene 9.12
 * and 10 have in common, so that the same class runs with either.
 */
final class LucenePeer implements Contender {
    private static final int LINKS = 16;
    private static final int BEAM = 100;

    /** The codec of whichever version runs, under its own name, by which a reader finds it. */
    private static final class OwnLinks extends FilterCodec {
        private static final KnnVectorsFormat FORMAT = new PerFieldKnnVectorsFormat() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new Lucene99HnswVectorsFormat(LINKS, BEAM);
            }
        };

        OwnLinks(Codec codec) {
            super(codec.getName(), codec);
        }

        @Override
        public KnnVectorsFormat knnVectorsFormat() {
            return FORMAT;
        }
    }

    private final Path folder;
    private final MMapDirectory directory;
    private final IndexWriter writer;
    private DirectoryReader reader;
    private IndexSearcher searcher;
    private int vectors;

    LucenePeer() throws IOException {
        folder = Files.createTempDirectory("lucene-peer-");
        directory = new MMapDirectory(folder);
        IndexWriterConfig config = new IndexWriterConfig()
                .setRAMBufferSizeMB(1900)
                .setUseCompoundFile(false)
                .setCodec(new OwnLinks(Codec.getDefault()));
        writer = new IndexWriter(directory, config);
        reader = DirectoryReader.open(writer);
        searcher = new IndexSearcher(reader);
    }

    @Override
    public String name() {
        return "Lucene " + Version.LATEST + " HNSW";
    }

    @Override
    public int[] efforts() {
        return new int[] {10, 14, 20, 28, 40, 56, 80, 112, 160, 240, 320, 480};
    }

    @Override
    public void build(VectorSet set, List<RowFilter> filters) throws IOException {
        for (int row = 0; row < set.base().length; row++) {
            add(row, set.base()[row]);
        }
        vectors = set.base().length;
        writer.forceMerge(1);
        refresh();
    }

    @Override
    public int[] nearest(float[] query, int k, int effort, @Nullable RowFilter filter) throws IOException {
        ScoreDoc[] found = searcher.search(new KnnFloatVectorQuery("vector", query, Math.max(k, effort)), k).scoreDocs;
        int[] rows = new int[found.length];
        for (int i = 0; i < rows.length; i++) {
            var leaf = reader.leaves().get(ReaderUtil.subIndex(found[i].doc, reader.leaves()));
            NumericDocValues values = leaf.reader().getNumericDocValues("row");
            values.advanceExact(found[i].doc - leaf.docBase);
            rows[i] = (int) values.longValue();
        }
        return rows;
    }

    @Override
    public boolean insertAndFind(int row, float[] vector) throws IOException {
        add(row, vector);
        refresh();
        return nearest(vector, 1, 20, null)[0] == row;
    }

    @Override
    public double bytesPerVector() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return (double) bytes / vectors;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        writer.close();
        directory.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void add(int row, float[] vector) throws IOException {
        Document document = new Document();
        document.add(new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new NumericDocValuesField("row", row));
        writer.addDocument(document);
    }

    private void refresh() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
            reader.close();
            reader = newer;
            searcher = new IndexSearcher(reader);
        }
    }
}

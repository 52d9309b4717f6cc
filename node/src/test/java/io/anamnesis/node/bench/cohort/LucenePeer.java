package io.anamnesis.node.bench.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.search.join.ScoreMode;
import org.apache.lucene.search.join.ToParentBlockJoinQuery;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Lucene, with a block for each patient: an own document for each thing that a question asks several properties of, then the patient's.
 * Codes and all above them are terms of the patient too, so that a diagnosis alone needs no join. What Lucene has no query for (order in
 * time, the last, counts) is collected from the things' own documents, in the order of patients.
 */
final class LucenePeer implements AutoCloseable {
    private final Path folder;
    private final IndexWriter writer;
    private IndexSearcher searcher;
    private final QueryBitSetProducer patients = new QueryBitSetProducer(term("kind", "patient"));

    LucenePeer() throws IOException {
        folder = Files.createTempDirectory("cohort-lucene");
        writer = new IndexWriter(
                new MMapDirectory(folder),
                new IndexWriterConfig()
                        .setRAMBufferSizeMB(256)
                        .setMergePolicy(
                                new LogDocMergePolicy()) // keeps the order of patients, which what is collected needs
                        .setCommitOnClose(false));
        searcher = new IndexSearcher(DirectoryReader.open(writer));
        searcher.setQueryCache(null);
    }

    void add(SimulatedPatient patient) throws IOException {
        List<Document> block = new ArrayList<>();
        Document own = new Document();
        word(own, "kind", "patient");
        word(own, "sex", patient.female ? "female" : "male");
        own.add(new IntPoint("birth", (int) patient.birthDay));
        if (patient.meanGlucose != null) {
            own.add(new DoublePoint("glucose", patient.meanGlucose));
        }
        if (patient.imaging) {
            word(own, "has", "imaging");
        }
        own.add(new NumericDocValuesField("patient", patient.number));
        things(patient, "dx", patient.conditions, own, block);
        things(patient, "drug", patient.drugs, own, block);
        things(patient, "lab", patient.labs, own, block);
        if (patient.variants != null) {
            things(patient, "gene", patient.variants, own, block);
        }
        if (patient.mentions != null) {
            word(own, "has", "notes");
            patient.mentions.forEach(event -> word(own, "note", event.code() + "/" + event.attribute()));
        }
        block.add(own);
        writer.addDocuments(block);
    }

    private static void things(
            SimulatedPatient patient,
            String kind,
            List<SimulatedPatient.Event> events,
            Document own,
            List<Document> block) {
        for (SimulatedPatient.Event event : events) {
            Document thing = new Document();
            for (String code : above(kind, event.code())) {
                word(thing, kind + "-thing", code);
                word(own, kind, code);
            }
            word(thing, "attribute", event.attribute());
            thing.add(new DoublePoint("value", event.value()));
            thing.add(new IntPoint("day", (int) event.day()));
            thing.add(new NumericDocValuesField("patient", patient.number));
            thing.add(new NumericDocValuesField("day", event.day()));
            thing.add(new NumericDocValuesField("value", Double.doubleToRawLongBits(event.value())));
            block.add(thing);
        }
    }

    /** The code itself and those above that questions may ask for. */
    private static List<String> above(String kind, String code) {
        return switch (kind) {
            case "dx" ->
                Stream.of(code, code.substring(0, Math.min(3, code.length())), code.substring(0, 1))
                        .distinct()
                        .toList();
            case "drug" ->
                Stream.of(code, code.substring(0, Math.min(3, code.length())))
                        .distinct()
                        .toList();
            default -> List.of(code);
        };
    }

    private static void word(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }

    void ready() throws IOException {
        writer.forceMerge(1);
        searcher = new IndexSearcher(DirectoryReader.open(writer));
        searcher.setQueryCache(null);
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query all(Query... parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Query part : parts) {
            all.add(part, BooleanClause.Occur.FILTER);
        }
        return all.build();
    }

    private static Query any(int least, Query... parts) {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
        for (Query part : parts) {
            any.add(part, BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    private Query having(Query... properties) {
        return new ToParentBlockJoinQuery(all(properties), patients, ScoreMode.None);
    }

    /** The query for a question, or null where things have to be collected. */
    private @Nullable Query query(String name) {
        return switch (name) {
            case "one diagnosis" -> term("dx", "C71");
            case "sex and age" -> all(term("sex", "female"), born(Integer.MIN_VALUE, 65));
            case "diagnosis and drug class" -> all(term("dx", "E11"), term("drug", "A10"));
            case "gene and significance of one variant" ->
                having(term("gene-thing", "EGFR"), term("attribute", "pathogenic"));
            case "gene and allele share of one variant" ->
                having(
                        term("gene-thing", "TP53"),
                        DoublePoint.newRangeQuery("value", Math.nextUp(0.3), Double.POSITIVE_INFINITY));
            case "feature of a window and diagnosis" ->
                all(
                        DoublePoint.newRangeQuery("glucose", Math.nextUp(140.0), Double.POSITIVE_INFINITY),
                        term("dx", "E11"));
            default -> null;
        };
    }

    private static Query born(int from, int agedAtLeast) {
        return IntPoint.newRangeQuery("birth", from, birth(agedAtLeast));
    }

    private static int birth(int years) {
        return (int)
                LocalDate.ofEpochDay(SimulatedPatient.TODAY).minusYears(years).toEpochDay();
    }

    int count(CohortQuestion question) throws IOException {
        Query query = query(question.name());
        return query == null ? collected(question.name()).getCardinality() : searcher.count(query);
    }

    RoaringBitmap members(CohortQuestion question) throws IOException {
        Query query = query(question.name());
        return query == null
                ? collected(question.name())
                : Things.of(searcher, query).patients();
    }

    private RoaringBitmap collected(String name) throws IOException {
        int today = (int) SimulatedPatient.TODAY;
        return switch (name) {
            case "last laboratory value" ->
                Things.of(searcher, term("lab-thing", "2345-7")).withLastAbove(180);
            case "twice within two years" ->
                Things.of(
                                searcher,
                                all(
                                        term("lab-thing", "4548-4"),
                                        IntPoint.newRangeQuery("day", today - 730, Integer.MAX_VALUE)))
                        .withAtLeast(2);
            case "drug within 90 days after a diagnosis" ->
                Things.of(searcher, term("drug-thing", "L01")).after(Things.of(searcher, term("dx-thing", "C50")), 90);
            default -> nested();
        };
    }

    private RoaringBitmap nested() throws IOException {
        Query patients = new BooleanQuery.Builder()
                .add(any(1, term("dx", "C71"), term("dx", "C50")), BooleanClause.Occur.FILTER)
                .add(term("has", "notes"), BooleanClause.Occur.FILTER)
                .add(term("note", "metastasis/present"), BooleanClause.Occur.MUST_NOT)
                .add(
                        any(
                                2,
                                having(term("gene-thing", "TP53"), term("attribute", "pathogenic")),
                                term("has", "imaging"),
                                born(birth(70) + 1, 40)),
                        BooleanClause.Occur.FILTER)
                .add(term("drug", "L01"), BooleanClause.Occur.FILTER)
                .build();
        RoaringBitmap members = Things.of(searcher, patients).patients();
        members.and(Things.of(searcher, term("drug-thing", "L01"))
                .firsts()
                .after(Things.of(searcher, term("dx-thing", "C")).firsts(), 365));
        return members;
    }

    @Override
    public void close() throws IOException {
        searcher.getIndexReader().close();
        writer.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package io.anamnesis.node.load;

/** What became of the documents of one format. Guarded by the report that holds it. */
final class FormatCounts {
    long documents;
    long accepted;
    long duplicates;
    long refused;
    long nanos;
}

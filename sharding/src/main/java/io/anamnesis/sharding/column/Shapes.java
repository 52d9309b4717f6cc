package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * What elements have in common: a kind and a set of terms, without those of few patients. Thousands of patients have a diagnosis of the
 * same shape, so that each keeps only its number, and whether it is meant is decided once for all.
 */
final class Shapes {
    private final Dictionary dictionary = new Dictionary();
    /** Rows with an element of a shape; shapes with a term; shapes of a kind. */
    final Postings rows = new Postings();

    final Postings ofTerm = new Postings();
    final Postings ofKind = new Postings();

    /** @param terms in order, each once */
    int intern(int kind, int[] terms) {
        ByteWriter key = new ByteWriter();
        key.writeLong(kind);
        for (int term : terms) {
            key.writeLong(term);
        }
        int before = dictionary.size();
        int shape = dictionary.intern(key.toArray());
        if (dictionary.size() > before) {
            ofKind.add(kind, shape);
            for (int term : terms) {
                ofTerm.add(term, shape);
            }
        }
        return shape;
    }

    void remove(int shape) {
        ofKind.remove(kind(shape), shape);
        IntList terms = new IntList();
        terms(shape, terms);
        for (int i = 0; i < terms.size(); i++) {
            ofTerm.remove(terms.get(i), shape);
        }
        dictionary.remove(shape);
    }

    int kind(int shape) {
        return (int) new ByteReader(dictionary.key(shape)).readLong();
    }

    void terms(int shape, IntList into) {
        ByteReader key = new ByteReader(dictionary.key(shape));
        key.readLong();
        while (key.hasMore()) {
            into.add((int) key.readLong());
        }
    }

    /** Whether one of its terms is among these, which are in order. */
    boolean hasAny(int shape, int[] sortedTerms) {
        ByteReader key = new ByteReader(dictionary.key(shape));
        key.readLong();
        while (key.hasMore()) {
            if (Arrays.binarySearch(sortedTerms, (int) key.readLong()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Shapes with any of the terms; a new bitmap. */
    RoaringBitmap withAny(int[] terms) {
        RoaringBitmap shapes = new RoaringBitmap();
        for (int term : terms) {
            ofTerm.orInto(term, shapes);
        }
        return shapes;
    }

    int size() {
        return dictionary.size();
    }

    int end() {
        return dictionary.end();
    }

    long bytes() {
        return dictionary.bytes() + rows.bytes() + ofTerm.bytes() + ofKind.bytes();
    }
}

package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Digest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** The elements of all rows: packed by row, and which rows have which. */
final class ElementIndex {
    final Kinds kinds = new Kinds();
    final Terms terms = new Terms();
    final Shapes shapes = new Shapes();
    /** Rows with an element of a kind; rows of whose elements of a kind some are not known. */
    final Postings ofKind = new Postings();

    final Postings truncated = new Postings();

    final KeptColumns kept;

    private final ElementWriter writer = new ElementWriter(kinds, terms, shapes);
    private final ElementCursor cursor = new ElementCursor();

    ElementIndex(KeptColumns kept) {
        this.kept = kept;
    }

    /** What a body holds: kinds, shapes and terms, each once and in order. */
    private static final class Census {
        static final Census EMPTY = new Census(new IntList(), new IntList(), new IntList());

        final int[] kinds;
        final int[] shapes;
        final int[] terms;

        Census(IntList kinds, IntList shapes, IntList terms) {
            this.kinds = kinds.distinct();
            this.shapes = shapes.distinct();
            this.terms = terms.distinct();
        }
    }

    byte[] write(Digest.Part part, Modality modality) {
        return writer.write(modality, part.elements());
    }

    /** Replaces what a row holds of a modality. */
    void replace(int row, byte[] before, byte[] now) {
        if (Arrays.equals(before, now)) {
            return;
        }
        kept.changed(row);
        Census gone = census(before);
        Census here = census(now);
        add(ofKind, here.kinds, row);
        add(shapes.rows, here.shapes, row);
        add(terms.rows, here.terms, row);
        removeAllBut(ofKind, gone.kinds, here.kinds, row);
        removeAllBut(terms.rows, gone.terms, here.terms, row);
        for (int shape : gone.shapes) {
            if (Arrays.binarySearch(here.shapes, shape) < 0) {
                shapes.rows.remove(shape, row);
            }
        }
        terms.sets.changed(row, gone.terms, here.terms);
        release(gone);
    }

    private static void add(Postings postings, int[] ids, int row) {
        for (int id : ids) {
            postings.add(id, row);
        }
    }

    private static void removeAllBut(Postings postings, int[] gone, int[] here, int row) {
        for (int id : gone) {
            if (Arrays.binarySearch(here, id) < 0) {
                postings.remove(id, row);
            }
        }
    }

    /** Lets go of shapes and terms that no row has any more. */
    private void release(Census gone) {
        for (int shape : gone.shapes) {
            if (shapes.rows.isEmpty(shape)) {
                shapes.remove(shape);
            }
        }
        for (int term : gone.terms) {
            if (terms.rows.isEmpty(term)) {
                terms.remove(term);
            }
        }
    }

    private Census census(byte[] body) {
        if (body.length == 0) {
            return Census.EMPTY;
        }
        IntList kindList = new IntList();
        IntList shapeList = new IntList();
        IntList termList = new IntList();
        cursor.sections(body, (kind, from, to) -> {
            kindList.add(kind);
            cursor.openSection(kind, from, to);
            while (cursor.next()) {
                shapeList.add(cursor.shape());
                cursor.extras(termList);
            }
        });
        for (int shape : shapeList.distinct()) {
            shapes.terms(shape, termList);
        }
        return new Census(kindList, shapeList, termList);
    }

    /** Sets of which kinds of a modality a row lacks some, and tells which kinds that changed. */
    Set<String> truncate(int row, Modality modality, SortedSet<String> names) {
        Set<String> changed = new HashSet<>();
        for (String name : names) {
            int kind = kinds.intern(name, modality);
            if (!truncated.contains(kind, row)) {
                truncated.add(kind, row);
                changed.add(name);
            }
        }
        for (int kind = 0; kind < kinds.size(); kind++) {
            Kinds.Kind known = kinds.get(kind);
            if (known.modality() == modality && truncated.contains(kind, row) && !names.contains(known.name())) {
                truncated.remove(kind, row);
                changed.add(known.name());
            }
        }
        return changed;
    }

    /** The terms of elements that only one of two bodies has, by kind. To be asked before what is gone is released. */
    Map<String, Set<String>> difference(byte[] before, byte[] now) {
        if (Arrays.equals(before, now)) {
            return Map.of();
        }
        Map<Long, Integer> surplus = new HashMap<>();
        count(before, -1, surplus);
        count(now, 1, surplus);
        Map<String, Set<String>> changed = new TreeMap<>();
        collect(before, surplus, changed);
        collect(now, surplus, changed);
        return changed;
    }

    private void count(byte[] body, int by, Map<Long, Integer> surplus) {
        cursor.sections(body, (kind, from, to) -> {
            cursor.openSection(kind, from, to);
            while (cursor.next()) {
                surplus.merge(cursor.fingerprint(), by, Integer::sum);
            }
        });
    }

    private void collect(byte[] body, Map<Long, Integer> surplus, Map<String, Set<String>> changed) {
        cursor.sections(body, (kind, from, to) -> {
            cursor.openSection(kind, from, to);
            while (cursor.next()) {
                if (surplus.getOrDefault(cursor.fingerprint(), 0) != 0) {
                    Set<String> texts = changed.computeIfAbsent(kinds.get(kind).name(), name -> new HashSet<>());
                    IntList held = new IntList();
                    shapes.terms(cursor.shape(), held);
                    cursor.extras(held);
                    for (int i = 0; i < held.size(); i++) {
                        texts.add(terms.text(held.get(i)));
                    }
                }
            }
        });
    }

    long bytes() {
        return terms.bytes() + shapes.bytes() + ofKind.bytes() + truncated.bytes() + kept.bytes();
    }
}

package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.PatientId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which row a patient has; rows of those who left are given again. */
final class PatientRows {
    static final int NO_ROW = -1;

    private @Nullable PatientId[] patients = new PatientId[64];
    private long[] seqs = new long[64];
    private int[] slices = new int[64];
    private int[] reusable = new int[16];
    private int reusables;
    private int end;
    private long idBytes;
    /** Row + 1, or 0; a power of two long, at most half full. */
    private int[] table = new int[128];

    int size() {
        return end - reusables;
    }

    /** One more than the greatest row that was ever given. */
    int end() {
        return end;
    }

    int find(PatientId patient) {
        for (int at = home(patient); table[at] != 0; at = (at + 1) & (table.length - 1)) {
            if (patient.equals(patients[table[at] - 1])) {
                return table[at] - 1;
            }
        }
        return NO_ROW;
    }

    PatientId patient(int row) {
        PatientId patient = row < end ? patients[row] : null;
        if (patient == null) {
            throw new IllegalArgumentException("no patient has row " + row);
        }
        return patient;
    }

    long seq(int row) {
        return seqs[row];
    }

    int slice(int row) {
        return slices[row];
    }

    void mark(int row, long seq, int slice) {
        seqs[row] = seq;
        slices[row] = slice;
    }

    int add(PatientId patient) {
        int row = reusables > 0 ? reusable[--reusables] : end++;
        if (row >= patients.length) {
            int longer = patients.length + (patients.length >> 1);
            patients = Arrays.copyOf(patients, longer);
            seqs = Arrays.copyOf(seqs, longer);
            slices = Arrays.copyOf(slices, longer);
        }
        patients[row] = patient;
        idBytes += bytes(patient);
        if (2 * size() > table.length) {
            grow();
        } else {
            place(row, patient);
        }
        return row;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int row = 0; row < end; row++) {
            PatientId patient = patients[row];
            if (patient != null) {
                place(row, patient);
            }
        }
    }

    private void place(int row, PatientId patient) {
        int at = home(patient);
        while (table[at] != 0) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = row + 1;
    }

    void remove(int row) {
        PatientId patient = patient(row);
        int mask = table.length - 1;
        int hole = home(patient);
        while (table[hole] != row + 1) {
            hole = (hole + 1) & mask;
        }
        table[hole] = 0;
        for (int at = (hole + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
            int home = home(patient(table[at] - 1));
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                table[hole] = table[at];
                table[at] = 0;
                hole = at;
            }
        }
        patients[row] = null;
        idBytes -= bytes(patient);
        if (reusables == reusable.length) {
            reusable = Arrays.copyOf(reusable, reusables * 2);
        }
        reusable[reusables++] = row;
    }

    private int home(PatientId patient) {
        int hash = patient.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    private static long bytes(PatientId patient) {
        return Heap.OBJECT + 24 + Heap.array(patient.value().length(), 1);
    }

    long bytes() {
        return idBytes + Heap.array(patients.length, 16) + Heap.array(table.length, 4) + Heap.array(reusable.length, 4);
    }
}

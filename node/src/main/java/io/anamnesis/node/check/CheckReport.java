package io.anamnesis.node.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check found.
 *
 * @param figures one line each
 * @param faults what does not hold; none where the check has passed
 */
public record CheckReport(List<String> figures, List<String> faults) {
    public CheckReport {
        figures = List.copyOf(figures);
        faults = List.copyOf(faults);
    }

    /** Whether everything held. */
    public boolean passed() {
        return faults.isEmpty();
    }

    /** Figures, faults, verdict. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(figures);
        faults.forEach(fault -> lines.add("FAULT         " + fault));
        lines.add("result        " + (passed() ? "PASSED" : "FAILED"));
        return lines;
    }
}

package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.maf.MafCall;
import io.anamnesis.web.ingest.genomic.study.StudySink.Place;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the files of one study share while it is read: whose samples are, where we are, what was counted. One thread's. */
final class StudyContext {
    static final int MAX_SAMPLES = 1_000_000;

    private final String study;
    private final String folder;
    private final String assembly;
    private final double panelMegabases;
    private final StudySink sink;
    private final Map<String, String> patients = new HashMap<>();
    private final Map<String, Double> ownPanels = new HashMap<>();
    private final Set<String> burdenStated = new HashSet<>();
    private final Map<String, Integer> nonsynonymous = new TreeMap<>();
    private final Map<String, Long> given = new LinkedHashMap<>();
    private final Map<String, Long> missing = new LinkedHashMap<>();
    private String file = "";
    private String mutationFile = "";

    StudyContext(String study, String folder, String assembly, double panelMegabases, StudySink sink) {
        this.study = study;
        this.folder = folder;
        this.assembly = assembly;
        this.panelMegabases = panelMegabases;
        this.sink = sink;
    }

    String folder() {
        return folder;
    }

    String assembly() {
        return assembly;
    }

    int samples() {
        return patients.size();
    }

    void enter(String newFile) {
        file = newFile;
    }

    /** Says whose a sample is; false where it is another patient's already. */
    boolean map(String sample, String patient) {
        if (patients.size() >= MAX_SAMPLES) {
            throw new UnreadableInput(
                    "too-many-samples", "the limit is " + MAX_SAMPLES + " samples and the study has more", file);
        }
        String before = patients.putIfAbsent(sample, patient);
        return before == null || before.equals(patient);
    }

    boolean knows(String sample) {
        return patients.containsKey(sample);
    }

    private @Nullable Place place(long line, String sample) {
        String patient = patients.get(sample);
        return patient == null ? null : new Place(file, line, patient, sample);
    }

    private void count() {
        given.merge(file, 1L, Long::sum);
    }

    void missing() {
        missing.merge(file, 1L, Long::sum);
    }

    void refuse(String in, long line, @Nullable String element, Fault fault) {
        sink.refused(in, new Refusal(line, element, fault.code(), fault.reason()));
    }

    void refuse(long line, @Nullable String element, Fault fault) {
        refuse(file, line, element, fault);
    }

    void refused(Refusal refusal) {
        sink.refused(file, refusal);
    }

    boolean mutation(MafCall call) {
        Place place = place(call.line(), call.sample());
        if (place == null) {
            return false;
        }
        mutationFile = file;
        count();
        if (call.isNonsynonymous() && !"germline".equals(call.status())) {
            nonsynonymous.merge(call.sample(), 1, Integer::sum);
        }
        sink.mutation(place, call);
        return true;
    }

    boolean value(long line, String sample, GeneValue value) {
        Place place = place(line, sample);
        if (place == null) {
            return false;
        }
        count();
        sink.geneValue(place, value);
        return true;
    }

    boolean variant(long line, String sample, StructuralVariant variant) {
        Place place = place(line, sample);
        if (place == null) {
            return false;
        }
        count();
        sink.structuralVariant(place, variant);
        return true;
    }

    void biomarker(long line, String sample, String name, double value) {
        Place place = place(line, sample);
        if (place != null) {
            count();
            if (name.equals("tmb-per-mb")) {
                burdenStated.add(sample);
            }
            if (name.equals("tmb-panel-mb")) {
                ownPanels.put(sample, value);
            }
            sink.biomarker(place, name, value);
        }
    }

    /** The burden of samples that state none, where the size of what was sequenced is stated; never assumed. */
    void burdens() {
        nonsynonymous.forEach((sample, count) -> {
            double panel = ownPanels.getOrDefault(sample, panelMegabases);
            Place place = burdenStated.contains(sample) || !(panel > 0) ? null : place(0, sample);
            if (place != null) {
                Place of = new Place(mutationFile, 0, place.patient(), sample);
                sink.biomarker(of, "tmb-per-mb", count / panel);
                if (!ownPanels.containsKey(sample)) {
                    sink.biomarker(of, "tmb-panel-mb", panel);
                }
            }
        });
    }

    StudyReport report() {
        return new StudyReport(study, assembly, patients.size(), given, missing);
    }
}

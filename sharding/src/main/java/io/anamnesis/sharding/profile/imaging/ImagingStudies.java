package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.Holdings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Studies in which something was measured, with what the features of imaging would be if there were nothing else: {@code series.CT}, {@code
 * instances.CT}, radiomics and report numbers. The latest is what those tell of already.
 */
final class ImagingStudies {
    private static final Comparator<Measured> LATEST_FIRST = Comparator.comparing((Measured each) -> each.until)
            .thenComparing(each -> each.studyInstanceUid)
            .reversed();

    private final Holdings<SeriesItem> series;
    private final Holdings<InstanceItem> instances;
    private final Holdings<MeasurementItem> measurements;

    ImagingStudies(
            Holdings<SeriesItem> series, Holdings<InstanceItem> instances, Holdings<MeasurementItem> measurements) {
        this.series = series;
        this.instances = instances;
        this.measurements = measurements;
    }

    /** A study with what was measured in it. */
    private static final class Measured {
        final String studyInstanceUid;
        final List<Holding<MeasurementItem>> items = new ArrayList<>();
        Instant from = Instant.MAX;
        Instant until = Instant.MIN;

        Measured(String studyInstanceUid) {
            this.studyInstanceUid = studyInstanceUid;
        }

        void add(Holding<MeasurementItem> item) {
            Instant at = item.evidence().observedAt();
            items.add(item);
            from = at.isBefore(from) ? at : from;
            until = at.isAfter(until) ? at : until;
        }
    }

    /** But for the latest, at most so many, the latest first. */
    List<Occasion> earlier(int most) {
        Map<String, Measured> byStudy = new HashMap<>();
        for (Holding<MeasurementItem> item : measurements.all()) {
            MeasurementItem value = item.value();
            if (value != null) {
                byStudy.computeIfAbsent(value.studyInstanceUid(), Measured::new).add(item);
            }
        }
        return byStudy.values().stream()
                .sorted(LATEST_FIRST)
                .skip(1)
                .limit(most)
                .map(this::occasion)
                .toList();
    }

    private Occasion occasion(Measured study) {
        TreeMap<String, Double> features = new TreeMap<>();
        String under = study.studyInstanceUid + "|";
        for (String key : series.keysOf(under, under)) {
            SeriesItem each = series.get(key);
            if (each != null) {
                features.merge("series." + each.dicomModality(), 1.0, Double::sum);
            }
        }
        for (String key : instances.keysOf(under, under)) {
            InstanceItem each = instances.get(key);
            SeriesItem of = each == null ? null : series.get(under + each.seriesInstanceUid());
            if (of != null) {
                features.merge("instances." + of.dicomModality(), 1.0, Double::sum);
            }
        }
        ImagingFeatures.measured(study.items, features);
        while (features.size() > ImagingFeatures.MAX_FEATURES) {
            features.pollLastEntry();
        }
        return Occasion.of(
                Occasion.STUDY,
                study.studyInstanceUid,
                Instant.ofEpochMilli(study.from.toEpochMilli()),
                Instant.ofEpochMilli(study.until.toEpochMilli()),
                features);
    }
}

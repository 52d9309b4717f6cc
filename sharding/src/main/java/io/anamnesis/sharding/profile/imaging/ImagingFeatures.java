package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.Holdings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of the imaging slice: {@code studies}, {@code series.CT} and {@code instances.CT} for each modality,
 * {@code latest-study-epoch-day}, and each radiomics or report number as it was observed last.
 */
final class ImagingFeatures {
    /** Of the thousand that a slice may give; names beyond this, in the order of the alphabet, are left out. */
    static final int MAX_FEATURES = 1_000;

    private ImagingFeatures() {}

    static Map<String, Double> of(
            Holdings<StudyItem> studies,
            Holdings<SeriesItem> series,
            Holdings<InstanceItem> instances,
            Holdings<MeasurementItem> measurements) {
        TreeMap<String, Double> features = new TreeMap<>();
        if (studies.size() > 0) {
            features.put("studies", (double) studies.size());
        }
        series.values().forEach(each -> features.merge("series." + each.dicomModality(), 1.0, Double::sum));
        instances.values().forEach(each -> {
            SeriesItem of = series.get(each.studyInstanceUid() + "|" + each.seriesInstanceUid());
            if (of != null) {
                features.merge("instances." + of.dicomModality(), 1.0, Double::sum);
            }
        });
        studies.values().forEach(each -> {
            if (each.date() != null) {
                features.merge("latest-study-epoch-day", (double) each.date().toEpochDay(), Math::max);
            }
        });
        measured(measurements.all(), features);
        while (features.size() > MAX_FEATURES) {
            features.pollLastEntry();
        }
        return features;
    }

    /** Adds each number as these tell it last. */
    static void measured(Collection<Holding<MeasurementItem>> measurements, Map<String, Double> features) {
        Map<String, Evidence> of = new HashMap<>();
        for (Holding<MeasurementItem> holding : measurements) {
            MeasurementItem item = holding.value();
            if (item != null) {
                item.features()
                        .forEach((name, value) -> take("radiomics." + name, value, holding.evidence(), of, features));
                for (ImagingMeasurement each : item.measurements()) {
                    take("measurement." + name(each), each.value(), holding.evidence(), of, features);
                }
            }
        }
    }

    /** The observation that is later, then the message that holds against the other. */
    private static void take(
            String name, double value, Evidence evidence, Map<String, Evidence> of, Map<String, Double> features) {
        Evidence before = of.get(name);
        int later = before == null ? 1 : evidence.observedAt().compareTo(before.observedAt());
        if (before == null || later > 0 || (later == 0 && evidence.fact().holdsAgainst(before.fact()))) {
            of.put(name, evidence);
            features.put(name, value);
        }
    }

    /** Kebab-case, with the unit at its end: {@code diameter-mm}. */
    private static String name(ImagingMeasurement measurement) {
        return kebab(measurement.name() + "-" + measurement.unit());
    }

    static String kebab(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }
}

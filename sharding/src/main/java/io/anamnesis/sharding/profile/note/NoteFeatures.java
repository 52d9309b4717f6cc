package io.anamnesis.sharding.profile.note;

import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.Holdings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of notes. Of a concept that notes say is there and is not there, the latest says which: by the
 * note's time, then the place in it.
 */
final class NoteFeatures {
    private static final int MAX_FEATURES = 1_000;
    private static final String PRESENT = "present";
    private static final String NEGATED = "negated";

    private NoteFeatures() {}

    static Map<String, Double> of(Holdings<NoteItems.Note> notes, Holdings<NoteItems.Entity> entities) {
        TreeMap<String, Double> features = new TreeMap<>();
        features.put("notes", (double) notes.size());
        entities.values()
                .forEach(each ->
                        features.merge("entities." + each.category() + "." + each.assertion(), 1.0, Double::sum));
        while (features.size() > MAX_FEATURES) {
            features.pollLastEntry();
        }
        latest(entities).forEach((concept, there) -> {
            if (features.size() < MAX_FEATURES) {
                features.put("concept." + concept, there ? 1.0 : 0.0);
            }
        });
        return features;
    }

    private static Map<String, Boolean> latest(Holdings<NoteItems.Entity> entities) {
        Map<String, Boolean> latest = new TreeMap<>();
        Map<String, Instant> since = new HashMap<>();
        for (Holding<NoteItems.Entity> each : entities.all()) {
            NoteItems.Entity entity = each.value();
            if (entity == null
                    || !(entity.assertion().equals(PRESENT)
                            || entity.assertion().equals(NEGATED))) {
                continue;
            }
            Instant said = each.evidence().observedAt();
            Instant before = since.get(entity.concept());
            if (before == null || !said.isBefore(before)) {
                since.put(entity.concept(), said);
                latest.put(entity.concept(), entity.assertion().equals(PRESENT));
            }
        }
        return latest;
    }
}

package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.serving.FeatureSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the numbers that a folder taught patients of the cluster have, too: a model sees of a patient what is called the same.
 *
 * @param of so many there are
 * @param unknown those that nobody has, with their modality
 * @param nearest to the first of those, names that patients do have
 * @param patients of the cluster
 */
record KnownColumns(int of, List<String> unknown, List<String> nearest, long patients) {
    KnownColumns {
        unknown = List.copyOf(unknown);
        nearest = List.copyOf(nearest);
    }

    /** Looks at all patients of the cluster, a page at a time. */
    static KnownColumns of(CohortData data, DigestScan scan, TrainingDesk.Course course) throws TrainingStopped {
        Map<Modality, Set<String>> names = new EnumMap<>(Modality.class);
        long[] patients = new long[1];
        scan.each(course, page -> {
            patients[0] += page.size();
            page.forEach(digest -> collect(digest, names));
        });
        int of = 0;
        List<String> unknown = new ArrayList<>();
        List<String> nearest = List.of();
        for (int b = 0; b < data.features().size(); b++) {
            ModalityBlock block = data.set().blocks().get(b);
            Set<String> known = Modality.ofWireName(block.name())
                    .map(modality -> names.getOrDefault(modality, Set.of()))
                    .orElse(Set.of());
            for (FeatureSpec feature : data.features().get(b)) {
                of++;
                if (!known.contains(feature.name())) {
                    nearest = unknown.isEmpty() ? Exclusions.nearest(feature.name(), known) : nearest;
                    unknown.add(block.name() + " " + feature.name());
                }
            }
        }
        return new KnownColumns(of, unknown, nearest, patients[0]);
    }

    private static void collect(Digest digest, Map<Modality, Set<String>> names) {
        digest.parts().forEach((modality, part) -> names.computeIfAbsent(modality, each -> new TreeSet<>())
                .addAll(part.numbers().keySet()));
    }

    private int known() {
        return of - unknown.size();
    }

    /** In short, for the record. */
    String share() {
        return known() + " of " + of;
    }

    /** A sentence's end for people. */
    String remark() {
        if (patients == 0) {
            return "; there are no patients in the cluster yet whom it could tell anything of";
        }
        if (unknown.isEmpty()) {
            return "; patients of the cluster have all of its " + of + " columns";
        }
        String near = nearest.isEmpty() ? "" : " (nearest to the first: " + String.join(", ", nearest) + ")";
        if (known() == 0) {
            return "; WARNING: no patient of the cluster has any of its " + of
                    + " columns, so that of everybody here it" + " tells no more than what is average. Nobody has "
                    + FolderTraining.named(unknown) + near;
        }
        return "; patients of the cluster have " + share() + " columns, the others count as unknown here: "
                + FolderTraining.named(unknown) + near;
    }
}

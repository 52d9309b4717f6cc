package io.anamnesis.web.ingest.imaging.radiomics;

import java.util.Map;
import java.util.TreeMap;

/** Computes the features of a region. */
public final class Radiomics {
    private Radiomics() {}

    /**
     * First-order and co-occurrence features by name, such as {@code firstorder_Mean} and {@code glcm_Contrast}; the latter are
     * missing where no two voxels of the region are neighbours.
     *
     * @param image intensities
     * @param mask labels on the same grid
     * @param label which of them marks the region
     * @throws UnusableRegion where nothing can be computed
     */
    public static Map<String, Double> features(Volume image, Volume mask, double label, RadiomicsSettings settings) {
        Region region = Region.of(image, mask, label, settings);
        Map<String, Double> features = new TreeMap<>();
        FirstOrderFeatures.of(region, settings).forEach((name, value) -> features.put("firstorder_" + name, value));
        CooccurrenceFeatures.of(region, settings).forEach((name, value) -> features.put("glcm_" + name, value));
        return features;
    }
}

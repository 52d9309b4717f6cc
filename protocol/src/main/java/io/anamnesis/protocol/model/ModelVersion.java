package io.anamnesis.protocol.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A version of a model, without the weights. It never changes.
 *
 * @param name 1 to 64 characters of [a-z0-9-], beginning with a letter
 * @param version from 1
 * @param strategy how it fuses, such as {@code late}
 * @param data what it was trained on: enough to find the same patients at the same events again
 * @param features how many numbers it looks at
 * @param metrics how it was judged, by name
 * @param configuration how it was trained, seed included
 * @param artefactHash SHA-256 of the artefact, hexadecimal
 * @param artefactBytes its length
 */
public record ModelVersion(
        String name,
        int version,
        String strategy,
        String createdBy,
        Instant createdAt,
        String data,
        int features,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> configuration,
        String artefactHash,
        int artefactBytes) {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,62}[a-z0-9])?");

    /** The largest artefact that is kept, in bytes: one cell of the store. */
    public static final int MAX_ARTEFACT_BYTES = 4 * 1024 * 1024;

    /** The most characters of {@code data}. */
    public static final int MAX_DATA = 4_000;

    /** @throws IllegalArgumentException where a part is outside of its limits */
    public ModelVersion {
        if (!isName(name) || version < 1 || artefactBytes > MAX_ARTEFACT_BYTES || data.length() > MAX_DATA) {
            throw new IllegalArgumentException("a model has a name of [a-z0-9-], a version from 1, at most "
                    + MAX_ARTEFACT_BYTES + " bytes and " + MAX_DATA + " characters of data, here " + name + " version "
                    + version + ", " + artefactBytes + " bytes, " + data.length() + " characters");
        }
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }

    /** As above, with maps of any kind. */
    public static ModelVersion of(
            String name,
            int version,
            String strategy,
            String createdBy,
            Instant createdAt,
            String data,
            int features,
            Map<String, Double> metrics,
            Map<String, String> configuration,
            ModelArtefact artefact) {
        return new ModelVersion(
                name,
                version,
                strategy,
                createdBy,
                createdAt,
                data,
                features,
                new TreeMap<>(metrics),
                new TreeMap<>(configuration),
                artefact.hash(),
                artefact.size());
    }

    /** Whether it can be a model's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}

package io.anamnesis.node.load;

import io.anamnesis.web.ingest.imaging.nrrd.NrrdReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image and its mask that lie in one folder, by the names that pyradiomics gives its examples: {@code brain1_image.nrrd} and
 * {@code brain1_label.nrrd}, or {@code brain1.nrrd} and {@code brain1-label.nrrd}. The volumes do not say it themselves, so here
 * names count.
 *
 * @param name what both names begin with
 * @param image null where there is none
 * @param mask null where there is none
 */
record VolumePair(
        String name, @Nullable Path image, @Nullable Path mask) {
    private static final String TYPE = ".nrrd";
    private static final int OPENING_BYTES = 8;
    /** The first that is there is taken. */
    private static final List<String> IMAGES = List.of("_image", "-image", "");

    private static final List<String> MASKS = List.of("_label", "-label", "_mask", "-mask");

    /** The pair that a file's name puts it in, be it complete or not; null where the name says nothing. */
    static @Nullable VolumePair of(Path file) {
        String stem = stem(file);
        for (List<String> suffixes : List.of(MASKS, IMAGES)) {
            for (String suffix : suffixes) {
                if (stem.endsWith(suffix) && stem.length() > suffix.length()) {
                    VolumePair pair = named(file, stem.substring(0, stem.length() - suffix.length()));
                    // a name without a suffix is an image's only where there is a mask for it
                    return suffix.isEmpty() && (pair.mask == null || !file.equals(pair.image)) ? null : pair;
                }
            }
        }
        return null;
    }

    private static String stem(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        return name.endsWith(TYPE) ? name.substring(0, name.length() - TYPE.length()) : "";
    }

    private static VolumePair named(Path file, String name) {
        return new VolumePair(name, first(file, name, IMAGES), first(file, name, MASKS));
    }

    private static @Nullable Path first(Path beside, String name, List<String> suffixes) {
        return suffixes.stream()
                .map(suffix -> beside.resolveSibling(name + suffix + TYPE))
                .filter(VolumePair::isVolume)
                .findFirst()
                .orElse(null);
    }

    private static boolean isVolume(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return NrrdReader.recognises(in.readNBytes(OPENING_BYTES));
        } catch (IOException e) {
            return false; // there is none, or it can't be read
        }
    }

    /** Whether the file is the mask of an image that is there: what it says is read with the image. */
    boolean isReadWithImage(Path file) {
        return image != null && file.equals(mask);
    }
}

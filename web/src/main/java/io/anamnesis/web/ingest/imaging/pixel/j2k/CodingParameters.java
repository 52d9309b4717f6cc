package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the image, or of one tile: a tile's own COC and QCC go before its COD and QCD, these before the image's COC and
 * QCC, and these before the image's COD and QCD (A.6).
 */
final class CodingParameters {
    private static final int COD = 0xff52;
    private static final int COC = 0xff53;
    private static final int RGN = 0xff5e;
    private static final int QCD = 0xff5c;
    private static final int QCC = 0xff5d;
    private static final int POC = 0xff5f;
    private static final int CAPABILITIES = 0xff50;
    private static final int PART_2 = 0xff70;
    private static final int PART_2_END = 0xff80;

    private final @Nullable ComponentStyle[] styles;
    private final boolean[] ownStyle;
    private final @Nullable Quantization[] quantizations;
    private final boolean[] ownQuantization;
    private final int[] roiShifts;
    private final List<Progression> changes = new ArrayList<>();
    private final List<Progression> inherited;
    private int order;
    private int layers;
    private boolean transformed;

    /** Of the image. */
    CodingParameters(int components) {
        styles = new ComponentStyle[components];
        quantizations = new Quantization[components];
        roiShifts = new int[components];
        inherited = List.of();
        ownStyle = new boolean[components];
        ownQuantization = new boolean[components];
    }

    /** Of a tile of the image. */
    CodingParameters(CodingParameters image) {
        styles = image.styles.clone();
        quantizations = image.quantizations.clone();
        roiShifts = image.roiShifts.clone();
        inherited = image.changes;
        ownStyle = new boolean[styles.length];
        ownQuantization = new boolean[styles.length];
        order = image.order;
        layers = image.layers;
        transformed = image.transformed;
    }

    /** A segment's content; what concerns neither coding nor quantization says nothing of the samples. */
    void segment(int marker, Cursor content) {
        switch (marker) {
            case COD -> codingStyle(content);
            case COC -> {
                int component = component(content);
                styles[component] = ComponentStyle.read(content, content.u8() == 1);
                ownStyle[component] = true;
            }
            case QCD -> {
                Quantization read = Quantization.read(content);
                fill(quantizations, ownQuantization, read);
            }
            case QCC -> {
                int component = component(content);
                quantizations[component] = Quantization.read(content);
                ownQuantization[component] = true;
            }
            case RGN -> regionOfInterest(content);
            case POC -> progressionChanges(content);
            default -> {
                if (marker == CAPABILITIES || (marker >= PART_2 && marker < PART_2_END)) {
                    throw UnusableCodestream.notDecoded(
                            "transfer-syntax-not-decoded",
                            "marker " + Integer.toHexString(marker) + " is of another part than JPEG 2000 Part 1");
                }
            }
        }
    }

    private void codingStyle(Cursor content) {
        int style = content.u8();
        order = Progression.all(content.u8(), 1).order();
        layers = content.u16();
        int transformation = content.u8();
        if (layers == 0 || transformation > 1 || (transformation == 1 && styles.length < 3)) {
            throw UnusableCodestream.malformed(
                    "a tile has a layer at least, and a known transformation of 3 components");
        }
        transformed = transformation == 1;
        fill(styles, ownStyle, ComponentStyle.read(content, (style & 1) == 1));
    }

    private static <T> void fill(@Nullable T[] all, boolean[] own, T value) {
        for (int i = 0; i < all.length; i++) {
            if (!own[i]) {
                all[i] = value;
            }
        }
    }

    private int component(Cursor content) {
        int component = content.u8();
        if (component >= styles.length) {
            throw UnusableCodestream.malformed("component " + component + " is named, there are " + styles.length);
        }
        return component;
    }

    private void regionOfInterest(Cursor content) {
        int component = component(content);
        if (content.u8() != 0) {
            throw UnusableCodestream.malformed("a region of interest is not of the kind that the standard knows");
        }
        roiShifts[component] = content.u8();
    }

    private void progressionChanges(Cursor content) {
        while (content.left() >= 7) {
            changes.add(Progression.read(content));
        }
        if (changes.size() > Codestream.MAX_PROGRESSIONS) {
            throw UnusableCodestream.tooLarge("changes of progression", Codestream.MAX_PROGRESSIONS, changes.size());
        }
    }

    ComponentStyle style(int component) {
        ComponentStyle style = styles[component];
        if (style == null) {
            throw UnusableCodestream.malformed("the coding style of component " + component + " is missing");
        }
        return style;
    }

    Quantization quantization(int component) {
        Quantization quantization = quantizations[component];
        if (quantization == null) {
            throw UnusableCodestream.malformed("the quantization of component " + component + " is missing");
        }
        if (quantization.isOfReversible() != style(component).reversible) {
            throw UnusableCodestream.malformed("component " + component + " is quantized although reversible, or not");
        }
        return quantization;
    }

    /** s of annex H, 0 where no region goes before others. */
    int roiShift(int component) {
        return roiShifts[component];
    }

    int layers() {
        return layers;
    }

    /** Whether the first three components are transformed together (annex G). */
    boolean transformed() {
        return transformed;
    }

    List<Progression> progressions() {
        if (!changes.isEmpty()) {
            return changes;
        }
        return inherited.isEmpty() ? List.of(Progression.all(order, layers)) : inherited;
    }
}

package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.web.ingest.imaging.nrrd.NrrdReader;
import io.anamnesis.web.ingest.imaging.radiomics.Radiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.UnusableRegion;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import io.anamnesis.web.ingest.imaging.stow.MultipartRelated;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Radiomics of a series whose image and mask come as NRRD volumes. */
public final class VolumeRadiomics {
    private static final String IMAGE = "image";
    private static final String MASK = "mask";

    private VolumeRadiomics() {}

    /**
     * The features of the region, as a payload of the series; blocks, closes nothing.
     *
     * @param series which series it is: the volumes do not say; its own features are replaced
     * @param label which of the mask's labels marks the region
     * @throws UnreadableInput where a volume can't be read or nothing can be computed of the region
     * @throws IOException where a stream itself fails
     */
    public static ImagingStudy measure(
            ImagingStudy series, InputStream image, InputStream mask, double label, RadiomicsSettings settings)
            throws IOException {
        Volume intensities = read(IMAGE, image);
        Volume labels = read(MASK, mask);
        return with(series, features(intensities, labels, label, settings));
    }

    /**
     * The same of an upload in parts: named {@code image} and {@code mask}, or else the image first.
     *
     * @param mediaType of the body: {@code multipart/form-data} or {@code multipart/related} with a boundary
     * @throws UnreadableInput also where one of the two is missing or comes twice
     */
    public static ImagingStudy measure(
            ImagingStudy series, String mediaType, InputStream body, double label, RadiomicsSettings settings)
            throws IOException {
        Map<String, Volume> volumes = new HashMap<>();
        MultipartRelated.parts(mediaType, body, (number, headers, content) -> {
            String name = name(number, headers);
            if (volumes.containsKey(name) || !(name.equals(IMAGE) || name.equals(MASK))) {
                throw new UnreadableInput("unexpected-part", "one image and one mask are expected", "part " + number);
            }
            volumes.put(name, read(name, content));
        });
        Volume image = volumes.get(IMAGE);
        Volume mask = volumes.get(MASK);
        if (image == null || mask == null) {
            throw new UnreadableInput(
                    image == null ? "image-required" : "mask-required", "one image and one mask are expected", "input");
        }
        return with(series, features(image, mask, label, settings));
    }

    private static Volume read(String name, InputStream in) throws IOException {
        try {
            return NrrdReader.read(in);
        } catch (UnreadableInput e) {
            throw new UnreadableInput(e.code(), e.reason(), name + " " + e.location());
        }
    }

    private static String name(int number, Map<String, String> headers) {
        String disposition = headers.get("content-disposition");
        String name = disposition == null ? null : MultipartRelated.parameter(disposition, "name");
        return name != null ? name : number == 1 ? IMAGE : number == 2 ? MASK : "part " + number;
    }

    private static ImagingStudy with(ImagingStudy series, Map<String, Double> features) {
        return new ImagingStudy(
                series.studyInstanceUid(),
                series.seriesInstanceUid(),
                series.dicomModality(),
                series.bodyPart(),
                features,
                series.embedding(),
                series.instance(),
                series.measurements());
    }

    private static Map<String, Double> features(Volume image, Volume mask, double label, RadiomicsSettings settings) {
        try {
            return Radiomics.features(image, mask, label, settings);
        } catch (UnusableRegion e) {
            throw new UnreadableInput(e.code(), String.valueOf(e.getMessage()), "mask");
        }
    }
}

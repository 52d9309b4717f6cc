package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.web.ingest.imaging.nrrd.NrrdReader;
import io.anamnesis.web.ingest.imaging.radiomics.Radiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.UnusableRegion;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Radiomics of a series whose image and mask come as NRRD volumes. */
public final class VolumeRadiomics {
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
        Volume intensities = NrrdReader.read(image);
        Volume labels = NrrdReader.read(mask);
        return new ImagingStudy(
                series.studyInstanceUid(),
                series.seriesInstanceUid(),
                series.dicomModality(),
                series.bodyPart(),
                features(intensities, labels, label, settings),
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

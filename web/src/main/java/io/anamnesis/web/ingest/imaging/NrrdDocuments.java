package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.imaging.nrrd.NrrdReader;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.io.InputStream;

/**
 * Knows an NRRD volume when it stands alone: it is checked to its last voxel, and then refused, because it says neither whose it
 * is nor which region of it matters. An image and its mask together go through {@link VolumeRadiomics}.
 */
public final class NrrdDocuments implements DocumentReader {
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "nrrd", Modality.IMAGING, "the first line is NRRD000 and a version", "nothing: a volume needs its mask");

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return NrrdReader.recognises(beginning);
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        Volume volume = NrrdReader.read(in);
        sink.refused(new Refusal(
                0,
                null,
                "mask-required",
                "a volume of " + volume.sizeX() + " by " + volume.sizeY() + " by " + volume.sizeZ()
                        + " voxels names neither patient nor study nor region; send image and mask together"));
    }
}

package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.List;

/**
 * One file as far as it could be read.
 *
 * @param transferSyntax as stated, or as shown by the first element
 * @param meta the meta header (group 0002); empty where the file has none
 * @param dataset all else
 * @param refused what could not be taken, each with its tag and byte
 * @param hasPreamble whether it begins as PS3.10 asks
 */
public record DicomFile(
        TransferSyntax transferSyntax,
        DicomDataset meta,
        DicomDataset dataset,
        List<Refusal> refused,
        boolean hasPreamble) {
    public DicomFile {
        refused = List.copyOf(refused);
    }

    /** Whether the input ends before the data set does. */
    public boolean isTruncated() {
        return refused.stream().anyMatch(refusal -> refusal.code().equals("truncated"));
    }
}

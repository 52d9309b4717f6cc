package io.anamnesis.web.ingest.imaging.dicom;

/** The rest of the file can't be placed; what was read before stands, and why it ends was complained about. */
final class EndOfReading extends RuntimeException {
    EndOfReading() {
        super(null, null, false, false);
    }

    /** Complains about an element whose bytes end early. */
    static EndOfReading truncated(ByteCursor in, Complaints complaints, int tag) {
        complaints.add(
                "truncated",
                tag,
                in.position(),
                in.isDamaged()
                        ? "the compressed data end early or are damaged; what stands before was read"
                        : "the input ends within this element; what stands before was read");
        return new EndOfReading();
    }
}

package io.anamnesis.web.ingest.genomic;

/** A permanent code and what it means to people. Reasons are constants, so none can quote a cell. */
public record Fault(String code, String reason) {
    public static final Fault LINE_TOO_LONG = new Fault("line-too-long", "the line is longer than the limit");
    public static final Fault INVALID_UTF_8 = new Fault("invalid-utf-8", "the line is not UTF-8");
}

package io.anamnesis.web.ingest.genomic.vcf;

/** A permanent code and what it means to people. Reasons are constants, so none can quote a cell. */
record VcfFault(String code, String reason) {
    static final VcfFault META_LINE = new VcfFault("malformed-meta-line", "expected ##key=value or ##key=<ID=…,…>");
    static final VcfFault META_ORDER = new VcfFault("malformed-meta-line", "expected ID, Number, Type, Description");
    static final VcfFault META_QUOTE =
            new VcfFault("malformed-meta-line", "the description must be quoted, and quotes within it escaped");
    static final VcfFault META_ID = new VcfFault("malformed-meta-line", "the ID is missing or has a character it can't");
    static final VcfFault META_NUMBER = new VcfFault("malformed-meta-line", "Number is a count, A, R, G or a dot");
    static final VcfFault META_TYPE =
            new VcfFault("malformed-meta-line", "Type is Integer, Float, Flag, Character or String");
    static final VcfFault META_ALT = new VcfFault("malformed-meta-line", "the symbolic allele is none of the known kinds");
    static final VcfFault META_VALUE = new VcfFault("malformed-meta-line", "the value has a character it can't");
    static final VcfFault META_URL = new VcfFault("malformed-meta-line", "expected an address");
    static final VcfFault RESERVED =
            new VcfFault("reserved-field-mismatch", "the specification gives this field another Number or Type");
    static final VcfFault FORMAT_ALONE = new VcfFault("format-without-samples", "the header has FORMAT and no sample");
    static final VcfFault EMPTY_SAMPLE = new VcfFault("empty-sample-name", "a sample's column has no name and is left out");
    static final VcfFault LINE_TOO_LONG = new VcfFault("line-too-long", "the line is longer than the limit");
    static final VcfFault INVALID_UTF_8 = new VcfFault("invalid-utf-8", "the line is not UTF-8");
    static final VcfFault COLUMNS = new VcfFault("column-count", "the row has not the columns of the header");
    static final VcfFault CONTIG = new VcfFault("malformed-contig", "the contig has a character that a name can't");
    static final VcfFault POSITION = new VcfFault("malformed-position", "expected a whole number from 0");
    static final VcfFault ID = new VcfFault("malformed-id", "an identifier is empty, repeated or has white space");
    static final VcfFault REF = new VcfFault("malformed-allele", "the reference allele has bases other than A, C, G, T, N");
    static final VcfFault ALT =
            new VcfFault("malformed-allele", "an alternate allele is neither bases, *, <…> nor a breakend");
    static final VcfFault QUALITY = new VcfFault("malformed-quality", "expected a number from 0 or a dot");
    static final VcfFault NOT_FINITE = new VcfFault("not-finite", "the number is infinite or not a number");
    static final VcfFault FILTER =
            new VcfFault("malformed-filter", "whether the call passed can't be told: an empty, repeated or reserved name");
    static final VcfFault INFO_KEY = new VcfFault("malformed-info", "a key is empty, repeated or has white space");
    static final VcfFault INFO_TYPE = new VcfFault("malformed-info", "the value is not of the field's type");
    static final VcfFault INFO_COUNT =
            new VcfFault("info-count", "the field has not as many values as its Number and the alleles ask for");
    static final VcfFault FORMAT_KEY = new VcfFault("malformed-format", "a key is empty, repeated or has odd characters");
    static final VcfFault FORMAT_ORDER = new VcfFault("malformed-format", "GT must be the first key");
    static final VcfFault GENOTYPE =
            new VcfFault("malformed-genotype", "expected allele numbers or dots, parted by / or |");
    static final VcfFault GENOTYPE_ALLELE = new VcfFault("genotype-allele", "the genotype names an allele that is not there");
    static final VcfFault SAMPLE_FIELDS = new VcfFault("sample-field-count", "more fields than FORMAT has keys");
    static final VcfFault SAMPLE_COUNT =
            new VcfFault("sample-value-count", "the field has not as many values as its Number and the alleles ask for");
    static final VcfFault SAMPLE_TYPE = new VcfFault("malformed-sample-value", "the value is not of the field's type");
    static final VcfFault REFERENCE =
            new VcfFault("reference-mismatch", "the reference allele is not what the reference sequence has there");
    static final VcfFault BCF_RECORD = new VcfFault("malformed-bcf-record", "the record's binary fields can't be read");
    static final VcfFault TOO_MANY_REFUSED = new VcfFault(
            "more-refused", "more refusals of this code than are told one by one; the rest are only counted");
}

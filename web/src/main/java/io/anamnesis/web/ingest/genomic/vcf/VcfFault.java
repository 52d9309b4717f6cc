package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;

/** What can be wrong with VCF. */
final class VcfFault {
    static final Fault META_LINE = new Fault("malformed-meta-line", "expected ##key=value or ##key=<ID=…,…>");
    static final Fault META_ORDER = new Fault("malformed-meta-line", "expected ID, Number, Type, Description");
    static final Fault META_QUOTE =
            new Fault("malformed-meta-line", "the description must be quoted, and quotes within it escaped");
    static final Fault META_ID = new Fault("malformed-meta-line", "the ID is missing or has a character it can't");
    static final Fault META_NUMBER = new Fault("malformed-meta-line", "Number is a count, A, R, G or a dot");
    static final Fault META_TYPE =
            new Fault("malformed-meta-line", "Type is Integer, Float, Flag, Character or String");
    static final Fault META_ALT = new Fault("malformed-meta-line", "the symbolic allele is none of the known kinds");
    static final Fault META_VALUE = new Fault("malformed-meta-line", "the value has a character it can't");
    static final Fault META_URL = new Fault("malformed-meta-line", "expected an address");
    static final Fault RESERVED =
            new Fault("reserved-field-mismatch", "the specification gives this field another Number or Type");
    static final Fault FORMAT_ALONE = new Fault("format-without-samples", "the header has FORMAT and no sample");
    static final Fault EMPTY_SAMPLE = new Fault("empty-sample-name", "a sample's column has no name and is left out");
    static final Fault COLUMNS = new Fault("column-count", "the row has not the columns of the header");
    static final Fault CONTIG = new Fault("malformed-contig", "the contig has a character that a name can't");
    static final Fault POSITION = new Fault("malformed-position", "expected a whole number from 0");
    static final Fault ID = new Fault("malformed-id", "an identifier is empty, repeated or has white space");
    static final Fault REF = new Fault("malformed-allele", "the reference allele has bases other than A, C, G, T, N");
    static final Fault ALT =
            new Fault("malformed-allele", "an alternate allele is neither bases, *, <…> nor a breakend");
    static final Fault QUALITY = new Fault("malformed-quality", "expected a number from 0 or a dot");
    static final Fault NOT_FINITE = new Fault("not-finite", "the number is infinite or not a number");
    static final Fault FILTER =
            new Fault("malformed-filter", "whether the call passed can't be told: an empty, repeated or reserved name");
    static final Fault INFO_KEY = new Fault("malformed-info", "a key is empty, repeated or has white space");
    static final Fault INFO_TYPE = new Fault("malformed-info", "the value is not of the field's type");
    static final Fault INFO_COUNT =
            new Fault("info-count", "the field has not as many values as its Number and the alleles ask for");
    static final Fault FORMAT_KEY = new Fault("malformed-format", "a key is empty, repeated or has odd characters");
    static final Fault FORMAT_ORDER = new Fault("malformed-format", "GT must be the first key");
    static final Fault GENOTYPE = new Fault("malformed-genotype", "expected allele numbers or dots, parted by / or |");
    static final Fault GENOTYPE_ALLELE = new Fault("genotype-allele", "the genotype names an allele that is not there");
    static final Fault SAMPLE_FIELDS = new Fault("sample-field-count", "more fields than FORMAT has keys");
    static final Fault SAMPLE_COUNT =
            new Fault("sample-value-count", "the field has not as many values as its Number and the alleles ask for");
    static final Fault SAMPLE_TYPE = new Fault("malformed-sample-value", "the value is not of the field's type");
    static final Fault REFERENCE =
            new Fault("reference-mismatch", "the reference allele is not what the reference sequence has there");
    static final Fault BCF_RECORD = new Fault("malformed-bcf-record", "the record's binary fields can't be read");
    static final Fault TOO_MANY_REFUSED =
            new Fault("more-refused", "more refusals of this code than are told one by one; the rest are only counted");

    private VcfFault() {}
}

package io.anamnesis.web.ingest.genomic.vcf;

/**
 * A field's definition in a form that is quick to check by: texts are compared once a header, not once a value.
 *
 * @param definition what it is of
 * @param count how many values: {@link #OPEN}, {@link #BY_ALTERNATE}, {@link #BY_ALLELE}, {@link #BY_GENOTYPE}, or that many
 */
record FieldCheck(FieldDefinition definition, Type type, int count) {
    static final int OPEN = -1;
    static final int BY_ALTERNATE = -2;
    static final int BY_ALLELE = -3;
    static final int BY_GENOTYPE = -4;

    /** The types that are told apart here. */
    enum Type {
        INTEGER,
        FLOAT,
        FLAG,
        STRING,
        OTHER
    }

    static FieldCheck of(FieldDefinition definition) {
        int count =
                switch (definition.number()) {
                    case "A" -> BY_ALTERNATE;
                    case "R" -> BY_ALLELE;
                    case "G" -> BY_GENOTYPE;
                    default -> Math.max(OPEN, definition.values(0, 0));
                };
        Type type =
                switch (definition.type()) {
                    case "Integer" -> Type.INTEGER;
                    case "Float" -> Type.FLOAT;
                    case "Flag" -> Type.FLAG;
                    case "String" -> Type.STRING;
                    default -> Type.OTHER;
                };
        return new FieldCheck(definition, type, count);
    }

    /** As {@link FieldDefinition#values}. */
    int values(int alternates, int ploidy) {
        return switch (count) {
            case BY_ALTERNATE -> alternates;
            case BY_ALLELE -> alternates + 1;
            case BY_GENOTYPE ->
                ploidy == 2 && alternates < 1_000
                        ? (alternates + 1) * (alternates + 2) / 2
                        : (int) Math.min(Integer.MAX_VALUE, FieldDefinition.genotypes(alternates + 1, ploidy));
            default -> count;
        };
    }

    /** As {@link FieldDefinition#admits}. */
    boolean admits(String text, int from, int to) {
        return switch (type) {
            // most are plain numbers; the definition is asked about dots, signs and what is no number
            case INTEGER -> isFewDigits(text, from, to) || definition.admits(text, from, to);
            case FLOAT -> Numbers.parses(text, from, to) || definition.admits(text, from, to);
            case STRING -> to > from;
            default -> definition.admits(text, from, to);
        };
    }

    private static boolean isFewDigits(String text, int from, int to) {
        if (to == from || to - from > 9) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}

package io.anamnesis.protocol.query;

/**
 * The compact text form, such as {@code dx:C71.9 and gene:EGFR[pathogenic] and not note:"liver metastasis" and glucose.mean[14d] > 180}.
 * {@code node/docs/criteria.md} holds the grammar. {@code parse(print(c))} equals {@code c}.
 */
public final class CriterionText {
    /** The longest text that is read: a list of 10,000 patient ids fits. */
    public static final int MAX_CHARS = 2_000_000;

    private CriterionText() {}

    /**
     * Reads a text.
     *
     * @throws MalformedCriterion where it is none: line, column, what was found and what was expected
     */
    public static Criterion parse(String text) throws MalformedCriterion {
        if (text.length() > MAX_CHARS) {
            throw new MalformedCriterion("", "at most " + MAX_CHARS + " characters, found " + text.length());
        }
        return new CriterionParser(new Tokens(text)).whole();
    }

    /** Writes a criterion on one line. */
    public static String print(Criterion criterion) {
        return new CriterionPrinter().print(criterion);
    }
}

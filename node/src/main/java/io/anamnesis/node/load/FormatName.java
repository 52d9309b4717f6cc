package io.anamnesis.node.load;

/**
 * What a document is read as.
 *
 * @param modality what most of it belongs to, such as {@code genomics}
 * @param name of the format, such as {@code vcf}
 */
record FormatName(String modality, String name) implements Comparable<FormatName> {
    /** What stands in no document that a reader knows. */
    static final FormatName NONE = new FormatName("-", "unrecognised");

    /** Messages in their own form. */
    static final FormatName MESSAGES = new FormatName("any", "messages");

    @Override
    public int compareTo(FormatName other) {
        int byModality = modality.compareTo(other.modality);
        return byModality != 0 ? byModality : name.compareTo(other.name);
    }
}

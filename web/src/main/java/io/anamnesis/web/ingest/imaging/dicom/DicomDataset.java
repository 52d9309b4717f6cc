package io.anamnesis.web.ingest.imaging.dicom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes by tag, in the order of tags. */
public final class DicomDataset {
    private final TreeMap<Integer, DicomElement> elements = new TreeMap<>(Integer::compareUnsigned);
    private final CharacterSets inherited;
    private final long position;

    /** @param inherited from the data set that this is an item of: PS3.3 section C.12.1.1.2 */
    DicomDataset(CharacterSets inherited, long position) {
        this.inherited = inherited;
        this.position = position;
    }

    /** Whether it was new. */
    boolean add(DicomElement element) {
        return elements.putIfAbsent(element.tag(), element) == null;
    }

    CharacterSets characterSets() {
        DicomElement own = elements.get(Tag.SPECIFIC_CHARACTER_SET);
        return own == null ? inherited : CharacterSets.of(Values.texts(own, CharacterSets.DEFAULT));
    }

    /** Of the item's tag in the file, from 0; of a file's own data set the first element's. */
    public long position() {
        return position;
    }

    /** Without what stands in items. */
    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /** In the order of tags. */
    public Collection<DicomElement> elements() {
        return elements.values();
    }

    public @Nullable DicomElement element(int tag) {
        return elements.get(tag);
    }

    /** The values of a text attribute, trimmed; empty where it is absent, empty or passed over. */
    public List<String> texts(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? List.of() : Values.texts(element, characterSets());
    }

    /** The first value; null where there is none. */
    public @Nullable String text(int tag) {
        List<String> texts = texts(tag);
        return texts.isEmpty() || texts.get(0).isEmpty() ? null : texts.get(0);
    }

    /** The values of a name; empty where it is absent. */
    public List<PersonName> names(int tag) {
        List<PersonName> names = new ArrayList<>();
        for (String text : texts(tag)) {
            names.add(PersonName.of(text));
        }
        return names;
    }

    /** The numbers of a binary or a decimal attribute; what is no number is NaN. Empty where it is absent. */
    public double[] numbers(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? new double[0] : Values.numbers(element);
    }

    /** The first number; null where there is none. */
    public @Nullable Double number(int tag) {
        double[] numbers = numbers(tag);
        return numbers.length == 0 || Double.isNaN(numbers[0]) ? null : Double.valueOf(numbers[0]);
    }

    /** The first number, where it is a whole one of 32 bits; else null. */
    public @Nullable Integer integer(int tag) {
        Double number = number(tag);
        return number == null || number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE
                ? null
                : Integer.valueOf(number.intValue());
    }

    /** The items of a sequence; empty where it is absent. */
    public List<DicomDataset> items(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? List.of() : element.items();
    }

    /** Says how many, never what. */
    @Override
    public String toString() {
        return "DicomDataset[" + elements.size() + " elements]";
    }
}

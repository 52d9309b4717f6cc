package io.anamnesis.web.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The constants of an enum as the words that requests write: in small letters. */
public final class EnumWords {
    private EnumWords() {}

    /** The constant of this word; empty where there is none. */
    public static <E extends Enum<E>> Optional<E> find(String word, Class<E> all) {
        return Arrays.stream(all.getEnumConstants())
                .filter(each -> of(each).equals(word))
                .findFirst();
    }

    /** For people: which words there are. */
    public static <E extends Enum<E>> String oneOf(Class<E> all) {
        return "one of "
                + Arrays.stream(all.getEnumConstants()).map(EnumWords::of).collect(Collectors.joining(", "));
    }

    private static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

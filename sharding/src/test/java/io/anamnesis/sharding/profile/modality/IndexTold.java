package io.anamnesis.sharding.profile.modality;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a slice tells the index, as text. Each look makes sure that only foreseen words are used. */
public final class IndexTold {
    private IndexTold() {}

    /** One line an element: kind, time, terms, numbers. */
    public static List<String> of(ModalitySlice slice) {
        return of(slice, 10_000);
    }

    /** The same, of at most so many. */
    public static List<String> of(ModalitySlice slice, int most) {
        IndexElements elements = slice.elements(most);
        assertThat(elements.all()).hasSizeLessThanOrEqualTo(most).allSatisfy(each -> assertThat(Vocabulary.allows(
                        slice.modality(),
                        each.kind(),
                        each.terms(),
                        each.numbers().keySet()))
                .as("%s has other words than the vocabulary", each)
                .isTrue());
        return elements.all().stream().map(IndexTold::line).toList();
    }

    /** Such as {@code variant 1970-01-01T00:00:00Z [gene:BRAF] {vaf=0.5}}. */
    public static String line(Digest.Element element) {
        return element.kind() + " " + (element.at() == null ? "-" : Instant.ofEpochMilli(element.at())) + " "
                + element.terms() + " " + element.numbers();
    }

    /** Vectors that can be compared. */
    public static Map<String, List<List<Float>>> vectors(ModalitySlice slice) {
        Map<String, List<List<Float>>> vectors = new TreeMap<>();
        slice.vectors(64)
                .forEach((model, all) -> vectors.put(
                        model,
                        all.stream()
                                .map(vector -> {
                                    List<Float> values = new ArrayList<>();
                                    for (float value : vector) {
                                        values.add(value);
                                    }
                                    return values;
                                })
                                .toList()));
        return vectors;
    }
}

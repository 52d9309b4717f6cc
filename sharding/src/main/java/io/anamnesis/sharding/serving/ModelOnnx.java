package io.anamnesis.sharding.serving;

import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionOnnx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A trained model as a file that other systems run: {@link FusionOnnx}, and as properties of the file which model it is and what stands in
 * which column. {@code features}: a line a column, {@code modality<TAB>name<TAB>unit<TAB>zero|unknown}, the last being what the number is
 * where the modality is there without it; {@code blocks}: the modalities, and {@code scores}: the names of the scores, a line a column;
 * {@code horizon-days} of a model that has one; {@code earlier} of one that looks at what came before: a line for each modality of which it does, and
 * {@code rows-at-most}, how many rows that are at most; {@code name}, {@code version} and {@code strategy}.
 */
public final class ModelOnnx {
    private ModelOnnx() {}

    /**
     * The file.
     *
     * @throws IllegalArgumentException where such a model has no form in ONNX, and why
     */
    public static byte[] of(ServedModel model) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", model.identity().name());
        properties.put("version", Integer.toString(model.identity().version()));
        properties.put("strategy", model.identity().strategy());
        properties.put("features", features(model));
        properties.put(
                "blocks",
                model.modalities().stream().map(modality -> modality.wireName()).collect(Collectors.joining("\n")));
        properties.put("scores", String.join("\n", model.model().outcome().names()));
        EventHorizon horizon = model.evidence().horizon();
        if (horizon != null) {
            properties.put("horizon-days", Double.toString(horizon.days()));
        }
        if (model.model() instanceof AttentionFusion attention
                && !attention.earlier().blocks().isEmpty()) {
            properties.put(
                    "earlier",
                    attention.earlier().blocks().stream()
                            .map(block -> model.modalities().get(block).wireName())
                            .collect(Collectors.joining("\n")));
            properties.put("rows-at-most", Integer.toString(attention.earlier().mostOfBlock()));
        }
        return FusionOnnx.of(model.model(), horizon == null ? null : horizon.cumulativeHazard(), properties);
    }

    private static String features(ServedModel model) {
        return IntStream.range(0, model.features().size())
                .boxed()
                .flatMap(block -> model.features().get(block).stream()
                        .map(feature -> String.join(
                                "\t",
                                List.of(
                                        model.modalities().get(block).wireName(),
                                        feature.name(),
                                        feature.unit(),
                                        feature.zeroIfAbsent() ? "zero" : "unknown"))))
                .collect(Collectors.joining("\n"));
    }
}

package io.anamnesis.sharding.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a profile says of the patient, without what it says of the order in which that was heard. */
public record Shown(
        Map<Modality, Span> modalities,
        List<ProfileView.MetricView> metrics,
        Map<String, List<WindowView>> windows,
        List<Item> items,
        Map<Modality, Digest.Part> parts,
        long messages) {
    /** A held thing and the message that says so, whatever its number. */
    record Item(String key, JsonNode content, String messageId) {}

    record Span(
            long messages,
            @Nullable Instant first,
            @Nullable Instant last,
            long items,
            Map<String, Double> features) {}

    public static Shown of(Profile profile) {
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        ProfileView view = views.profile();
        Map<Modality, Span> modalities = new HashMap<>();
        view.modalities()
                .forEach((modality, state) -> modalities.put(
                        modality,
                        new Span(
                                state.messages(),
                                state.firstObservedAt(),
                                state.lastObservedAt(),
                                state.items(),
                                state.features())));
        Map<String, List<WindowView>> windows = new TreeMap<>();
        for (ProfileView.MetricView metric : view.wearables()) {
            windows.put(
                    metric.metric(),
                    views.windows(metric.metric(), Instant.MIN, Instant.MAX, 10_000).windows().stream()
                            .map(Shown::withoutCorrections)
                            .toList());
        }
        List<Item> items = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            views.items(new PatientCommand.GetItems(
                            Messages.PATIENT, Caller.system("test"), modality, null, Map.of(), null, 1_000))
                    .items()
                    .forEach(each -> items.add(new Item(
                            each.kind() + "/" + each.key(),
                            each.content(),
                            each.provenance().messageId())));
        }
        Map<Modality, Digest.Part> parts = new HashMap<>();
        views.digest(view, 0).parts().forEach((modality, part) -> parts.put(modality, withoutSeq(part)));
        return new Shown(modalities, view.wearables(), windows, items, parts, view.messages());
    }

    private static Digest.Part withoutSeq(Digest.Part part) {
        return new Digest.Part(
                0,
                part.firstObservedAt(),
                part.lastObservedAt(),
                part.elements(),
                part.truncated(),
                part.numbers(),
                part.vectors(),
                part.earlier());
    }

    private static WindowView withoutCorrections(WindowView w) {
        return new WindowView(
                w.metric(),
                w.unit(),
                w.start(),
                w.end(),
                w.count(),
                w.mean(),
                w.sd(),
                w.min(),
                w.max(),
                0,
                w.closed(),
                w.glucose());
    }
}

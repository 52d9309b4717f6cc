package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.PatientEvent;
import io.anamnesis.sharding.profile.Change.FrozenWindow;
import io.anamnesis.sharding.profile.MetricDefinition.Conversion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the samples of a few frozen windows while the journal passes by. All events of the patient are shown to it, in
 * the order of the journal; it keeps only what falls into its windows.
 */
public final class WindowRefold {
    /** What became of the samples that one message brought to one window. */
    static final class Placed {
        int added;
        int corrected;
        int repeated;

        private void count(Window.Outcome outcome) {
            switch (outcome) {
                case ADDED -> added++;
                case CORRECTED -> corrected++;
                case REPEATED, SUPERSEDED -> repeated++;
            }
        }
    }

    private record Key(FrozenWindow window, int fact) {}

    private final Profile profile;
    private final ProfileSettings settings;
    private final Map<FrozenWindow, Window> windows = new TreeMap<>();
    private final Map<Key, Placed> placed = new HashMap<>();
    private final Map<String, String> devices = new HashMap<>();

    /** @param profile the profile that the windows go back to; it does not change before they do */
    public WindowRefold(Profile profile, Set<FrozenWindow> wanted) {
        this.profile = profile;
        this.settings = profile.settings;
        for (FrozenWindow key : wanted) {
            windows.put(key, new Window(key.start(), glycemic(key.series())));
        }
    }

    private boolean glycemic(String series) {
        return settings.catalogue().definition(series, "1").glycemic();
    }

    /** Shows the next event. */
    public void show(PatientEvent event) {
        event.match(recorded -> {
            ModalityMessage message = recorded.message();
            int fact = profile.facts.place(message.id().value());
            if (fact >= 0
                    && profile.facts.seq(fact) == recorded.seq()
                    && profile.facts.issuedAtEpochMillis(fact)
                            == message.issuedAt().toEpochMilli()
                    && message.payload() instanceof Payload.WearablePayload wearable) {
                collect(message, fact, wearable.samples());
            }
            return event;
        });
    }

    private void collect(ModalityMessage message, int fact, WearableSamples samples) {
        MetricDefinition definition = settings.catalogue().definition(samples.metric(), samples.unit());
        Conversion conversion = MetricCatalogue.conversion(definition, samples.unit());
        if (conversion == null) {
            return;
        }
        String series = settings.catalogue().series(samples.metric(), samples.unit());
        long windowMillis = definition.window().toMillis();
        String device = devices.computeIfAbsent(message.source().deviceOrEmpty(), d -> d);
        for (int i = 0; i < samples.size(); i++) {
            long time = samples.observedAtEpochMillis(i);
            long start = Math.floorDiv(time, windowMillis) * windowMillis;
            FrozenWindow key = new FrozenWindow(series, start);
            Window window = windows.get(key);
            if (window != null) {
                Window.Outcome outcome =
                        window.put(time, device, conversion.convert(samples.value(i)), fact, profile.facts);
                placed.computeIfAbsent(new Key(key, fact), k -> new Placed()).count(outcome);
            }
        }
    }

    Placed placed(FrozenWindow window, int fact) {
        return placed.getOrDefault(new Key(window, fact), new Placed());
    }

    Map<FrozenWindow, Window> windows() {
        return windows;
    }
}

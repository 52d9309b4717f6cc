package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a profile holds from before the latest study, or days, of each modality; made once a change of the modality. */
final class EarlierOccasions {
    private record Made(long version, List<Occasion> occasions) {}

    private final Profile profile;
    private final EarlierWindows windows = new EarlierWindows();
    private final Map<Modality, Made> made = new EnumMap<>(Modality.class);

    EarlierOccasions(Profile profile) {
        this.profile = profile;
    }

    /** The latest first, numbers by full name; as many as the settings allow. */
    List<Occasion> of(Modality modality) {
        long version = profile.version(modality);
        Made known = made.get(modality);
        if (known == null || known.version() != version) {
            known = new Made(version, make(modality, profile.settings.maxEarlier()));
            made.put(modality, known);
        }
        return known.occasions();
    }

    private List<Occasion> make(Modality modality, int most) {
        if (most == 0) {
            return List.of();
        }
        ModalitySlice slice = profile.slices.of(modality);
        return slice == null
                ? windows.of(profile.series.values(), profile.settings.zone(), most)
                : slice.earlier(most).stream()
                        .map(each -> each.under(modality.wireName() + "."))
                        .toList();
    }
}

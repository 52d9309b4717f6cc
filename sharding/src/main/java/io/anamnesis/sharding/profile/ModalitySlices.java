package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.sharding.profile.clinical.ClinicalSlice;
import io.anamnesis.sharding.profile.genomic.GenomicSlice;
import io.anamnesis.sharding.profile.imaging.ImagingSlice;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import io.anamnesis.sharding.profile.note.NoteSlice;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slices of one profile; wearables have series instead. */
final class ModalitySlices {
    private final Map<Modality, ModalitySlice> byModality = new EnumMap<>(Modality.class);

    ModalitySlices(ProfileSettings settings) {
        int most = settings.maxItems();
        for (ModalitySlice slice : List.of(
                new GenomicSlice(most, settings.genePanel()),
                new ImagingSlice(most),
                new NoteSlice(most),
                new ClinicalSlice(most))) {
            byModality.put(slice.modality(), slice);
        }
    }

    /** Null for wearables. */
    @Nullable
    ModalitySlice of(Modality modality) {
        return byModality.get(modality);
    }

    Collection<ModalitySlice> all() {
        return byModality.values();
    }
}

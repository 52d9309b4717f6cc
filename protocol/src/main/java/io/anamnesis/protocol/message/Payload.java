package io.anamnesis.protocol.message;

/**
 * What a message says, one type a modality. A new payload adds a method to {@link Cases}, so that every place that must
 * know of it stops compiling until it does.
 */
public sealed interface Payload {
    /** The modality that this payload belongs to. */
    Modality modality();

    /** Calls the case of this payload's type. */
    <R> R match(Cases<R> cases);

    /** One answer a payload type. */
    interface Cases<R> {
        R wearable(WearablePayload payload);

        R genomic(GenomicPayload payload);

        R imaging(ImagingPayload payload);

        R note(NotePayload payload);

        R clinical(ClinicalPayload payload);
    }

    /** See {@link WearableSamples}. */
    record WearablePayload(WearableSamples samples) implements Payload {
        @Override
        public Modality modality() {
            return Modality.WEARABLES;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.wearable(this);
        }
    }

    /** See {@link VariantCalls}. */
    record GenomicPayload(VariantCalls calls) implements Payload {
        @Override
        public Modality modality() {
            return Modality.GENOMICS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.genomic(this);
        }
    }

    /** See {@link ImagingStudy}. */
    record ImagingPayload(ImagingStudy study) implements Payload {
        @Override
        public Modality modality() {
            return Modality.IMAGING;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.imaging(this);
        }
    }

    /** See {@link ClinicalNote}. */
    record NotePayload(ClinicalNote note) implements Payload {
        @Override
        public Modality modality() {
            return Modality.NOTES;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.note(this);
        }
    }

    /** See {@link ClinicalResource}. */
    record ClinicalPayload(ClinicalResource resource) implements Payload {
        @Override
        public Modality modality() {
            return Modality.CLINICAL;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.clinical(this);
        }
    }
}

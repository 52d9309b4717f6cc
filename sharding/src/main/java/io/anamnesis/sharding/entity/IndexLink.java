package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileViews;

/** What one entity tells the index of its node. Belongs to the entity's thread. */
final class IndexLink {
    private final PatientId patient;
    private final IndexFeed index;
    private final Profile profile;
    private final ProfileViews views;
    private final int slice;

    IndexLink(PatientId patient, EntityEnvironment environment, Profile profile, ProfileViews views) {
        this.patient = patient;
        this.index = environment.index();
        this.profile = profile;
        this.views = views;
        this.slice = Slices.of(patient, environment.settings().indexSlices());
    }

    /** The profile is not what it was; before anybody hears of it. A patient who has no messages does not exist. */
    void changed() {
        if (profile.messages() > 0) {
            index.touched(patient, slice, profile.seq());
        }
    }

    /**
     * A digest of now was asked for.
     *
     * @param sleep is run where the patient was woken for nothing else
     */
    void tell(Runnable sleep) {
        if (profile.messages() > 0) {
            long begun = ThreadTime.nanos();
            Digest digest = views.digest(views.profile(), slice);
            index.made(ThreadTime.nanos() - begun);
            if (index.offer(digest)) {
                sleep.run();
            }
        }
    }
}

package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.ProfileViews;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what only reads: the present from memory, the past from the journal. Reads never wait for writes. */
record PatientReads(Recovered state, ProfileViews views, History history, Fusing fusing) {
    void answer(PatientCommand command, Asker asker) {
        if (state.profile().messages() == 0) {
            asker.tell(new PatientReply.Rejected(new Rejection.UnknownPatient()));
        } else if (command instanceof PatientCommand.GetProfile get) {
            asOf(get.asOf(), asker, () -> new PatientReply.Profile(views.profile()), history::profile);
        } else if (command instanceof PatientCommand.GetVectors get) {
            asOf(get.asOf(), asker, () -> fusing.vectors(views), history::vectors);
        } else if (command instanceof PatientCommand.GetFusion get) {
            asOf(get.asOf(), asker, () -> new PatientReply.Fusion(fusing.view(views)), history::fusion);
        } else if (command instanceof PatientCommand.GetWindows get) {
            asker.tell(views.windows(get.metric(), get.from(), get.to(), get.limit()));
        } else if (command instanceof PatientCommand.GetItems get) {
            asker.tell(views.items(get));
        } else if (command instanceof PatientCommand.GetTimeline get) {
            later(history.timeline(Math.min(get.beforeSeq(), state.position().seq() + 1), get.limit()), asker);
        }
    }

    private void asOf(
            @Nullable AsOf asOf,
            Asker asker,
            Supplier<PatientReply> now,
            Function<AsOf, CompletionStage<PatientReply>> then) {
        long seq = state.position().seq();
        if (asOf == null) {
            asker.tell(now.get());
        } else if (asOf instanceof AsOf.Seq at && at.seq() > seq) {
            asker.tell(new PatientReply.Rejected(new Rejection.AsOfNotReached("seq:" + at.seq(), seq)));
        } else {
            later(then.apply(asOf), asker);
        }
    }

    /** A walk through the journal answers by itself: no state of the entity is part of it. */
    private static void later(CompletionStage<PatientReply> reply, Asker asker) {
        reply.whenComplete((answer, failure) -> asker.tell(
                failure == null
                        ? answer
                        : new PatientReply.Rejected(
                                new Rejection.Unavailable("The journal could not be read now; ask again."))));
    }
}

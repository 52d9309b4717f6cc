package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.ProfileViews;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers what only reads: the present from memory, the past from the journal. Reads never wait for writes. */
record PatientReads(Recovered state, ProfileViews views, History history) {
    void answer(PatientCommand command, ActorRef<PatientReply> replyTo) {
        if (state.profile().messages() == 0) {
            replyTo.tell(new PatientReply.Rejected(new Rejection.UnknownPatient()));
        } else if (command instanceof PatientCommand.GetProfile get) {
            profile(get.asOf(), replyTo);
        } else if (command instanceof PatientCommand.GetWindows get) {
            replyTo.tell(views.windows(get.metric(), get.from(), get.to(), get.limit()));
        } else if (command instanceof PatientCommand.GetItems get) {
            replyTo.tell(views.items(get));
        } else if (command instanceof PatientCommand.GetTimeline get) {
            later(history.timeline(Math.min(get.beforeSeq(), state.position().seq() + 1), get.limit()), replyTo);
        }
    }

    private void profile(@Nullable AsOf asOf, ActorRef<PatientReply> replyTo) {
        long seq = state.position().seq();
        if (asOf == null) {
            replyTo.tell(new PatientReply.Profile(views.profile()));
        } else if (asOf instanceof AsOf.Seq at && at.seq() > seq) {
            replyTo.tell(new PatientReply.Rejected(new Rejection.AsOfNotReached("seq:" + at.seq(), seq)));
        } else {
            later(history.profile(asOf), replyTo);
        }
    }

    /** A walk through the journal answers by itself: no state of the entity is part of it. */
    private static void later(CompletionStage<PatientReply> reply, ActorRef<PatientReply> replyTo) {
        reply.whenComplete((answer, failure) -> replyTo.tell(
                failure == null
                        ? answer
                        : new PatientReply.Rejected(
                                new Rejection.Unavailable("The journal could not be read now; ask again."))));
    }
}

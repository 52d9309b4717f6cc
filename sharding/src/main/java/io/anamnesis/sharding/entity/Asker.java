package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the answer to a command, in which request, and the span that ends with the answer.
 *
 * @param request null outside of one
 * @param span from the command's arrival at the patient, once awake, to the answer
 */
record Asker(ActorRef<PatientReply> replyTo, @Nullable RequestContext request, Span span) {
    static Asker of(PatientMessage.Ask ask, Tracing tracing) {
        RequestContext request = ask.command().caller().request();
        Span span = request != null && request.sampled()
                ? tracing.begin(name(ask.command()), Tracing.Kind.SERVER, request)
                : Span.NONE;
        return new Asker(ask.replyTo(), request, span);
    }

    /** Answers, once. */
    void tell(PatientReply reply) {
        if (reply instanceof PatientReply.Rejected rejected) {
            span.failed(rejected.rejection().code());
        } else if (reply instanceof PatientReply.Duplicate) {
            span.put("anamnesis.repeated", 1);
        }
        span.end();
        replyTo.tell(reply);
    }

    private static String name(PatientCommand command) {
        if (command instanceof PatientCommand.Record) {
            return "patient record";
        }
        if (command instanceof PatientCommand.GetProfile) {
            return "patient profile";
        }
        if (command instanceof PatientCommand.GetWindows) {
            return "patient windows";
        }
        if (command instanceof PatientCommand.GetTimeline) {
            return "patient timeline";
        }
        if (command instanceof PatientCommand.GetItems) {
            return "patient items";
        }
        if (command instanceof PatientCommand.GetVectors) {
            return "patient vectors";
        }
        return command instanceof PatientCommand.GetFusion ? "patient fusion" : "patient passivate";
    }
}

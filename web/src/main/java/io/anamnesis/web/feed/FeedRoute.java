package io.anamnesis.web.feed;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code WS /v1/feeds/patients/{id}?fromSeq=}: a snapshot (or, with {@code fromSeq}, what followed), then deltas and
 * heartbeats, each a JSON text message with its {@code type}.
 */
public final class FeedRoute implements Handler<RoutingContext> {
    private static final ObjectWriter FRAMES = WireMappers.outside().writerFor(FeedFrame.class);

    private final Feeds feeds;
    private final FeedDoor door;

    public FeedRoute(Feeds feeds, FeedDoor door) {
        this.feeds = feeds;
        this.door = door;
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            QueryParameters query = new QueryParameters(context);
            PatientId patient = query.patient();
            Long fromSeq = query.seq("fromSeq");
            Caller caller = BearerHandler.caller(context);
            door.enter(context, FRAMES, socket -> feeds.open(patient, caller, fromSeq, new ToSocket(socket)));
        } catch (Refused e) {
            e.problem().send(context.request());
        }
    }

    private record ToSocket(FeedSocket socket) implements FeedListener {
        @Override
        public void frame(FeedFrame frame) {
            socket.frame(frame);
        }

        @Override
        public void closed(@Nullable Rejection reason) {
            socket.closed(reason);
        }
    }
}

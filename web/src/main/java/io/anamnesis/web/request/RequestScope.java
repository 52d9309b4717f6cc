package io.anamnesis.web.request;

import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/** The request that the current thread works for: Vert.x keeps it with the context that it makes for each request. */
public final class RequestScope {
    /** What stands in the context of a request. */
    record Entered(RequestContext request, Span span) {}

    /** Vert.x loads it before it makes contexts: later there would be no place in them. */
    public static final class Place implements VertxServiceProvider {
        private static final ContextLocal<Entered> ENTERED = ContextLocal.registerLocal(Entered.class);

        @Override
        public void init(VertxBootstrap bootstrap) {
            // the place is made when this class is loaded
        }
    }

    private RequestScope() {}

    static void enter(Entered entered) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(Place.ENTERED, entered);
        }
    }

    static @Nullable Entered entered() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(Place.ENTERED);
    }

    /** The request, or null outside of one and on threads that are not Vert.x's. */
    public static @Nullable RequestContext current() {
        Entered entered = entered();
        return entered == null ? null : entered.request();
    }

    /** Work for another thread, which logs in the name of the request that this thread works for. */
    public static Runnable carried(Runnable work) {
        RequestContext request = current();
        return request == null ? work : carried(request, work);
    }

    /** Work for another thread, which logs in the name of a request. */
    public static Runnable carried(@Nullable RequestContext request, Runnable work) {
        return () -> RequestLog.in(request, work);
    }
}

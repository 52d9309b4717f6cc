package io.anamnesis.web.request;

import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the router. Gives each request its id, the caller's where that has its form, and begins its span; both end with the
 * response. Neither path nor query goes into a span, since they hold ids of patients: the route does.
 */
public final class RequestFront {
    /** The header that holds the id, of a request and of its response. */
    public static final String HEADER = "X-Request-Id";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z0-9_]+)");
    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    /** @param tracing takes a span for each request */
    public RequestFront(Tracing tracing) {
        this.tracing = tracing;
    }

    /** What a server hands its requests to. */
    public Handler<HttpServerRequest> before(Router router) {
        return request -> {
            enter(request);
            router.handle(request);
        };
    }

    /** To be mounted before all routes: sees which one answers. */
    public static void watch(RoutingContext context) {
        RequestScope.Entered entered = RequestScope.entered();
        if (entered != null && entered.span().recording()) {
            context.addEndHandler(ended -> end(context, entered.span()));
        }
        context.next();
    }

    /** The request has become a socket: what follows is not its answer any more. */
    public static void upgraded(RoutingContext context) {
        RequestScope.Entered entered = RequestScope.entered();
        if (entered != null && entered.span().recording()) {
            end(entered.span(), method(context), route(context.currentRoute()), 101);
        }
    }

    private void enter(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        String traceparent = request.getHeader("traceparent");
        RequestContext asked = new RequestContext(
                RequestContext.isId(given) ? given : newId(), traceparent, request.getHeader("tracestate"));
        Span span = tracing.begin(method(request), Tracing.Kind.SERVER, asked);
        span.put("anamnesis.request.id", asked.id());
        request.response().putHeader(HEADER, asked.id());
        RequestScope.enter(new RequestScope.Entered(span.inside(asked), span));
    }

    private static String newId() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static void end(RoutingContext context, Span span) {
        end(
                span,
                method(context),
                route(context.currentRoute()),
                context.response().getStatusCode());
    }

    private static void end(Span span, String method, String route, int status) {
        span.name(method + " " + route);
        span.put("http.request.method", method);
        span.put("http.route", route);
        span.put("http.response.status_code", status);
        if (status >= SERVER_ERROR) {
            span.failed(Integer.toString(status));
        }
        span.end();
    }

    private static String method(RoutingContext context) {
        return method(context.request());
    }

    private static String method(HttpServerRequest request) {
        String name = request.method().name();
        return METHODS.contains(name) ? name : "_OTHER";
    }

    private static String route(@Nullable Route route) {
        String path = route == null ? null : route.getPath();
        return path == null ? "other" : PARAMETER.matcher(path).replaceAll("{$1}");
    }
}

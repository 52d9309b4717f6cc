package io.anamnesis.web.page;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves a folder of the class path as a page application: {@code index.html} at the prefix itself, every other file at its path
 * below. A path that no file has is left to the routes behind. Needs no token: pages hold no data, they ask for it.
 *
 * <p>A page may load and ask for what is of its own origin only, and runs no inline script or style; the policy is in
 * {@value #POLICY}. Safe on any thread.
 */
public final class PageRoutes implements Consumer<Router> {
    static final String LIBRARIES = "/assets/library/";
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html";

    private static final String INDEX = "index.html";
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private final String prefix;
    private final Map<String, PageFile> files;

    private PageRoutes(String prefix, Map<String, PageFile> files) {
        this.prefix = prefix;
        this.files = Map.copyOf(files);
    }

    /**
     * Reads a page application.
     *
     * @param prefix such as {@code /app/}, with a slash at both ends
     * @param folder of the class path, with slashes and none at its ends; holds {@code index.html}
     * @throws IllegalStateException where the folder has no {@code index.html}
     */
    public static PageRoutes of(String prefix, String folder) {
        return new PageRoutes(prefix, read(folder, INDEX, new Libraries(LIBRARIES)));
    }

    /** What page applications share, below {@code /assets/}: style, elements, talk with the server, libraries. */
    public static PageRoutes shared() {
        Libraries libraries = new Libraries(LIBRARIES);
        Map<String, PageFile> files = read("io/anamnesis/web/page/assets", "tokens.css", libraries);
        libraries.files().forEach((path, file) -> files.put("library/" + path, file));
        return new PageRoutes("/assets/", files);
    }

    /** The clinicians' pages, at {@code /app/}; {@code /} leads there. */
    public static PageRoutes clinicians() {
        return of("/app/", "io/anamnesis/web/page/app");
    }

    @Override
    public void accept(Router router) {
        String bare = prefix.substring(0, prefix.length() - 1);
        router.route(prefix + "*").handler(context -> serve(context, bare));
    }

    private static Map<String, PageFile> read(String folder, String anchor, Libraries libraries) {
        Map<String, PageFile> files = new TreeMap<>();
        ClasspathFolder.read(folder, anchor, PageFile::isKnown)
                .forEach((path, content) ->
                        files.put(path, PageFile.of(path, libraries.resolved(path, content), false)));
        return files;
    }

    private void serve(RoutingContext context, String bare) {
        String path = context.normalizedPath();
        HttpServerRequest request = context.request();
        if (path.equals(bare) && files.containsKey(INDEX)) {
            redirect(request, prefix);
            return;
        }
        String below = path.length() <= prefix.length() ? INDEX : path.substring(prefix.length());
        PageFile file = files.get(below);
        if (file == null) {
            context.next();
        } else if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            send(request, file);
        } else {
            new Problem(ProblemCode.METHOD_NOT_ALLOWED, "This path knows GET, HEAD.")
                    .header("Allow", "GET, HEAD")
                    .send(request);
        }
    }

    /** Sends to another path of this server. */
    public static void redirect(HttpServerRequest request, String path) {
        request.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, path)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end();
    }

    private static void send(HttpServerRequest request, PageFile file) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, file.caching())
                .putHeader(HttpHeaders.ETAG, file.tag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (holds(request.getHeader(HttpHeaders.IF_NONE_MATCH), file.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        boolean zipped =
                takesGzip(request) && file.zipped().length() < file.plain().length();
        if (zipped) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            int length = (zipped ? file.zipped() : file.plain()).length();
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length))
                    .end();
        } else {
            response.end(zipped ? file.zipped() : file.plain());
        }
    }

    private static boolean holds(@Nullable String tags, String tag) {
        return tags != null && (tags.contains(tag) || tags.strip().equals("*"));
    }

    private static boolean takesGzip(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && GZIP.matcher(accepted).find();
    }
}

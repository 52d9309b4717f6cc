package io.anamnesis.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.Edge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class PageRoutesTest {
    private static final Logger LOG = LoggerFactory.getLogger(PageRoutesTest.class);
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:\\bfrom|\\bimport)\\s*\\(?\\s*[\"']([^\"'\\s]+)[\"']|(?:href|src)=\"(/(?:app|assets)/[^\"]+)\"");

    /** The sum of what the clinicians' pages may make a browser load as script, as it is sent. */
    private static final int MOST_SCRIPT_BYTES = 300 * 1024;

    private final Edge edge = Edge.start();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_page_needs_no_token_and_runs_nothing_but_files_of_its_own_server() {
        HttpResponse<byte[]> page = get("/app/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
                .doesNotContain("style=", " onclick");
    }

    @Test
    void the_root_and_a_prefix_without_its_slash_lead_to_the_page() {
        assertThat(get("/").statusCode()).isEqualTo(302);
        assertThat(header(get("/"), "Location")).isEqualTo("/app/");
        assertThat(header(get("/app"), "Location")).isEqualTo("/app/");
    }

    @Test
    void what_has_not_changed_is_not_sent_again_and_what_carries_its_version_is_never_asked_for_again() {
        HttpResponse<byte[]> style = get("/assets/tokens.css");
        assertThat(header(style, "Cache-Control")).isEqualTo("no-cache");

        HttpResponse<byte[]> again = get("/assets/tokens.css", "If-None-Match", header(style, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/assets/tokens.css", "If-None-Match", "W/\"else\"").statusCode())
                .isEqualTo(200);

        String library = reached().stream()
                .filter(path -> path.contains("/lit-html.js"))
                .findFirst()
                .orElseThrow();
        assertThat(header(get(library), "Cache-Control")).contains("immutable");
    }

    @Test
    void a_body_is_small_for_who_takes_gzip_and_plain_for_who_does_not() throws IOException {
        HttpResponse<byte[]> plain = get("/assets/base.css");
        HttpResponse<byte[]> zipped = get("/assets/base.css", "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Vary")).isEqualToIgnoringCase("accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(get("/assets/base.css", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void there_is_no_way_out_of_the_folder_and_no_list_of_what_is_in_it() {
        for (String path : List.of(
                "/app/nothing.js",
                "/assets/",
                "/assets/elements/",
                "/assets/library/",
                "/app/../reference.conf",
                "/app/..%2f..%2freference.conf",
                "/assets/%2e%2e/contract/openapi.yaml",
                "/app/package-info.class")) {
            HttpResponse<byte[]> answer = get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(header(answer, "Content-Type")).as(path).isEqualTo("application/problem+json");
        }
    }

    @Test
    void only_reading_is_allowed_and_head_says_how_long_a_file_is() throws Exception {
        HttpResponse<byte[]> posted = client.send(
                request("/app/").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> head = client.send(
                request("/assets/base.css")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD");
        assertThat(header(head, "Content-Length"))
                .isEqualTo(String.valueOf(get("/assets/base.css").body().length));
    }

    @Test
    void everything_that_a_page_imports_is_served_and_the_script_is_small() {
        int bytes = 0;
        for (String path : reached()) {
            HttpResponse<byte[]> file = get(path, "Accept-Encoding", "gzip");
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            bytes += path.endsWith(".js") ? file.body().length : 0;
        }

        assertThat(reached()).anyMatch(path -> path.contains("reactive-element.js"));
        assertThat(bytes).as("bytes of script in gzip").isBetween(10_000, MOST_SCRIPT_BYTES);
        LOG.info(
                "script of /app/ in gzip: {} bytes in {} files",
                bytes,
                reached().stream().filter(path -> path.endsWith(".js")).count());
    }

    /** Everything that the clinicians' page refers to, and what that imports, and so on. */
    private Set<String> reached() {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("/app/"));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (!reached.add(path)) {
                continue;
            }
            Matcher references = REFERENCE.matcher(new String(get(path).body(), StandardCharsets.UTF_8));
            List<String> found = new ArrayList<>();
            while (references.find()) {
                String name = references.group(1) == null ? references.group(2) : references.group(1);
                found.add(URI.create(path).resolve(name).toString());
            }
            found.forEach(open::push);
        }
        return reached;
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        try {
            HttpRequest.Builder request = request(path).GET();
            return client.send(
                    headers.length == 0
                            ? request.build()
                            : request.headers(headers).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + path));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}

package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.web.request.RequestFront;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

final class LogFormatTest {
    /** The file's lines after one line was logged while Akka's path of the actor stands beside it. */
    private static List<String> logged(Path folder, String format) throws JoranException, IOException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.putProperty("anamnesis.log.dir", folder.toString());
        context.putProperty("anamnesis.log.name", "node-1");
        context.putProperty("anamnesis.log.format", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Objects.requireNonNull(LogFormatTest.class.getResource("/logback-process.xml"));
        configurator.doConfigure(configuration);
        MDC.put("akkaSource", "akka://a/patient/7/p-1");
        context.getLogger("io.anamnesis.some.Place")
                .warn("the writer {} starts anew", "w-9", new IOException("cut off"));
        MDC.remove("akkaSource");
        context.stop();
        return Files.readAllLines(folder.resolve("node-1.log"));
    }

    private static List<String> whole(Path folder, String format) {
        try {
            return logged(folder, format);
        } catch (JoranException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_line_is_one_json_object_that_names_no_actor(@TempDir Path folder) throws JoranException, IOException {
        List<String> lines = logged(folder, "json");

        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("loggerName").asText()).isEqualTo("io.anamnesis.some.Place");
        assertThat(line.path("formattedMessage").asText()).isEqualTo("the writer w-9 starts anew");
        assertThat(line.path("throwable").path("message").asText()).isEqualTo("cut off");
        assertThat(line.path("timestamp").isNumber()).isTrue();
        assertThat(lines.get(0)).doesNotContain("p-1", "akkaSource");
    }

    @Test
    void a_line_that_is_written_for_a_request_names_it_and_its_trace(@TempDir Path folder) throws Exception {
        RequestContext request =
                new RequestContext("r-7", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null);
        List<String> json = new ArrayList<>();
        List<String> text = new ArrayList<>();
        Path apart = Files.createDirectory(folder.resolve("json"));
        RequestLog.in(request, () -> {
            json.addAll(whole(apart, "json"));
            text.addAll(whole(folder, "text"));
        });

        JsonNode line = new ObjectMapper().readTree(json.get(0));
        assertThat(line.path("request").asText()).isEqualTo("r-7");
        assertThat(line.path("trace").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.path("formattedMessage").asText()).isEqualTo("the writer w-9 starts anew");
        assertThat(text.get(0))
                .endsWith(" - [request=r-7 trace=4bf92f3577b34da6a3ce929d0e0e4736] the writer w-9 starts anew");
    }

    @Test
    void a_line_for_several_requests_names_some_of_them(@TempDir Path folder) throws Exception {
        List<RequestContext> several = IntStream.range(0, 20)
                .mapToObj(i -> new RequestContext("r-" + i, null, null))
                .toList();
        RequestLog.in(several, () -> assertThat(whole(folder, "text").get(0))
                .contains("[request=r-0,r-1,r-2,r-3,r-4,r-5,r-6,r-7] "));
    }

    @Test
    void a_line_on_an_event_loop_names_the_request_that_the_loop_works_for(@TempDir Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<List<String>> lines = new CompletableFuture<>();
        Router router = Router.router(vertx);
        router.get("/p-1")
                .handler(context -> vertx.setTimer(1, later -> {
                    try {
                        lines.complete(logged(folder, "json"));
                    } catch (Exception e) {
                        lines.completeExceptionally(e);
                    }
                    context.end();
                }));
        HttpServer server = vertx.createHttpServer().requestHandler(new RequestFront(Tracing.NONE).before(router));
        try {
            int port = server.listen(0, "127.0.0.1").await().actualPort();
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/p-1"))
                                    .header("X-Request-Id", "loop-3")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            String line = lines.get(10, TimeUnit.SECONDS).get(0);
            assertThat(new ObjectMapper().readTree(line).path("request").asText())
                    .isEqualTo("loop-3");
            assertThat(line).doesNotContain("p-1");
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void text_is_what_one_gets_without_asking(@TempDir Path folder) throws JoranException, IOException {
        List<String> lines = logged(folder, "text");

        assertThat(lines.get(0)).contains("WARN").endsWith("io.anamnesis.some.Place - the writer w-9 starts anew");
        assertThat(String.join("\n", lines)).doesNotContain("akkaSource");
    }
}

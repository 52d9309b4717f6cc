package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
        MDC.clear();
        context.stop();
        return Files.readAllLines(folder.resolve("node-1.log"));
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
    void text_is_what_one_gets_without_asking(@TempDir Path folder) throws JoranException, IOException {
        List<String> lines = logged(folder, "text");

        assertThat(lines.get(0)).contains("WARN").endsWith("io.anamnesis.some.Place - the writer w-9 starts anew");
        assertThat(String.join("\n", lines)).doesNotContain("akkaSource");
    }
}

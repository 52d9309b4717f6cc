package io.anamnesis.ops.tracing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys under {@code anamnesis.ops.tracing}; {@code reference.conf} explains each.
 *
 * @param on whether spans are taken at all
 * @param endpoint whole address that spans are posted to
 * @param headers that go with each post
 * @param sampleRatio share of the traces that begin here which are kept, 0 to 1
 * @param queue spans that wait; at most {@code Integer.MAX_VALUE}
 */
public record TracingSettings(
        boolean on,
        URI endpoint,
        Map<String, String> headers,
        Duration timeout,
        String serviceName,
        double sampleRatio,
        int queue,
        int batch,
        Duration delay) {
    private static final String PATH = "/v1/traces";
    private static final String KEY = "anamnesis.ops.tracing";

    public TracingSettings {
        headers = Map.copyOf(headers);
        if (sampleRatio < 0 || sampleRatio > 1) {
            throw new ConfigException.BadValue(KEY + ".sample-ratio", "a share of the traces is 0 to 1");
        }
        if (queue < 1 || batch < 1 || batch > queue) {
            throw new ConfigException.BadValue(
                    KEY + ".queue", "queue and batch are at least 1, and a batch fits the queue");
        }
        if (serviceName.isBlank()) {
            throw new ConfigException.BadValue(KEY + ".service-name", "a service has a name");
        }
    }

    /**
     * Reads the settings out of the whole configuration.
     *
     * @throws ConfigException where a key is missing or has not its form
     */
    public static TracingSettings from(Config root) {
        Config tracing = root.getConfig(KEY);
        return new TracingSettings(
                exporter(tracing.getString("exporter")) && !tracing.getBoolean("disabled"),
                endpoint(tracing.getString("endpoint"), tracing.getString("traces-endpoint")),
                headers(tracing.getString("headers")),
                tracing.getDuration("timeout"),
                tracing.getString("service-name"),
                tracing.getDouble("sample-ratio"),
                tracing.getInt("queue"),
                tracing.getInt("batch"),
                tracing.getDuration("delay"));
    }

    private static boolean exporter(String name) {
        if (!name.equals("none") && !name.equals("otlp")) {
            throw new ConfigException.BadValue(KEY + ".exporter", "none or otlp, not '" + name + "'");
        }
        return name.equals("otlp");
    }

    private static URI endpoint(String base, String whole) {
        String text = whole.isEmpty() ? base.replaceAll("/+$", "") + PATH : whole;
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(KEY + ".endpoint", "not an address", e);
        }
        throw new ConfigException.BadValue(KEY + ".endpoint", "an address such as http://127.0.0.1:4318");
    }

    /** {@code name=value,name=value}, as OTEL_EXPORTER_OTLP_HEADERS has it. */
    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new ConfigException.BadValue(KEY + ".headers", "name=value, several separated by commas");
            }
            headers.put(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip());
        }
        return headers;
    }
}

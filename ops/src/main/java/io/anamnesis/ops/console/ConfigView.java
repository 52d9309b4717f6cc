package io.anamnesis.ops.console;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration in force, and where each value came from; secrets are masked. */
final class ConfigView {
    private static final List<String> SHOWN = List.of("anamnesis.", "akka.cluster.", "akka.remote.artery.canonical.");
    private static final List<String> SECRET =
            List.of("password", "secret", "token.key", "credential", "tracing.headers");
    private static final String MASK = "(secret)";

    /**
     * One key.
     *
     * @param origin file and line, or {@code command line}
     */
    record Entry(Object value, String origin) {}

    private ConfigView() {}

    /** By key. */
    static Map<String, Entry> of(Config config) {
        Map<String, Entry> all = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> each : config.entrySet()) {
            String key = each.getKey();
            if (SHOWN.stream().anyMatch(key::startsWith)) {
                boolean secret = SECRET.stream().anyMatch(key::contains);
                Object value = each.getValue().unwrapped();
                all.put(
                        key,
                        new Entry(
                                secret && !"".equals(value) ? MASK : value,
                                each.getValue().origin().description()));
            }
        }
        return all;
    }
}

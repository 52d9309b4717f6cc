package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.anamnesis.protocol.message.Modality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** All rules, by modality. */
final class QualityRules {
    /**
     * A rule that a message did not meet.
     *
     * @param pointer where
     * @param expected what was expected there
     */
    record Failure(QualityRule rule, String pointer, String expected) {}

    private final Map<Modality, List<QualityRule>> byModality = new EnumMap<>(Modality.class);

    private QualityRules(List<QualityRule> rules) {
        Set<String> names = new HashSet<>();
        for (QualityRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two quality rules are named " + rule.name());
            }
            byModality.computeIfAbsent(rule.modality(), m -> new ArrayList<>()).add(rule);
        }
    }

    List<QualityRule> of(Modality modality) {
        return byModality.getOrDefault(modality, List.of());
    }

    /** Where the document does not meet the rule; at most {@code most} places. */
    static List<Failure> failures(QualityRule rule, JsonNode document, int most) {
        List<Failure> failures = new ArrayList<>();
        for (FieldPath.Found found : rule.field().in(document)) {
            String expected = rule.expectation().unmet(found.node());
            if (expected != null && failures.size() < most) {
                failures.add(new Failure(rule, found.pointer(), expected));
            }
        }
        return failures;
    }

    /**
     * Reads {@code anamnesis.sharding.quality.rules}.
     *
     * @throws ConfigException with the path of what is wrong
     */
    static QualityRules from(Config quality) {
        List<QualityRule> rules = new ArrayList<>();
        for (String name : quality.getObject("rules").keySet()) {
            Config rule = quality.getConfig("rules").getConfig('"' + name + '"');
            try {
                rules.add(rule(name, rule));
            } catch (IllegalArgumentException e) {
                throw new ConfigException.BadValue(
                        rule.origin(), "quality rule " + name, String.valueOf(e.getMessage()), e);
            }
        }
        return new QualityRules(rules);
    }

    private static QualityRule rule(String name, Config rule) {
        Map<FieldPath, String> where = new HashMap<>();
        if (rule.hasPath("where")) {
            for (String field : rule.getObject("where").keySet()) {
                where.put(FieldPath.of(field), rule.getConfig("where").getString('"' + field + '"'));
            }
        }
        return new QualityRule(
                name,
                Modality.ofWireName(rule.getString("modality"))
                        .orElseThrow(() -> new IllegalArgumentException("an unknown modality")),
                rule.hasPath("source") ? rule.getString("source") : null,
                where,
                FieldPath.of(rule.getString("field")),
                expectation(rule.getConfig("expect")),
                QualityAction.valueOf(rule.getString("action").toUpperCase(Locale.ROOT)));
    }

    private static Expectation expectation(Config expect) {
        Expectation found = null;
        if (expect.hasPath("min") || expect.hasPath("max")) {
            found = new Expectation.Within(
                    expect.hasPath("min") ? expect.getDouble("min") : Double.NEGATIVE_INFINITY,
                    expect.hasPath("max") ? expect.getDouble("max") : Double.POSITIVE_INFINITY);
        }
        if (expect.hasPath("one-of")) {
            found = only(found, new Expectation.OneOf(Set.copyOf(expect.getStringList("one-of"))));
        }
        if (expect.hasPath("matches")) {
            found = only(found, new Expectation.Matching(pattern(expect.getString("matches"))));
        }
        if (expect.hasPath("present")) {
            found = only(found, new Expectation.Present());
        }
        if (found == null) {
            throw new IllegalArgumentException("expect has one of: min and max, one-of, matches, present");
        }
        return found;
    }

    private static Pattern pattern(String form) {
        try {
            return Pattern.compile(form);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no regular expression: " + e.getDescription(), e);
        }
    }

    private static Expectation only(@Nullable Expectation before, Expectation next) {
        if (before != null) {
            throw new IllegalArgumentException("a rule has one expectation");
        }
        return next;
    }
}

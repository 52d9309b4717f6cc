package io.anamnesis.web.ingest.clinical;

import io.anamnesis.web.ingest.reading.Finding.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the entries of an input are called, so that references between them lead somewhere. */
final class BundleIndex {
    /** Stands where a name means several resources. */
    private static final String AMBIGUOUS = "";

    private static final Pattern LITERAL =
            Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9.-]{1,64})(/_history/.*)?");
    private static final Pattern CONDITIONAL =
            Pattern.compile("([A-Z][A-Za-z]{1,63})\\?identifier=([^|&]+)(?:\\||%7[Cc])([^&]+)");

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, List<Subject>> patients = new HashMap<>();
    private final Map<String, String> subjects = new HashMap<>();

    static BundleIndex of(Envelope envelope) {
        BundleIndex index = new BundleIndex();
        envelope.entries().forEach(index::add);
        return index;
    }

    void add(Entry entry) {
        String id = entry.logicalId();
        if (entry.type() == null || id == null) {
            return;
        }
        String target = entry.type() + "/" + id;
        if (entry.fullUrl() != null) {
            name(entry.fullUrl(), target);
        }
        for (Subject identifier : entry.identifiers()) {
            name(conditional(entry.type(), identifier.system(), identifier.identifier()), target);
        }
        if (entry.type().equals("Patient")) {
            patients.computeIfAbsent(id, any -> new ArrayList<>(2)).addAll(entry.identifiers());
        } else if (entry.patient() != null) {
            subjects.putIfAbsent(target, entry.patient());
        }
    }

    private void name(String name, String target) {
        String before = byName.putIfAbsent(name, target);
        if (before != null && !before.equals(target)) {
            byName.put(name, AMBIGUOUS);
        }
    }

    private static String conditional(String type, String system, String value) {
        return type + "?" + system + "|" + value;
    }

    /** {@code Type/id}; empty where the reference leads to nothing that is known, or to several things. */
    Optional<String> resolve(String reference) {
        String target = byName.get(reference);
        if (target == null && reference.contains("/_history/")) {
            target = byName.get(reference.replaceFirst("/_history/[^/]*$", ""));
        }
        Subject asked = target == null ? asked(reference) : null;
        if (asked != null) {
            String type = reference.substring(0, reference.indexOf('?'));
            target = byName.get(conditional(type, asked.system(), asked.identifier()));
        }
        if (target != null) {
            return target.equals(AMBIGUOUS) ? Optional.empty() : Optional.of(target);
        }
        Matcher literal = LITERAL.matcher(reference);
        return literal.matches() ? Optional.of(literal.group(1) + "/" + literal.group(2)) : Optional.empty();
    }

    /** Whether the reference could mean several entries. */
    boolean isAmbiguous(String reference) {
        Subject asked = asked(reference);
        String name = asked == null
                ? reference
                : conditional(reference.substring(0, reference.indexOf('?')), asked.system(), asked.identifier());
        return AMBIGUOUS.equals(byName.get(name));
    }

    /** The identifier that a conditional reference asks for. */
    static @Nullable Subject asked(String reference) {
        if (reference.indexOf('?') < 0) {
            return null;
        }
        Matcher conditional = CONDITIONAL.matcher(reference);
        if (!conditional.matches()) {
            return null;
        }
        try {
            return new Subject(decoded(conditional.group(2)), decoded(conditional.group(3)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String decoded(String part) {
        return part.indexOf('%') < 0 ? part : URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** The identifiers of a patient of that logical id, as far as the input has them. */
    List<Subject> identifiers(String patientId) {
        return patients.getOrDefault(patientId, List.of());
    }

    /** Whom a resource is about by another entry of the same input: all that a deletion leaves to go by. */
    @Nullable
    String patientOf(String target) {
        return subjects.get(target);
    }
}

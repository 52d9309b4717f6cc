package io.anamnesis.storage.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One step of the schema.
 *
 * @param version from 1, without gaps
 * @param name the file's name without its ending
 * @param checksum SHA-256 of the text, line ends normalised
 * @param statements in order; each may be repeated ({@code IF NOT EXISTS}), since a node may die between two of them
 */
record Migration(int version, String name, String checksum, List<String> statements) {
    private static final Pattern NAME = Pattern.compile("V(\\d{3})__[a-z0-9_]+");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

    /** Splits a text at the semicolons that end a line; a text without a last semicolon ends with its end. */
    static Migration parse(String name, String text) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a migration's name, such as V001__patient_event: " + name);
        }
        String normal = text.replace("\r\n", "\n");
        List<String> statements = Stream.of(
                        COMMENT.matcher(normal).replaceAll("").split(";[ \t]*(?:\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        return new Migration(Integer.parseInt(matcher.group(1)), name, checksum(normal), statements);
    }

    /** Reads a migration from this package's resources. */
    static Migration resource(String name) {
        try (InputStream in = Migration.class.getResourceAsStream(name + ".cql")) {
            if (in == null) {
                throw new SchemaException("The build is broken: migration " + name + ".cql is not in it");
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read migration " + name, e);
        }
    }

    private static String checksum(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

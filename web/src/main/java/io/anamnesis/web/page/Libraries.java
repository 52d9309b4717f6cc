package io.anamnesis.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Libraries of the pages, out of WebJars, each below {@code /assets/library/<name>/<version>/}.
 *
 * <p>Modules name them as npm does ({@code import {html} from 'lit'}), which a browser resolves by an import map only. One in the
 * page would be an inline script, against the policy that lets none run; so that such names become paths before a module is
 * sent.
 */
final class Libraries {
    /**
     * One of them.
     *
     * @param specifier how modules name it
     * @param webJar its artifact
     * @param entry what the bare name means
     * @param wanted what is served, below {@code META-INF/resources/webjars/<webJar>/<version>}
     */
    private record Library(String specifier, String webJar, String entry, Pattern wanted) {}

    private static final Pattern MODULES = Pattern.compile("(directives/)?[a-z-]+\\.js");
    private static final List<Library> ALL = List.of(
            new Library("lit", "lit", "index.js", MODULES),
            new Library("lit-html", "lit-html", "lit-html.js", MODULES),
            new Library("lit-element", "lit-element", "index.js", MODULES),
            new Library("@lit/reactive-element", "lit__reactive-element", "reactive-element.js", MODULES),
            new Library("uplot", "uplot", "dist/uPlot.esm.js", Pattern.compile("dist/uPlot\\.(esm\\.js|min\\.css)")));

    /** A name between quotes behind {@code from} or {@code import} that begins with neither a dot nor a slash. */
    private static final Pattern SPECIFIER =
            Pattern.compile("(\\b(?:from|import)\\s*\\(?\\s*)([\"'])([@a-z][^\"'\\s]*)\\2");

    private final Map<String, String> entries = new LinkedHashMap<>();
    private final Map<String, String> roots = new LinkedHashMap<>();
    private final Map<String, byte[]> raw = new TreeMap<>();

    /** @param prefix of all paths, with a slash at its end */
    Libraries(String prefix) {
        for (Library library : ALL) {
            String version = version(library.webJar());
            String below = library.webJar() + "/" + version + "/";
            roots.put(library.specifier() + "/", prefix + below);
            entries.put(library.specifier(), prefix + below + library.entry());
            ClasspathFolder.read(
                            "META-INF/resources/webjars/" + library.webJar() + "/" + version,
                            library.entry(),
                            path -> library.wanted().matcher(path).matches())
                    .forEach((path, content) -> raw.put(below + path, content));
        }
    }

    /** By path below the prefix. */
    Map<String, PageFile> files() {
        Map<String, PageFile> files = new TreeMap<>();
        raw.forEach((path, content) -> files.put(path, PageFile.of(path, resolved(path, content), true)));
        return files;
    }

    /** The same module with paths for the names of libraries; what is no module stays as it is. */
    byte[] resolved(String path, byte[] content) {
        if (!path.endsWith(".js")) {
            return content;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        return SPECIFIER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + found.group(2) + path(found.group(3)) + found.group(2)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String path(String specifier) {
        String entry = entries.get(specifier);
        if (entry != null) {
            return entry;
        }
        return roots.entrySet().stream()
                .filter(root -> specifier.startsWith(root.getKey()))
                .map(root -> root.getValue() + specifier.substring(root.getKey().length()))
                .findFirst()
                .orElse(specifier);
    }

    private static String version(String webJar) {
        String resource = "META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties";
        try (InputStream in = Libraries.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the WebJar " + webJar + " is not on the class path and must be there");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

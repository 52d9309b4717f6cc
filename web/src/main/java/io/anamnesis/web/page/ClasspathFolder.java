package io.anamnesis.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads every file below a folder of the class path, in a jar or unpacked. */
final class ClasspathFolder {
    private ClasspathFolder() {}

    /**
     * Content by path below the folder, such as {@code elements/panel.js}.
     *
     * @param folder with slashes, none at its ends
     * @param anchor a file that is surely in it
     * @param wanted by path below the folder
     * @throws IllegalStateException where the anchor is not there
     */
    static Map<String, byte[]> read(String folder, String anchor, Predicate<String> wanted) {
        URL found = ClasspathFolder.class.getClassLoader().getResource(folder + "/" + anchor);
        if (found == null) {
            throw new IllegalStateException(folder + "/" + anchor + " is not on the class path and must be there");
        }
        try {
            return found.openConnection() instanceof JarURLConnection jar
                    ? fromJar(jar, folder + "/", wanted)
                    : fromFolder(root(found.toURI(), anchor), wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class loader names its resources by proper URLs", e);
        }
    }

    private static Path root(URI anchored, String anchor) {
        Path root = Path.of(anchored);
        for (int up = 0; up < Path.of(anchor).getNameCount(); up++) {
            root = root.resolveSibling("").toAbsolutePath();
        }
        return root;
    }

    private static Map<String, byte[]> fromJar(JarURLConnection connection, String prefix, Predicate<String> wanted)
            throws IOException {
        connection.setUseCaches(false);
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
                    continue;
                }
                String path = entry.getName().substring(prefix.length());
                if (wanted.test(path)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(path, in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> fromFolder(Path root, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (wanted.test(path)) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}

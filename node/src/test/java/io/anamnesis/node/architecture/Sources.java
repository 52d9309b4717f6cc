package io.anamnesis.node.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of the reactor. A test of a module runs in the module's folder; the reactor is one above. */
final class Sources {
    private static final Path REACTOR = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /** What ships, of the modules and of what lies one folder below them. */
    static List<Path> main() {
        return everywhere("src/main/java");
    }

    static List<Path> test() {
        return everywhere("src/test/java");
    }

    /** How many types with a file of their own a module has: the classes that an import of it can't fall short of. */
    static long types(Module module) {
        return javaFiles(REACTOR.resolve(module.folder()).resolve("src/main/java"))
                .filter(Sources::isType)
                .count();
    }

    /** Whether any of the packages, named as ArchUnit does ({@code ..sharding.profile..}), has a type yet. */
    static boolean anyTypeIn(String... packages) {
        List<String> folders = Stream.of(packages)
                .map(each -> "/" + each.replaceAll("^\\.+|\\.+$", "").replace('.', '/') + "/")
                .toList();
        return main().stream().filter(Sources::isType).anyMatch(file -> folders.stream()
                .anyMatch(unixPath(file)::contains));
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path as one wants to read it in a failure: from the reactor down. */
    static String shown(Path file) {
        return unixPath(REACTOR.relativize(file));
    }

    private static boolean isType(Path file) {
        return !file.endsWith("package-info.java") && !file.endsWith("module-info.java");
    }

    private static String unixPath(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static List<Path> everywhere(String root) {
        return folders(REACTOR)
                .flatMap(module -> Stream.concat(Stream.of(module), folders(module)))
                .flatMap(folder -> javaFiles(folder.resolve(root)))
                .sorted()
                .toList();
    }

    private static Stream<Path> folders(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path root) {
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

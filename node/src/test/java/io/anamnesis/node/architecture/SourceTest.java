package io.anamnesis.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiled class no longer shows. */
class SourceTest {
    private static final int LONGEST_FILE = 400;
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(");
    private static final Pattern NULL_MARKED = Pattern.compile("^@(org\\.jspecify\\.annotations\\.)?NullMarked\\b");

    @Test
    void the_scan_finds_the_files() {
        assertThat(Sources.main()).hasSizeGreaterThan(30);
        assertThat(Sources.test()).hasSizeGreaterThan(5);
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        assertThat(Sources.main().stream()
                        .map(file -> file.resolveSibling("package-info.java"))
                        .distinct()
                        .filter(Predicate.not(SourceTest::isNullMarked))
                        .map(Sources::shown))
                .as("these must exist, say what enters, what leaves and on which thread, and be @NullMarked")
                .isEmpty();
    }

    @Test
    void a_test_waits_for_a_condition_and_never_for_time() {
        assertThat(Sources.test().stream().filter(anyLine(SLEEP)).map(Sources::shown))
                .as("these sleep; wait with Awaitility for what must become true")
                .isEmpty();
    }

    @Test
    void a_file_can_be_read_in_one_sitting() {
        assertThat(Stream.concat(Sources.main().stream(), Sources.test().stream())
                        .filter(file -> Sources.lines(file).size() > LONGEST_FILE)
                        .map(Sources::shown))
                .as("these have more than %d lines; a file tells one thing", LONGEST_FILE)
                .isEmpty();
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.isRegularFile(packageInfo) && anyLine(NULL_MARKED).test(packageInfo);
    }

    private static Predicate<Path> anyLine(Pattern pattern) {
        return file -> Sources.lines(file).stream()
                .anyMatch(line -> pattern.matcher(line).find());
    }
}

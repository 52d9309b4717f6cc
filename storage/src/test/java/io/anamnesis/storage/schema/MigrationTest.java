package io.anamnesis.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MigrationTest {
    @Test
    void statements_are_split_at_semicolons_that_end_a_line_and_comments_are_left_out() {
        // When
        Migration migration = Migration.parse(
                "V003__two", "-- first; a comment\nCREATE a (\n  b text\n) WITH comment = 'x; y';\n\nCREATE c; \n");

        // Then
        assertThat(migration.version()).isEqualTo(3);
        assertThat(migration.statements()).containsExactly("CREATE a (\n  b text\n) WITH comment = 'x; y'", "CREATE c");
    }

    @Test
    void the_checksum_does_not_depend_on_line_ends_but_on_everything_else() {
        assertThat(Migration.parse("V001__a", "A\r\nB").checksum())
                .isEqualTo(Migration.parse("V001__a", "A\nB").checksum())
                .isNotEqualTo(Migration.parse("V001__a", "A\nC").checksum());
    }

    @Test
    void a_name_without_a_number_is_refused() {
        assertThatThrownBy(() -> Migration.parse("patient_event", "A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("V001__patient_event");
    }

    @Test
    void the_catalogue_names_every_file_of_the_folder_and_numbers_them_without_a_gap()
            throws IOException, URISyntaxException {
        // Given
        URL first = MigrationTest.class.getResource(SchemaCatalog.NAMES.get(0) + ".cql");
        assertThat(first).isNotNull();

        // When
        List<Migration> migrations = SchemaCatalog.migrations();

        // Then
        try (Stream<Path> files = Files.list(Path.of(first.toURI()).resolveSibling(""))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cql")))
                    .containsExactlyInAnyOrderElementsOf(SchemaCatalog.NAMES.stream()
                            .map(name -> name + ".cql")
                            .toList());
        }
        assertThat(migrations.stream().map(Migration::version))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, migrations.size()).boxed().toList());
    }

    @Test
    void every_table_says_its_largest_partition_and_every_statement_may_be_repeated() {
        for (Migration migration : SchemaCatalog.migrations()) {
            assertThat(migration.statements())
                    .allSatisfy(statement ->
                            assertThat(statement).contains("IF NOT EXISTS").contains("Largest partition"));
        }
    }
}

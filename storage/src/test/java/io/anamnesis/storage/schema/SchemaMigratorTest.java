package io.anamnesis.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.anamnesis.storage.cassandra.CassandraSettings;
import io.anamnesis.storage.cassandra.SharedServer;
import io.anamnesis.storage.embedded.ServerFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a keyspace of its own. */
@ExtendWith(SharedServer.class)
final class SchemaMigratorTest {
    private final SchemaSettings settings;
    private final CqlSession session;

    SchemaMigratorTest(CassandraSettings server) {
        settings =
                server.schema().withKeyspace("s" + UUID.randomUUID().toString().replace("-", ""));
        session = ServerFixture.session(
                server.connection().contactPoints().get(0),
                server.connection().username(),
                server.connection().password());
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void three_nodes_that_start_at_once_apply_each_migration_once() {
        // Given
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService nodes = Executors.newFixedThreadPool(3);

        // When
        List<CompletableFuture<Integer>> starts = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            starts.add(CompletableFuture.supplyAsync(() -> startOf(together), nodes));
        }
        List<Integer> applied = starts.stream()
                .map(start -> start.orTimeout(5, TimeUnit.MINUTES).join())
                .toList();
        nodes.shutdown();

        // Then
        int known = SchemaCatalog.NAMES.size();
        assertThat(applied).containsExactlyInAnyOrder(known, 0, 0);
        assertThat(new SchemaLedger(session, settings).applied()).hasSize(known);
        assertThat(session.execute("SELECT name FROM " + settings.keyspace() + ".schema_lock")
                        .all())
                .isEmpty();
    }

    @Test
    void a_migration_that_changed_since_it_was_applied_is_refused_by_name() {
        // Given
        firstApplied();

        // Then
        assertThatThrownBy(() -> new SchemaMigrator(session, settings, List.of(table("V001__a", "b"))).migrate())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("V001__a")
                .hasMessageContaining("never changes once it is applied");
    }

    @Test
    void a_schema_newer_than_the_build_is_refused_with_both_versions() {
        // Given
        Migration first = table("V001__a", "a");
        new SchemaMigrator(session, settings, List.of(first, table("V002__b", "b"))).migrate();

        // Then
        assertThatThrownBy(() -> new SchemaMigrator(session, settings, List.of(first)).migrate())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("schema version 2")
                .hasMessageContaining("versions up to 1");
    }

    @Test
    void only_what_is_missing_is_applied() {
        // Given
        Migration first = firstApplied();

        // When
        int applied = new SchemaMigrator(session, settings, List.of(first, table("V002__b", "b"))).migrate();

        // Then
        assertThat(applied).isEqualTo(1);
    }

    @Test
    void a_lock_left_by_a_node_that_died_ends_with_its_lease() {
        // Given
        SchemaSettings brief = settings(Duration.ofSeconds(5), Duration.ofMinutes(2));
        Migration first = firstApplied();
        new SchemaLock(session, brief, "a node that died").acquire();

        // When
        int applied = new SchemaMigrator(session, brief, List.of(first, table("V002__b", "b"))).migrate();

        // Then
        assertThat(applied).isEqualTo(1);
    }

    @Test
    void a_node_that_waits_too_long_says_who_holds_the_lock() {
        // Given
        SchemaSettings impatient = settings(settings.lease(), Duration.ZERO);
        Migration first = firstApplied();
        new SchemaLock(session, settings, "node-7").acquire();

        // Then
        assertThatThrownBy(
                        () -> new SchemaMigrator(session, impatient, List.of(first, table("V002__b", "b"))).migrate())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("held by node-7");
    }

    @Test
    void a_node_that_lives_keeps_the_lock_beyond_a_lease() {
        // Given
        SchemaSettings brief = settings(Duration.ofSeconds(10), Duration.ofSeconds(15));
        firstApplied();
        SchemaLock slow = new SchemaLock(session, brief, "a slow node");
        slow.acquire();
        slow.keep();
        SchemaLock next = new SchemaLock(session, brief, "the next");

        // When
        assertThatThrownBy(next::acquire).hasMessageContaining("held by a slow node");
        slow.requireHeld();
        slow.release();

        // Then
        next.acquire();
        next.requireHeld();
    }

    @Test
    void a_node_that_lost_the_lock_is_told_before_its_next_statement() {
        // Given
        SchemaSettings brief = settings(Duration.ofSeconds(3), Duration.ofSeconds(8));
        firstApplied();
        SchemaLock lost = new SchemaLock(session, brief, "the first");
        lost.acquire();

        // When
        new SchemaLock(session, brief, "the next").acquire();

        // Then
        assertThatThrownBy(lost::requireHeld)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("Lost the schema lock");
    }

    private SchemaSettings settings(Duration lease, Duration lockWait) {
        return new SchemaSettings(
                settings.keyspace(), settings.replication(), lease, lockWait, settings.statementTimeout());
    }

    private int startOf(CyclicBarrier together) {
        try {
            together.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new SchemaMigrator(session, settings).migrate();
    }

    private Migration firstApplied() {
        Migration first = table("V001__a", "a");
        new SchemaMigrator(session, settings, List.of(first)).migrate();
        return first;
    }

    private static Migration table(String name, String table) {
        return Migration.parse(name, "CREATE TABLE IF NOT EXISTS " + table + " (id text PRIMARY KEY);\n");
    }
}

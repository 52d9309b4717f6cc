package io.anamnesis.storage.cassandra;

import static io.anamnesis.storage.Samples.WRITER;
import static io.anamnesis.storage.Samples.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.storage.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the text of a note lies: looked for in every column of every table, by CQL. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RawTextColumnTest {
    private static final String KEYSPACE = "raw_text";
    private static final String TEXT = "Denies zymurgy since spring.";

    private final PatientId patient = Samples.patient();
    private final CassandraStorage storage;
    private final CqlSession session;

    RawTextColumnTest(CassandraSettings server) {
        CassandraSettings settings = server.withKeyspace(KEYSPACE);
        storage = CassandraStorage.open(settings);
        session = new DriverSessions(settings).withKeyspace();
    }

    @AfterAll
    void close() {
        session.close();
        storage.close();
    }

    private ModalityMessage note() {
        return new ModalityMessage(
                new MessageId("m1"),
                patient,
                new Source("ehr", null),
                Samples.T0,
                Samples.T0,
                1,
                Set.of("phi"),
                new Payload.NotePayload(new ClinicalNote("n1", null, "en", TEXT)),
                Map.of());
    }

    /** Whether any of these columns holds the text, as it is or within a tuple; short texts are not compressed. */
    private static boolean holds(Row row, Set<String> columns) {
        return columns.stream().map(row::getObject).filter(Objects::nonNull).anyMatch(value -> {
            Object inner = value instanceof TupleValue tuple ? Objects.requireNonNull(tuple.getObject(1)) : value;
            String shown =
                    inner instanceof ByteBuffer bytes ? new String(SavedContent.bytes(bytes), UTF_8) : "" + inner;
            return shown.contains("zymurgy");
        });
    }

    private void requireApart(String table, Set<String> others) {
        List<Row> rows = session.execute("SELECT * FROM " + table).all();
        assertThat(rows).as(table).isNotEmpty();
        assertThat(rows).as(table).anyMatch(row -> holds(row, Set.of("raw_text")));
        assertThat(rows).as(table).noneMatch(row -> holds(row, others));
    }

    @Test
    void a_notes_text_is_in_its_own_column_of_journal_profile_and_quarantine_and_in_no_other() {
        // Given
        JournalEntry entry = EventCodec.toEntry(new MessageRecorded(1, WRITER, Samples.T0, note()));
        StoredProfile profile = new StoredProfile(
                1, Map.of("head", "{}".getBytes(UTF_8), StoredProfile.RAW_TEXT + "notes", TEXT.getBytes(UTF_8)));
        Quarantined aside = new Quarantined(
                "2026-01-05-" + "0".repeat(32),
                Samples.T0,
                patient,
                "ehr",
                "rule",
                "/payload/date",
                "reason",
                MessageCodec.toTree(note()),
                Quarantined.State.OPEN,
                null,
                null);

        // When
        await(storage.journal().append(patient, List.of(entry)));
        await(storage.profiles().save(patient, profile));
        await(storage.quarantine().save(aside));

        // Then
        requireApart("patient_event", Set.of("payload", "message_id", "source_system", "type"));
        requireApart("patient_profile", Set.of("content", "modality"));
        requireApart("quarantine", Set.of("document", "reason", "pointer", "rule"));
        assertThat(await(storage.journal().read(patient, JournalPage.Cursor.from(1), 10))
                        .entries())
                .containsExactly(entry);
        assertThat(await(storage.quarantine().find(aside.id())).orElseThrow().document())
                .isNotEqualTo(NullNode.getInstance())
                .isEqualTo(aside.document());
    }

    @Test
    void a_row_of_an_earlier_build_is_read_as_it_is() {
        // Given
        PatientId other = Samples.patient();
        JournalEntry earlier = Samples.entry(1, WRITER, MessageCodec.toCbor(note()));

        // When
        await(storage.journal().append(other, List.of(earlier)));

        // Then
        assertThat(await(storage.journal().read(other, JournalPage.Cursor.from(1), 10))
                        .entries())
                .containsExactly(earlier);
        session.execute("DELETE FROM patient_event WHERE patient_id = '" + other.value() + "' AND bucket = 0");
    }
}

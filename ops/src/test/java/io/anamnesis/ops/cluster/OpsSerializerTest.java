package io.anamnesis.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.anamnesis.ops.metrics.CohortFeedWork;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.NodeWork;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What watches tell each other reads back, also as builds before this one wrote it. */
final class OpsSerializerTest {
    private final OpsSerializer serializer = serializer();

    @SuppressWarnings("NullAway") // it asks nothing of the system
    private static OpsSerializer serializer() {
        return new OpsSerializer(null);
    }

    static List<OpsMessage> messages() {
        return List.of(
                new OpsMessage.Report(Reports.well("127.0.0.1:25520")),
                new OpsMessage.Drain("2026-03-01T08:15:00.250Z-0a1b2c3d"),
                new OpsMessage.MoveShards("2026-03-01T08:15:00.250Z-0a1b2c3d", 17, "127.0.0.1:25520"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_reads_back_as_it_was(OpsMessage message) throws IOException {
        byte[] bytes = serializer.toBinary(message);
        assertThat(serializer.fromBinary(bytes, serializer.manifest(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_of_before_reads_as_it_was_meant(OpsMessage message) throws IOException {
        // Given
        String manifest = serializer.manifest(message);
        String kept = golden(manifest);

        // When
        byte[] bytes = new CBORMapper().writeValueAsBytes(WireMappers.outside().readTree(kept));

        // Then
        assertThat(serializer.fromBinary(bytes, manifest)).isEqualTo(message);
        assertThat(WireMappers.outside().readTree(WireMappers.outside().writeValueAsString(message)))
                .as("the form of today; a change needs a new manifest")
                .isEqualTo(WireMappers.outside().readTree(kept));
    }

    @Test
    void how_full_the_memory_is_crosses_and_one_who_does_not_tell_it_is_understood() throws IOException {
        OpsMessage.Report told =
                new OpsMessage.Report(Reports.full("127.0.0.1:25520", new MemoryFigures(0.81, 0.8, 4_000, 250, false)));
        assertThat(serializer.fromBinary(serializer.toBinary(told), serializer.manifest(told)))
                .isEqualTo(told);
        assertThat(Reports.well("127.0.0.1:25520").memory()).isNull();
    }

    @Test
    void a_damaged_message_and_one_of_an_unknown_kind_cost_themselves_only() {
        // Akka cuts the connection for any other exception
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> serializer.fromBinary(new byte[] {1, 2}, "drain"));
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> serializer.fromBinary(new byte[0], "of-tomorrow"));
    }

    @Test
    void a_node_of_before_that_tells_less_is_heard_all_the_same() throws IOException {
        byte[] bytes =
                new CBORMapper().writeValueAsBytes(WireMappers.outside().readTree(golden("report-without-work")));

        OpsMessage.Report read = (OpsMessage.Report) serializer.fromBinary(bytes, "report");

        assertThat(read.report().node()).isEqualTo("127.0.0.1:25520");
        assertThat(read.report().work()).isEqualTo(NodeWork.NONE);
    }

    @Test
    void a_node_that_does_not_count_watchers_of_cohorts_is_heard_too() throws IOException {
        byte[] bytes = new CBORMapper()
                .writeValueAsBytes(WireMappers.outside().readTree(golden("report-without-cohort-feeds")));

        OpsMessage.Report read = (OpsMessage.Report) serializer.fromBinary(bytes, "report");

        assertThat(read.report().work().frames()).isEqualTo(30);
        assertThat(read.report().work().cohortFeeds()).isEqualTo(CohortFeedWork.NONE);
        assertThat(read.report().work().outdated()).isZero();
    }

    private static String golden(String manifest) throws IOException {
        try (InputStream in = OpsSerializerTest.class.getResourceAsStream(manifest + ".json")) {
            return new String(Objects.requireNonNull(in, manifest).readAllBytes(), UTF_8);
        }
    }
}

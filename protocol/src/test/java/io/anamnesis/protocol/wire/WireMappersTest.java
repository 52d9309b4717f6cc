package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.feed.ItemChange;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileItem;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.MetricView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.TimelineEntry;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WireMappersTest {
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final Caller CALLER = new Caller("u-1", Set.of("clinician"), "TREAT");
    private static final Instant AT = Examples.OBSERVED;
    private static final WindowView WINDOW = new WindowView(
            "glucose",
            "mg/dL",
            AT,
            AT.plusSeconds(3600),
            2,
            100.5,
            0.7,
            100,
            101,
            1,
            true,
            new WindowView.Glucose(0, 0, 2, 0, 0, 0.7, 5.7));
    private static final ProfileView PROFILE = new ProfileView(
            PATIENT,
            7,
            3,
            AT,
            Map.of(Modality.WEARABLES, new ModalityView(true, 3, AT, AT, 7, 2, Map.of("tmb", 1.5))),
            List.of(new MetricView("glucose", "mg/dL", 2, AT, AT, 101, Map.of("all", Map.of("mean", 100.5)))),
            1,
            1,
            0,
            2);

    private static final FusionView FUSION = new FusionView(
            7,
            new FusionView.Model("relapse", 3, "late", 12),
            new FusionView.Score(
                    "classes", List.of(new FusionView.Score.Value("yes", 0.25, 0.125, 0.5, null, null)), null, null),
            null,
            List.of(new FusionView.Attention(Modality.CLINICAL, 1, AT, AT)),
            List.of(Modality.GENOMICS),
            List.of(0.5f, -1f),
            List.of(new FusionView.Input(
                    Modality.CLINICAL,
                    List.of(new FusionView.Feature("clinical.stage-group", "1", 2.0)),
                    1,
                    4,
                    List.of("m-1"))),
            null);

    private static List<PatientCommand> commands() {
        return List.of(
                new PatientCommand.Record(Examples.message(Examples.payloads().get(0)), CALLER),
                new PatientCommand.GetProfile(PATIENT, CALLER, new AsOf.Seq(5)),
                new PatientCommand.GetWindows(PATIENT, CALLER, "glucose", AT, AT.plusSeconds(60), 10),
                new PatientCommand.GetTimeline(PATIENT, CALLER, 9, 100),
                new PatientCommand.GetItems(
                        PATIENT, CALLER, Modality.GENOMICS, "variant", Map.of("gene", "BRAF"), "variant/a", 10),
                new PatientCommand.GetVectors(PATIENT, CALLER, new AsOf.Seq(5)),
                new PatientCommand.GetFusion(PATIENT, CALLER, new AsOf.Seq(5)),
                new PatientCommand.Passivate(PATIENT, CALLER));
    }

    private static List<PatientReply> replies() {
        return List.of(
                new PatientReply.Accepted(5),
                new PatientReply.Duplicate(4),
                new PatientReply.Rejected(new Rejection.Overloaded(256)),
                new PatientReply.Profile(PROFILE),
                new PatientReply.Windows(List.of(WINDOW), 12L),
                new PatientReply.Timeline(
                        List.of(new TimelineEntry(5, "w", "m-1", Modality.NOTES, "s", "d", AT, AT, "note")), 5L),
                new PatientReply.Items(
                        List.of(new ProfileItem(
                                "variant",
                                "k",
                                JsonNodeFactory.instance.objectNode().put("gene", "BRAF"),
                                new ProfileItem.Provenance(
                                        "m-1", 5, new Source("s", "d"), new Origin("a.vcf", 7, "ALT 1"), AT, AT))),
                        "variant/k"),
                new PatientReply.Vectors(
                        5, Map.of("notes.m", List.of(List.of(0.5f, -1f))), List.of("variant/gene:BRAF")),
                new PatientReply.Fusion(FUSION),
                new PatientReply.Passivating(5));
    }

    private static List<Rejection> rejections() {
        return List.of(
                new Rejection.Malformed("/id", "required"),
                new Rejection.Overloaded(256),
                new Rejection.StorageUnavailable(),
                new Rejection.MessageIdReused(3),
                new Rejection.ImplausibleTime(AT, AT, AT),
                new Rejection.ImplausibleValue("glucose", 10, 1000, "mg/dL", 4),
                new Rejection.UnknownUnit("glucose", "furlong", "mg/dL"),
                new Rejection.LimitReached("metrics", 5, 6),
                new Rejection.Quarantined("2026-03-01-00", "glucose-range", "/payload", "expected a number"),
                new Rejection.Dropped("glucose-range", "/payload", "expected a number"),
                new Rejection.ExpectationUnmet("glucose-range", "/payload", "expected a number"),
                new Rejection.UnknownPatient(),
                new Rejection.UnknownCohort("c-1"),
                new Rejection.UnknownModel("relapse", 3),
                new Rejection.AsOfNotReached("seq:9", 3),
                new Rejection.Unavailable("leaving"));
    }

    private static List<FeedFrame> frames() {
        return List.of(
                new FeedFrame.Snapshot(7, PROFILE),
                new FeedFrame.Delta(
                        7,
                        6,
                        "m-1",
                        Modality.WEARABLES,
                        AT,
                        AT,
                        List.of(WINDOW),
                        0,
                        1,
                        0,
                        2,
                        List.of(new ItemChange("variant", "k", true)),
                        1),
                new FeedFrame.Features(7, PROFILE.wearables(), PROFILE.modalities(), FUSION.summary()),
                new FeedFrame.Heartbeat(7, AT),
                new FeedFrame.Conflated(3, 7, 4));
    }

    @Test
    void every_command_reply_refusal_and_frame_crosses_the_cluster_unchanged() throws Exception {
        crosses("command", PatientCommand.class, commands());
        crosses("reply", PatientReply.class, replies());
        crosses("rejection", Rejection.class, rejections());
        crosses("frame", FeedFrame.class, frames());
        crosses("as-of", AsOf.class, List.of(new AsOf.Seq(3), new AsOf.ReceivedAt(AT)));
    }

    private static <T> void crosses(String family, Class<T> type, List<T> values) throws Exception {
        assertThat(values)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(
                        Arrays.stream(type.getPermittedSubclasses()).toArray(Class<?>[]::new));
        Map<String, String> hex = new TreeMap<>();
        for (T value : values) {
            byte[] bytes = WireMappers.cluster().writerFor(type).writeValueAsBytes(value);
            assertThat(WireMappers.cluster().readValue(bytes, type)).isEqualTo(value);
            hex.put(value.getClass().getSimpleName(), HexFormat.of().formatHex(bytes));
        }
        Goldens.check(family, hex);
    }

    @Test
    void frames_of_a_node_of_before_read_as_frames_without_items() throws Exception {
        assertThat(earlier("Delta", FeedFrame.Delta.class).items()).isEmpty();
        assertThat(earlier("Features", FeedFrame.Features.class).modalities()).isEmpty();
        assertThat(earlier("Features", FeedFrame.Features.class).fusion()).isNull();
        assertThat(earlier("Snapshot", FeedFrame.Snapshot.class)
                        .profile()
                        .modalities()
                        .values())
                .allSatisfy(each -> assertThat(each.features()).isEmpty());
    }

    private static <F extends FeedFrame> F earlier(String name, Class<F> type) throws Exception {
        String hex = Goldens.read("earlier-frame").getOrDefault(name, "");
        return type.cast(WireMappers.cluster().readValue(HexFormat.of().parseHex(hex), FeedFrame.class));
    }

    @Test
    void when_there_was_what_a_model_looked_at_crosses_too_and_is_absent_where_it_looks_at_now_alone()
            throws Exception {
        FusionView.Attention times = new FusionView.Attention(
                Modality.IMAGING,
                0.75,
                AT,
                AT.plusSeconds(60),
                List.of(
                        new FusionView.Time(FusionView.Time.NOW, null, 0.5, AT, AT.plusSeconds(60)),
                        new FusionView.Time("study", "1.2.3", 0.25, AT, AT)));
        FusionView.Attention now = new FusionView.Attention(Modality.NOTES, 1, AT, AT);

        String written = WireMappers.outside().writeValueAsString(now);

        assertThat(written).doesNotContain("times");
        assertThat(WireMappers.outside().readValue(written, FusionView.Attention.class))
                .isEqualTo(now);
        byte[] bytes = WireMappers.cluster().writeValueAsBytes(times);
        assertThat(WireMappers.cluster().readValue(bytes, FusionView.Attention.class))
                .isEqualTo(times);
        Goldens.check("attention", Map.of("times", HexFormat.of().formatHex(bytes)));
    }

    @Test
    void what_an_interval_rests_on_crosses_too() throws Exception {
        FusionView.Score score = new FusionView.Score(
                "classes",
                List.of(new FusionView.Score.Value("yes", 0.25, 0.125, 0.5, 0.375, 48)),
                new FusionView.Score.Basis(0.95, 2, 3, 96, 24),
                null);
        byte[] bytes = WireMappers.cluster().writeValueAsBytes(score);

        assertThat(WireMappers.cluster().readValue(bytes, FusionView.Score.class))
                .isEqualTo(score);
    }

    @Test
    void what_a_challenger_says_crosses_too() throws Exception {
        FusionView with = new FusionView(
                7,
                FUSION.model(),
                null,
                "none",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new FusionView.Challenger(FUSION.model(), FUSION.score(), FusionView.Cohort.known(false)));
        byte[] bytes =
                WireMappers.cluster().writerFor(PatientReply.class).writeValueAsBytes(new PatientReply.Fusion(with));

        assertThat(WireMappers.cluster().readValue(bytes, PatientReply.class)).isEqualTo(new PatientReply.Fusion(with));
    }

    @Test
    void whether_a_patient_is_of_the_models_cohort_crosses_and_a_node_of_before_says_nothing_of_it() throws Exception {
        FusionView with = new FusionView(
                7,
                FUSION.model(),
                null,
                "none",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                FusionView.Cohort.unknown("It could be told with clinical, which is missing."),
                null);
        ObjectNode written = (ObjectNode)
                WireMappers.cluster().readTree(WireMappers.cluster().writeValueAsBytes(with));

        assertThat(WireMappers.cluster().treeToValue(written, FusionView.class)).isEqualTo(with);
        assertThat(written.remove("cohort")).isNotNull();
        assertThat(WireMappers.cluster().treeToValue(written, FusionView.class).cohort())
                .isNull();
    }

    @Test
    void a_field_of_a_newer_node_is_skipped() throws Exception {
        byte[] newer = WireMappers.cluster().writeValueAsBytes(Map.of("type", "accepted", "seq", 4, "shiny", true));
        assertThat(WireMappers.cluster().readValue(newer, PatientReply.class)).isEqualTo(new PatientReply.Accepted(4));
    }

    @Test
    void a_frame_to_the_outside_has_iso_times_and_a_type() throws Exception {
        String json =
                WireMappers.outside().writerFor(FeedFrame.class).writeValueAsString(new FeedFrame.Heartbeat(7, AT));
        assertThat(json).isEqualTo("{\"type\":\"heartbeat\",\"seq\":7,\"at\":\"2026-03-01T08:15:00Z\"}");
    }
}

package io.anamnesis.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.web.Edge;
import io.anamnesis.web.model.folder.Zips;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderTrainingRouteTest {
    private static final String PATH = "/v1/models/relapse/folder-training";
    private static final byte[] CLASSES = Zips.of("labels.csv", Zips.classes(), "mrna.csv", Zips.numbers("x"));
    private static final byte[] TIMES = Zips.of("labels.csv", Zips.times(), "imaging.csv", Zips.numbers("x"));

    private final Edge edge =
            Edge.start("anamnesis.web.training-folder.max-body = 4000").as("researcher");

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> post(String query, byte[] zip) {
        return edge.post(PATH + query, "application/zip", zip);
    }

    @Test
    void a_folder_begins_a_training_as_the_query_asks() {
        HttpResponse<String> begun = post(
                "?strategy=attention&seed=7&exclude=age,sex&modalities=mrna:genomics&maskRate=0.5&classWeights=balanced"
                        + "&startFrom=rich@3",
                CLASSES);

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        assertThat(Edge.json(begun.body()).path("kind").asText()).isEqualTo("training");
        TrainingRequest asked = Objects.requireNonNull(edge.models.asked());
        assertThat(asked)
                .isEqualTo(new TrainingRequest(
                        "relapse",
                        null,
                        new TrainingGoal.Classes(List.of("high", "low")),
                        List.of("age", "sex"),
                        TrainingRequest.Strategy.ATTENTION,
                        7,
                        new TrainingRequest.Start("rich", 3),
                        new TrainingOptions(0.5, TrainingOptions.ClassWeights.BALANCED)));
        assertThat(Objects.requireNonNull(edge.models.folder()).blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.modality()).isEqualTo(Modality.GENOMICS));
    }

    @Test
    void times_have_a_horizon() {
        assertThat(post("", TIMES).statusCode()).isEqualTo(200);
        assertThat(Objects.requireNonNull(edge.models.asked()).goal()).isEqualTo(new TrainingGoal.Times(365));
        assertThat(post("?horizonDays=730", TIMES).statusCode()).isEqualTo(200);
        assertThat(Objects.requireNonNull(edge.models.asked()).goal()).isEqualTo(new TrainingGoal.Times(730));
    }

    @ParameterizedTest
    @CsvSource({
        "?strategy=magic, strategy",
        "?seed=x, seed",
        "?horizonDays=0, horizonDays",
        "?strategy=early&maskRate=half, maskRate",
        "?maskRate=0.2, maskRate",
        "?startFrom=rich, startFrom",
        "?strategy=early&startFrom=rich@1, startFrom",
        "?modalities=imaging, modalities",
        "?modalities=imaging:pictures, modalities",
        "'?exclude=,', exclude",
        "?classWeights=balanced, classWeights",
        "?classWeights=heavy, classWeights",
    })
    void a_parameter_that_means_nothing_is_named(String query, String parameter) {
        HttpResponse<String> refused = post(query, TIMES);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Edge.json(refused.body()).path("parameter").asText()).isEqualTo(parameter);
        assertThat(edge.models.asked()).isNull();
    }

    @Test
    void classes_have_no_horizon() {
        HttpResponse<String> refused = post("?modalities=mrna:genomics&horizonDays=30", CLASSES);

        assertThat(Edge.json(refused.body()).path("parameter").asText()).isEqualTo("horizonDays");
        assertThat(edge.models.asked()).isNull();
    }

    @Test
    void what_is_wrong_in_a_table_is_told_by_its_place() {
        HttpResponse<String> refused =
                post("", Zips.of("labels.csv", Zips.times(), "imaging.csv", "id,x,y\np-01,1,2\np-02,1,secret\n"));

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode problem = Edge.json(refused.body());
        assertThat(problem.path("code").asText()).isEqualTo("unreadable-file");
        assertThat(problem.path("file").asText()).isEqualTo("imaging.csv");
        assertThat(problem.path("line").asLong()).isEqualTo(3);
        assertThat(problem.path("column").asText()).isEqualTo("y");
        assertThat(problem.path("detail").asText())
                .isEqualTo(
                        "Nothing is trained: imaging.csv, line 3, column y: a number is expected, such as 4.5, or nothing or NA"
                                + " where it is missing.");
        assertThat(edge.models.asked()).isNull();
    }

    @Test
    void what_is_no_zip_or_too_large_is_refused() {
        assertThat(edge.post(PATH, "text/csv", TIMES).statusCode()).isEqualTo(415);
        assertThat(edge.post(PATH, "application/zip", TIMES, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> large = post("", new byte[4_001]);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("4001", "4000");
        assertThat(edge.post("/v1/models/Relapse/folder-training", "application/zip", TIMES)
                        .statusCode())
                .isEqualTo(400);
        assertThat(edge.models.asked()).isNull();
    }
}

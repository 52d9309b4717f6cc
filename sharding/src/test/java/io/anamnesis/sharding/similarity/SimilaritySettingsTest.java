package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class SimilaritySettingsTest {

    private static SimilaritySettings with(String spaces) {
        return SimilaritySettings.from(
                ConfigFactory.parseString("anamnesis.sharding.similarity.spaces {" + spaces + "}")
                        .withFallback(ConfigFactory.parseResources("reference.conf"))
                        .resolve());
    }

    @Test
    void a_space_that_nobody_configured_has_the_defaults() {
        SpaceSettings space = with("").space("fused");
        assertThat(space.name()).isEqualTo("fused");
        assertThat(space.dimension()).isEqualTo(SpaceSettings.LEARNED);
        assertThat(space.metric()).isEqualTo(Metric.COSINE);
        assertThat(space.combine()).isEqualTo(Combine.LATEST);
        assertThat(space.maxNeighbours()).isEqualTo(1000);
        assertThat(with("").minSharedWeight()).isZero();
    }

    @Test
    void a_space_inherits_from_its_modality_and_that_from_the_default() {
        SimilaritySettings settings = with("notes { combine = best, graph.max-degree = 48 },"
                + " \"notes.all-MiniLM-L6-v2\" { dimension = 384, metric = dot }");
        SpaceSettings space = settings.space("notes.all-MiniLM-L6-v2");
        assertThat(space.dimension()).isEqualTo(384);
        assertThat(space.metric()).isEqualTo(Metric.DOT);
        assertThat(space.combine()).isEqualTo(Combine.BEST);
        assertThat(space.graph().maxDegree()).isEqualTo(48);
        assertThat(settings.space("notes.other").dimension()).isEqualTo(SpaceSettings.LEARNED);
        assertThat(settings.space("notes.other").metric()).isEqualTo(Metric.COSINE);
        assertThat(settings.space("genomics.features").metric()).isEqualTo(Metric.EUCLIDEAN);
        assertThat(settings.space("imaging.any").combine()).isEqualTo(Combine.BEST);
    }

    @Test
    void mistakes_are_told_at_start_with_their_place() {
        assertThatThrownBy(() -> with("\"notes.x\" { dimension = -3 }"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notes.x");
        assertThatThrownBy(() -> with("notes { graph.rebuild-share = much }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rebuild-share");
    }
}

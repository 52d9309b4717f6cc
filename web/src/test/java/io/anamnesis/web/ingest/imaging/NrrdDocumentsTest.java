package io.anamnesis.web.ingest.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NrrdDocumentsTest {
    private static final ImagingStudy SERIES = new ImagingStudy("1.2", "1.2.3", "MR", "BREAST", Map.of(), null);

    private static InputStream volume(String name) throws IOException {
        return Files.newInputStream(SharedData.file("imaging_radiomics/" + name + ".nrrd"));
    }

    @Test
    void a_volume_alone_is_checked_and_refused_because_its_region_is_unknown() throws IOException {
        Gathered gathered = new Gathered();
        try (InputStream in = volume("breast1_image")) {
            byte[] whole = in.readAllBytes();
            assertThat(new NrrdDocuments().recognises(whole)).isTrue();
            new NrrdDocuments().read(new java.io.ByteArrayInputStream(whole), Gathered.UTC, gathered);
        }

        assertThat(gathered.findings).isEmpty();
        assertThat(gathered.refusals).extracting(Refusal::code).containsExactly("mask-required");
        assertThat(gathered.refusals.get(0).reason()).contains("45 by 120 by 21");
    }

    @Test
    void an_image_and_its_mask_become_features_of_their_series() throws IOException {
        try (InputStream image = volume("breast1_image");
                InputStream mask = volume("breast1_label")) {
            ImagingStudy measured = VolumeRadiomics.measure(SERIES, image, mask, 1, RadiomicsSettings.DEFAULT);

            assertThat(measured.seriesInstanceUid()).isEqualTo("1.2.3");
            assertThat(measured.features()).containsKeys("firstorder_Mean", "glcm_Contrast");
        }
    }

    @Test
    void a_label_that_marks_nothing_is_refused() throws IOException {
        try (InputStream image = volume("breast1_image");
                InputStream mask = volume("breast1_label")) {
            assertThatThrownBy(() -> VolumeRadiomics.measure(SERIES, image, mask, 77, RadiomicsSettings.DEFAULT))
                    .isInstanceOfSatisfying(
                            UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("empty-region"));
        }
    }
}

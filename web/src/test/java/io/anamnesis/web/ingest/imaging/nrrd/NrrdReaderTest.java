package io.anamnesis.web.ingest.imaging.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class NrrdReaderTest {
    private static final String RAW = """
            NRRD0004
            # a comment
            type: short
            dimension: 3
            sizes: 2 1 2
            endian: big
            encoding: raw
            space directions: (0,2,0) (-3,0,0) (0,0,0.5)
            key:=value

            """;
    private static final byte[] SAMPLES = {0, 1, 0, 2, 0, 3, -1, -1};

    private static byte[] file(String header, byte[] data) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(data);
        return all.toByteArray();
    }

    private static Volume read(byte[] file) throws IOException {
        return NrrdReader.read(new ByteArrayInputStream(file));
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(data);
        }
        return zipped.toByteArray();
    }

    @Test
    void raw_samples_come_in_the_stated_order_of_bytes() throws IOException {
        Volume volume = read(file(RAW, SAMPLES));

        assertThat(volume.sizeX()).isEqualTo(2);
        assertThat(volume.sizeZ()).isEqualTo(2);
        assertThat(volume.at(0, 0, 0)).isEqualTo(1);
        assertThat(volume.at(1, 0, 0)).isEqualTo(2);
        assertThat(volume.at(1, 0, 1)).isEqualTo(-1);
    }

    @Test
    void a_voxel_is_as_large_as_its_directions_span_although_they_are_turned() throws IOException {
        assertThat(read(file(RAW, SAMPLES)).voxelVolumeMm3()).isCloseTo(3, within(1e-12));
    }

    @Test
    void gzip_samples_in_little_endian_give_the_same() throws IOException {
        byte[] little = {1, 0, 2, 0, 3, 0, -1, -1};
        Volume volume = read(file(RAW.replace("big", "little").replace("raw", "gzip"), gzip(little)));

        assertThat(volume.at(1, 0, 1)).isEqualTo(-1);
        assertThat(volume.at(0, 0, 1)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key:=value | data file: other.raw | detached-data",
                "encoding: raw | encoding: bzip2 | unsupported-encoding",
                "type: short | type: block | unsupported-type",
                "sizes: 2 1 2 | sizes: 2 1 | unsupported-dimension",
                "sizes: 2 1 2 | sizes: 65535 65535 65535 | too-large",
                "sizes: 2 1 2 | sizes: -1 1 2 | too-large",
                "sizes: 2 1 2 | sizes: 2 1 3 | truncated",
                "sizes: 2 1 2 | sizes: two | malformed-header",
                "endian: big | endian: middle | malformed-header",
                "endian: big | key:=value | malformed-header",
                "key:=value | byte skip: 4 | unsupported-skip",
                "key:=value | type: short | malformed-header",
                "(0,0,0.5) | (0,0,nan) | malformed-header",
                "(0,0,0.5) | none | unsupported-space",
                "NRRD0004 | PK | not-nrrd",
            })
    void what_can_t_be_placed_is_refused_with_its_reason(String from, String to, String code) {
        assertThatThrownBy(() -> read(file(RAW.replace(from, to), SAMPLES)))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void damaged_files_are_read_or_refused() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.file("imaging_radiomics/breast1_label.nrrd"));
        Random random = new Random(3);
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = random.nextInt(4) == 0
                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                    : whole.clone();
            for (int i = 0; i < random.nextInt(6) && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(damaged).voxels()).isPositive();
            } catch (UnreadableInput e) {
                assertThat(e.code()).matches("[a-z0-9-]+");
            }
        }
    }
}

package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_was_framed_comes_back_whatever_was_framed_before_it() throws IOException {
        for (int length : new int[] {0, 1, 1024, 1025, 2_000, 70_000, 1_500, 3}) {
            for (byte[] bytes :
                    new byte[][] {new byte[length], random(length), Arrays.copyOf(random(length / 2), length)}) {
                byte[] framed = Frame.wrap(bytes);
                assertThat(Frame.unwrap(framed)).isEqualTo(bytes);
                assertThat(framed.length).isLessThanOrEqualTo(length + 1);
            }
        }
    }

    @Test
    void long_bytes_that_shrink_are_a_zlib_stream_and_others_stand_as_they_are() throws IOException {
        byte[] framed = Frame.wrap(new byte[5_000]);

        assertThat(framed.length).isLessThan(100);
        assertThat(framed[0]).isEqualTo((byte) 1);
        assertThat(new InflaterInputStream(new ByteArrayInputStream(framed, 1, framed.length - 1)).readAllBytes())
                .isEqualTo(new byte[5_000]);
        assertThat(Frame.wrap(random(5_000))).hasSize(5_001).startsWith((byte) 0);
        assertThat(Frame.wrap(new byte[1_024])).hasSize(1_025).startsWith((byte) 0);
    }
}

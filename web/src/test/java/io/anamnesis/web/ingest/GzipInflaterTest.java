package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.GzipInflater.BadGzip;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GzipInflaterTest {
    @Property(tries = 200)
    void what_was_compressed_comes_back_whatever_the_pieces(
            @ForAll byte[] bytes,
            @ForAll @IntRange(min = 1, max = 50) int cut,
            @ForAll @IntRange(min = 1, max = 50) int room)
            throws BadGzip {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(Gzip.of(bytes));
        twice.writeBytes(Gzip.of(bytes));

        byte[] back = inflate(twice.toByteArray(), cut, room);

        assertThat(Arrays.copyOf(back, bytes.length)).isEqualTo(bytes);
        assertThat(Arrays.copyOfRange(back, bytes.length, back.length)).isEqualTo(bytes);
    }

    @Test
    void a_header_with_all_its_parts_is_read() throws BadGzip {
        byte[] plain = Gzip.of("ok");
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.write(plain, 0, 3);
        full.write(2 | 4 | 8 | 16);
        full.write(plain, 4, 6);
        full.writeBytes(new byte[] {2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2});
        full.write(plain, 10, plain.length - 10);

        assertThat(inflate(full.toByteArray(), 1, 10)).isEqualTo(new byte[] {'o', 'k'});
    }

    @Test
    void what_is_no_gzip_is_refused() {
        assertThatThrownBy(() -> inflate("{\"id\":1}".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 3, 10))
                .isInstanceOf(BadGzip.class);
    }

    private static byte[] inflate(byte[] gzip, int cut, int room) throws BadGzip {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] target = new byte[room];
        try (GzipInflater inflater = new GzipInflater()) {
            for (int at = 0; at < gzip.length; at += cut) {
                inflater.offer(Arrays.copyOfRange(gzip, at, Math.min(gzip.length, at + cut)));
                for (int n = inflater.read(target); n > 0; n = inflater.read(target)) {
                    out.write(target, 0, n);
                }
            }
            assertThat(inflater.complete()).isTrue();
        }
        return out.toByteArray();
    }
}

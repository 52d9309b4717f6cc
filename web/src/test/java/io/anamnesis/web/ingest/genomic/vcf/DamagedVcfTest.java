package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damage of every kind: a clear refusal, bounded memory, no hang, never another exception. */
@Timeout(120)
class DamagedVcfTest {
    private static final int ROUNDS = 2_000;

    @Test
    void mutated_files_are_read_or_refused_and_nothing_else() throws IOException {
        Random random = new Random(20261128);
        List<byte[]> seeds = List.of(
                bytes("genomics/hts_specs_simple.vcf"),
                bytes("genomics/hts_specs_sv44.vcf"),
                bytes("genomics/glow/loftee.vcf"),
                bytes("genomics/htsjdk/all43Features.utf8.vcf"),
                bytes("genomics/htsjdk/BCFVersion22Uncompressed.bcf"),
                bytes("genomics/htsjdk/VcfThatLacksAnIndex.bcf"));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(seeds.get(round % seeds.size()), random);
            refused += isRefused(mutated, round) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
    }

    private static boolean isRefused(byte[] bytes, int round) {
        try {
            Collected read = Collected.of(bytes);
            Vcf.calls(read);
            Annotations annotations = new Annotations(read.header());
            read.records.forEach(record -> {
                for (int i = 1; i <= record.alternates().size(); i++) {
                    annotations.of(record, i);
                }
            });
            return !read.refusals.isEmpty();
        } catch (UnreadableInput e) {
            assertThat(e.code()).matches("[a-z0-9-]+");
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("round " + round, e);
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 2 -> {
                byte[] marks = "\t\n:;,=|/<>[]%\"#.0".getBytes(StandardCharsets.US_ASCII);
                for (int i = random.nextInt(40); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = marks[random.nextInt(marks.length)];
                }
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int length = random.nextInt(bytes.length - from);
                System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length), length);
            }
            default -> {
                int at = random.nextInt(Math.max(1, bytes.length - 4));
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) (random.nextBoolean() ? 0xff : 0x7f));
            }
        }
        return bytes;
    }

    private static byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(SharedData.file(path));
    }

    @Test
    void a_declared_length_of_four_gigabytes_is_refused_with_both_numbers() {
        byte[] bytes = {'B', 'C', 'F', 2, 2, -1, -1, -1, -1, 0};
        assertThatThrownBy(() -> Collected.of(bytes)).isInstanceOfSatisfying(UnreadableInput.class, e -> {
            assertThat(e.code()).isEqualTo("too-large");
            assertThat(e.reason()).contains("4294967295").contains(Integer.toString(BcfReader.MAX_HEADER_BYTES));
        });
    }

    @Test
    void an_endless_line_is_passed_over_without_being_held() throws IOException {
        byte[] head = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t1\t.\tA\tC\t.\t.\t"
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\n1\t2\t.\tA\tC\t.\t.\t.\n".getBytes(StandardCharsets.UTF_8);
        Collected read = Collected.of(new Repeated(head, 100L << 20, tail));
        assertThat(read.places()).containsExactly("3 null line-too-long");
        assertThat(read.records).extracting(VcfRecord::position).containsExactly(2L);
    }

    @Test
    void an_endless_header_line_is_refused() {
        byte[] head = "##fileformat=VCFv4.3\n##x=".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Collected.of(new Repeated(head, 100L << 20, new byte[0])))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("header-too-long"));
    }

    @Test
    void a_field_that_is_wrong_in_every_row_is_told_a_thousand_times_and_then_counted() {
        StringBuilder rows = new StringBuilder("##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= 5_000; i++) {
            rows.append("1\t").append(i).append("\t.\tA\tC\t.\t.\tDP=x\n");
        }
        Collected read = Collected.of(rows.toString());
        assertThat(read.refusals).hasSize(Refusals.MAX_TOLD_PER_CODE + 1);
        assertThat(read.codes()).contains("more-refused");
        assertThat(read.report().refusalsByCode()).containsEntry("malformed-info", 5_000L);
        assertThat(read.records).hasSize(5_000);
    }

    @Test
    void a_long_repeat_is_normalised_in_bounded_time() {
        String run = "A".repeat(200_000);
        ReferenceSequence reference = new ReferenceSequence() {
            @Override
            public long length(String contig) {
                return run.length();
            }

            @Override
            public String bases(String contig, long from, long to) {
                return run.substring((int) from - 1, (int) to);
            }
        };
        LeftNormaliser normaliser = new LeftNormaliser(reference);
        try {
            LeftNormaliser.Site site = normaliser.normalise("1", new LeftNormaliser.Site(199_000, "AA", List.of("A")));
            assertThat(site).isEqualTo(new LeftNormaliser.Site(1, "AA", List.of("A")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A head, many letters, a tail; none of it held. */
    private static final class Repeated extends InputStream {
        private final byte[] head;
        private final long letters;
        private final byte[] tail;
        private long at;

        Repeated(byte[] head, long letters, byte[] tail) {
            this.head = head;
            this.letters = letters;
            this.tail = tail;
        }

        @Override
        public int read() {
            long i = at++;
            if (i < head.length) {
                return head[(int) i];
            }
            if (i < head.length + letters) {
                return 'x';
            }
            long end = i - head.length - letters;
            return end < tail.length ? tail[(int) end] : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            long middle = at - head.length;
            if (length == 0) {
                return 0;
            }
            if (middle >= 0 && middle < letters) {
                int count = (int) Math.min(length, letters - middle);
                Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                at += count;
                return count;
            }
            int one = read();
            if (one < 0) {
                return -1;
            }
            buffer[offset] = (byte) one;
            return 1;
        }
    }
}

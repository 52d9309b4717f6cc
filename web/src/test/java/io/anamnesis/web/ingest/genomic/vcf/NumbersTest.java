package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @Test
    void a_number_of_few_digits_is_the_nearest_double() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            String digits = Long.toString(Math.abs(random.nextLong() >> random.nextInt(63)));
            int point = random.nextInt(digits.length() + 1);
            String text = point == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
            assertThat(Numbers.finite(text)).as(text).hasValue(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1..", "1.2.", "1.2.3", "..1", "", ".", "1d", "0x1p3", "1e", "nan", "-inf", "1e999"})
    void what_is_no_finite_number_is_none(String text) {
        assertThat(Numbers.finite(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1.",
                "-2.5",
                "+3",
                "1e-5",
                "1.0E+3",
                "123456789012345",
                "0.000000000001",
                ".5",
                "9007199254740993"
            })
    void what_is_one_is_read_as_java_reads_it(String text) {
        assertThat(Numbers.finite(text)).hasValue(Double.parseDouble(text));
    }
}

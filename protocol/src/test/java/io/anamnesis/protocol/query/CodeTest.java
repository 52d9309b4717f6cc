package io.anamnesis.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodeTest {
    @ParameterizedTest
    @CsvSource({
        "C71, icd10:C71.9, true",
        "C71, icd10cm:C719, true",
        "C71.9, icd10cm:C719, true",
        "C719, icd10:C71.9, true",
        "C71.9, icd10:C71, false",
        "=C71, icd10:C71.9, false",
        "=C71, icd10:C71, true",
        "icd10:C71, icd10cm:C71.9, false",
        "L01, atc:L01XC02, true",
        "atc:L01XC02, atc:L01, false",
        "440, snomed:4405, false",
        "440, snomed:440, true",
        "C71, none:C71.9, false"
    })
    void a_code_covers_what_is_below_it_where_codes_carry_their_hierarchy(String code, String coding, boolean covered) {
        assertThat(new TermMatch.Codes("code", List.of(Code.of(code))).accepts(coding))
                .isEqualTo(covered);
        assertThat(Code.of(Code.of(code).toString())).isEqualTo(Code.of(code));
    }
}

package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file of the shared data for each character set; the expected names are those that its FileInfo.txt spells in bytes. */
class CharacterSetsTest {
    @ParameterizedTest
    @CsvSource({
        "chrArab.dcm, قباني^لنزار,,",
        "chrFren.dcm, Buc^Jérôme,,",
        "chrFrenMulti.dcm, Buc^Jérôme,,",
        "chrGerm.dcm, Äneas^Rüdiger,,",
        "chrGreek.dcm, Διονυσιος,,",
        "chrH31.dcm, Yamada^Tarou, 山田^太郎, やまだ^たろう",
        "chrH32.dcm, ﾔﾏﾀﾞ^ﾀﾛｳ, 山田^太郎, やまだ^たろう",
        "chrHbrw.dcm, שרון^דבורה,,",
        "chrI2.dcm, Hong^Gildong, 洪^吉洞, 홍^길동",
        "chrRuss.dcm, Люкceмбypг,,",
        "chrX1.dcm, Wang^XiaoDong, 王^小東,",
        "chrX2.dcm, Wang^XiaoDong, 王^小东,",
        "chrJapMulti.dcm, やまだ^たろう,,",
        "chrJapMultiExplicitIR6.dcm, やまだ^たろう,,",
        "chrKoreanMulti.dcm, 김희중,,",
    })
    void names_are_decoded_as_the_file_says(String file, String alphabetic, String ideographic, String phonetic)
            throws IOException {
        DicomDataset dataset = Archives.read("pydicom_charsets", file).dataset();

        assertThat(dataset.names(Tag.PATIENT_NAME).get(0)).isEqualTo(new PersonName(alphabetic, ideographic, phonetic));
    }

    @ParameterizedTest
    @CsvSource({"chrSQEncoding.dcm", "chrSQEncoding1.dcm"})
    void an_item_has_its_own_character_set_or_that_of_what_it_stands_in(String file) throws IOException {
        DicomDataset dataset = Archives.read("pydicom_charsets", file).dataset();

        DicomDataset item = dataset.items(0x00321064).get(0);
        assertThat(item.names(Tag.PATIENT_NAME)).containsExactly(new PersonName("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎", "やまだ^たろう"));
    }

    @Test
    void several_values_begin_each_with_the_first_repertoire() {
        CharacterSets sets = CharacterSets.of(List.of("", "ISO 2022 IR 87"));

        assertThat(sets.decode(bytes("A^\u001b$B;3ED\u001b(B\\B^\u001b$B;3ED"), true))
                .isEqualTo("A^山田\\B^山田");
    }

    @Test
    void an_unknown_escape_is_marked_and_the_rest_is_read() {
        CharacterSets sets = CharacterSets.of(List.of("", "ISO 2022 IR 87"));

        assertThat(sets.decode(bytes("A\u001bQB"), false)).isEqualTo("A\ufffdQB");
    }

    @Test
    void a_backslash_within_a_wide_character_parts_nothing() {
        CharacterSets sets = CharacterSets.of(List.of("GB18030"));

        byte[] wide = "淺".getBytes(java.nio.charset.Charset.forName("GB18030"));
        assertThat(sets.decode(wide, false)).isEqualTo("淺");
    }

    @ParameterizedTest
    @CsvSource({"ISO_IR 100", "ISO-IR 100", "ISO IR 100", "iso_ir_100", "ISO 2022 IR 100"})
    void misspelt_terms_are_known(String term) {
        assertThat(CharacterSets.knows(term)).isTrue();
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}

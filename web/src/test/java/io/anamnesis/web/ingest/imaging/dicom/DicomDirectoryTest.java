package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDirectoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-reordered"})
    void every_variant_gives_the_same_tree(String name) throws IOException {
        DicomDirectory directory = DicomDirectory.of(Archives.read("pydicom_dicomdirtests", name));

        assertThat(directory.refused()).isEmpty();
        assertThat(directory.roots())
                .extracting(DicomDirectory.DirectoryRecord::type)
                .containsOnly("PATIENT");
        assertThat(directory.leaves()).allSatisfy(path -> assertThat(path)
                .extracting(DicomDirectory.DirectoryRecord::type)
                .containsExactly("PATIENT", "STUDY", "SERIES", "IMAGE"));
    }

    @Test
    void the_tree_names_every_file_beside_it() throws IOException {
        DicomDirectory directory = DicomDirectory.of(Archives.read("pydicom_dicomdirtests", "DICOMDIR"));

        List<String> named = directory.leaves().stream()
                .map(path -> String.join("/", path.get(path.size() - 1).file()))
                .toList();
        assertThat(named).hasSize(31).allSatisfy(file -> assertThat(Archives.of("pydicom_dicomdirtests"))
                .containsKey(file));
    }

    /** Removing offsets from that file left its last item shorter than it says. */
    @Test
    void an_item_that_is_shorter_than_it_says_is_named_and_still_gives_its_record() throws IOException {
        DicomFile file = Archives.read("pydicom_dicomdirtests", "DICOMDIR-nooffset");
        DicomDirectory directory = DicomDirectory.of(file);

        assertThat(file.refused())
                .extracting(Refusal::code, Refusal::element)
                .containsExactly(tuple("length-beyond-parent", "(FFFE,E000) byte 10868"));
        assertThat(directory.refused()).isEmpty();
        assertThat(directory.leaves()).hasSize(31);
    }

    @Test
    void a_root_of_an_unknown_type_is_kept_as_it_calls_itself() throws IOException {
        DicomDirectory directory = DicomDirectory.of(Archives.read("pydicom_dicomdirtests", "DICOMDIR-nopatient"));

        assertThat(directory.roots())
                .extracting(DicomDirectory.DirectoryRecord::type)
                .doesNotContain("");
        assertThat(directory.leaves()).isNotEmpty();
    }

    @Test
    void an_empty_directory_has_no_roots() throws IOException {
        DicomFile file = Archives.read("pydicom_dicomdirtests", "DICOMDIR-empty.dcm");

        assertThat(DicomDirectory.isDirectory(file)).isTrue();
        assertThat(DicomDirectory.of(file).roots()).isEmpty();
    }

    @Test
    void records_that_refer_to_themselves_end_with_their_byte() throws IOException {
        // Given a record that comes next to itself, and below itself
        byte[] any = cyclic(0);
        long position = Archives.read(any)
                .dataset()
                .items(Tag.DIRECTORY_RECORD_SEQUENCE)
                .get(0)
                .position();
        byte[] cyclic = cyclic((int) position);

        // When
        DicomDirectory directory = DicomDirectory.of(Archives.read(cyclic));

        // Then
        assertThat(directory.roots()).hasSize(1);
        assertThat(directory.refused()).extracting(Refusal::code).containsOnly("cyclic-directory");
        assertThat(directory.refused()).extracting(Refusal::element).allSatisfy(element -> assertThat(element)
                .endsWith("byte " + position));
    }

    private static byte[] cyclic(int offset) {
        return Bytes.part10(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                Bytes.join(
                        Bytes.unsignedLong(Tag.FIRST_RECORD_OFFSET, offset),
                        Bytes.sequence(
                                Tag.DIRECTORY_RECORD_SEQUENCE,
                                Bytes.join(
                                        Bytes.unsignedLong(Tag.NEXT_RECORD_OFFSET, offset),
                                        Bytes.unsignedLong(Tag.LOWER_RECORD_OFFSET, offset),
                                        Bytes.text(Tag.RECORD_TYPE, "CS", "PATIENT ")))));
    }
}

package io.anamnesis.web.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderReaderTest {
    private static final String LABELS = "labels.csv";

    private static FolderSettings settings(String over) {
        return FolderSettings.from(ConfigFactory.parseString(over)
                .withFallback(ConfigFactory.load().getConfig("anamnesis.web.training-folder")));
    }

    private static TrainingFolder read(byte[] zip) throws FolderFault, IOException {
        return read(zip, "", Map.of());
    }

    private static TrainingFolder read(byte[] zip, String over, Map<String, Modality> modalities)
            throws FolderFault, IOException {
        return new FolderReader(settings(over), modalities).read(new ByteArrayInputStream(zip));
    }

    private static FolderFault fault(byte[] zip) {
        return fault(zip, "");
    }

    private static FolderFault fault(byte[] zip, String over) {
        return catchThrowableOfType(FolderFault.class, () -> read(zip, over, Map.of()));
    }

    @Test
    void tables_are_joined_by_id_whatever_their_order() throws Exception {
        String turned = "id,x\n"
                + Zips.numbers("x")
                        .lines()
                        .skip(1)
                        .sorted(Comparator.reverseOrder())
                        .collect(Collectors.joining("\n"));
        TrainingFolder folder = read(Zips.of("in/genomics.csv", Zips.numbers("x"), "in/" + LABELS, Zips.classes()));
        TrainingFolder other = read(Zips.of(LABELS, Zips.classes(), "genomics.csv.gz", turned));

        TrainingFolder.Classes classes = (TrainingFolder.Classes) folder.outcomes();
        assertThat(classes.names()).containsExactly("high", "low");
        assertThat(classes.of()).startsWith(1, 0, 1).hasSize(20);
        assertThat(folder.blocks()).singleElement().satisfies(block -> {
            assertThat(block.modality()).isEqualTo(Modality.GENOMICS);
            assertThat(block.columns()).containsExactly("x");
            assertThat(block.patients()[3]).containsExactly(3.5f);
            assertThat(block.patients()[19])
                    .as("who has no row lacks the modality")
                    .isNull();
        });
        assertThat(folder.apart()).isEmpty();
        assertThat(other.blocks().get(0).patients()[3]).containsExactly(3.5f);
    }

    @Test
    void files_are_known_by_their_plain_content() throws Exception {
        TrainingFolder folder = read(Zips.of(LABELS + ".gz", Zips.classes(), "genomics.csv", Zips.numbers("x")));

        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Zips.classes().getBytes(StandardCharsets.UTF_8)));
        assertThat(folder.files()).contains(new TrainingFolder.Source(LABELS, hash, 20, 0));
        assertThat(folder.files()).extracting(TrainingFolder.Source::name).containsExactly(LABELS, "genomics.csv");
    }

    @Test
    void files_of_one_modality_stand_side_by_side_and_rows_of_strangers_are_counted() throws Exception {
        String more = "id,y,z\np-01,NA,7\np-19,2e1,\nwho,1,1\n";
        TrainingFolder folder = read(
                Zips.of(LABELS, Zips.times(), "mrna.csv", Zips.numbers("x"), "protein.csv", more, "read.me", "text"),
                "",
                Map.of("mrna", Modality.GENOMICS, "protein", Modality.GENOMICS));

        TrainingFolder.Block block = folder.blocks().get(0);
        assertThat(block.columns()).containsExactly("x", "y", "z");
        assertThat(block.patients()[1]).containsExactly(1.5f, Float.NaN, 7f);
        assertThat(block.patients()[19]).containsExactly(Float.NaN, 20f, Float.NaN);
        assertThat(Objects.requireNonNull(block.patients()[0])[2]).isNaN();
        assertThat(folder.files())
                .filteredOn(file -> file.name().equals("protein.csv"))
                .singleElement()
                .satisfies(file -> assertThat(file.strangers()).isEqualTo(1));
        TrainingFolder.Times times = (TrainingFolder.Times) folder.outcomes();
        assertThat(times.days()).startsWith(0, 10, 20);
        assertThat(times.events()).startsWith(false, true, false);
    }

    @Test
    void who_judges_is_told_by_the_folder() throws Exception {
        StringBuilder labels = new StringBuilder("id,class,part\n");
        for (int i = 0; i < 24; i++) {
            labels.append("p-%02d,%s,%s\n".formatted(i, i % 2 == 0 ? "a" : "b", i < 20 ? "train" : "test"));
        }
        TrainingFolder folder = read(Zips.of(LABELS, labels.toString(), "clinical.csv", Zips.numbers("x")));
        boolean[] judges = new boolean[24];
        Arrays.fill(judges, 20, 24, true);

        assertThat(folder.apart()).containsExactly(judges);
        FolderFault nobody =
                fault(Zips.of(LABELS, labels.toString().replace("test", "train"), "clinical.csv", Zips.numbers("x")));
        assertThat(nobody.shown()).contains("has no patient in the part test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    p-01,1.5\\np-02,x    | 3 | x  | a number is expected
                    p-01,1.5\\np-02,1e99 | 3 | x  | the number is too large
                    p-01,1.5\\np-02,0x10 | 3 | x  | a number is expected
                    p-01,1.5\\np-02,Infinity | 3 | x | a number is expected
                    p-01,1.5,2           | 2 | -  | the header has 2 cells and this line 3
                    p-01,1.5\\n\\np-01,2 | 4 | id | the patient is there twice, first in line 2
                    ,1.5                 | 2 | id | the id of a patient is expected
                    """)
    void a_wrong_number_is_told_by_file_line_and_column(String rows, long line, String column, String what) {
        FolderFault fault =
                fault(Zips.of(LABELS, Zips.classes(), "wearables.csv", "id,x\n" + rows.replace("\\n", "\n") + "\n"));

        assertThat(fault.file()).isEqualTo("wearables.csv");
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.shown()).contains("wearables.csv, line " + line, what).doesNotContain("p-0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id\\np-01                          | a column time or class is expected
                    id,time\\np-01,3                   | a column event is expected
                    class\\nlow                        | a column id is expected
                    id,time,event\\np-01,-1,1          | line 2, column time: a number of days from 0 on
                    id,time,event\\np-01,,1            | line 2, column time: a number of days from 0 on
                    id,time,event\\np-01,1,yes         | line 2, column event: 1 or 0 is expected
                    id,class,part\\np-01,a,later       | line 2, column part: train or test is expected
                    id,class\\np-01,                   | line 2, column class: a class of 1 to 64 characters
                    id,class\\np-01,a\\np-01,a         | line 3, column id: the patient is there twice
                    id,class\\np-01,a                  | two classes or more are expected, here 1
                    id,class\\np-01,a\\np-02,b         | the class a has 1 patients to learn from, at least 10
                    id,time,event\\np-01,1,1           | the event has 1 patients to learn from, at least 10
                    id,id,class\\np-01,a,b             | column id: there are two columns of this name
                    id,,class\\np-01,a,b               | the name of column 2 is expected
                    """)
    void wrong_labels_are_told_by_line_and_column(String labels, String what) {
        FolderFault fault =
                fault(Zips.of(LABELS, labels.replace("\\n", "\n") + "\n", "wearables.csv", Zips.numbers("x")));

        assertThat(fault.shown()).startsWith(LABELS).contains(what);
    }

    @Test
    void what_is_missing_or_of_no_modality_is_told() {
        assertThat(fault(Zips.of(LABELS, Zips.classes())).shown()).contains("at least one other CSV file");
        assertThat(fault(Zips.of("imaging.csv", Zips.numbers("x"))).shown()).contains("labels.csv and at least one");
        assertThat(fault(Zips.of(LABELS, Zips.classes(), "mrna.csv", Zips.numbers("x")))
                        .shown())
                .contains("mrna.csv: of which modality", "modalities=mrna:genomics");
        assertThat(fault(Zips.of(LABELS, Zips.classes(), "imaging.csv", "x,id\n1,p-01\n"))
                        .shown())
                .contains("imaging.csv, line 1: the column id is expected first");
        assertThat(fault(Zips.of(LABELS, "", "imaging.csv", Zips.numbers("x"))).shown())
                .contains("labels.csv: the file is empty");
        assertThat(fault(Zips.of("a/" + LABELS, Zips.classes(), "b/" + LABELS, Zips.classes()))
                        .shown())
                .contains("two files of this name");
        Map<String, Modality> named = Map.of("rna", Modality.GENOMICS);
        byte[] zip = Zips.of(LABELS, Zips.classes(), "imaging.csv", Zips.numbers("x"));
        assertThat(catchThrowableOfType(FolderFault.class, () -> read(zip, "", named))
                        .shown())
                .contains("rna.csv, which is not in the zip");
        byte[] twice = Zips.of(LABELS, Zips.classes(), "imaging.csv", Zips.numbers("x"), "ct.csv", Zips.numbers("x"));
        assertThat(catchThrowableOfType(FolderFault.class, () -> read(twice, "", Map.of("ct", Modality.IMAGING)))
                        .shown())
                .contains("another file of imaging has a column of this name");
    }

    @Test
    void what_is_no_zip_or_no_text_is_told() {
        byte[] whole = Zips.of(LABELS, Zips.classes(), "imaging.csv", Zips.numbers("x"));

        assertThat(fault("id,class\n".getBytes(StandardCharsets.UTF_8)).shown()).contains("labels.csv and at least");
        assertThat(fault(Arrays.copyOf(whole, 60)).shown()).contains("damaged");
        assertThat(fault(Zips.of(LABELS, "id,class\n\"p-01,low\n")).shown()).contains("a quote that is not closed");
        assertThat(fault(Zips.of(LABELS, "x\n")).shown()).contains("a column id is expected");
    }

    @Test
    void what_is_no_utf8_is_told() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(LABELS));
            zip.write("id,class\np-01,h\u00f6her\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(fault(bytes.toByteArray()).shown()).contains("labels.csv", "it is not UTF-8");
    }

    @Test
    void whatever_is_more_than_is_taken_says_both_numbers() {
        byte[] zip = Zips.of(LABELS, Zips.classes(), "imaging.csv", Zips.numbers("x"));

        assertThat(fault(zip, "max-body = 100").shown()).contains("larger than 100 bytes");
        assertThat(fault(zip, "max-content = 300").shown()).contains("more than 300 bytes, not packed");
        assertThat(fault(zip, "max-patients = 19").shown()).contains("more than 19 patients");
        assertThat(fault(zip, "max-cells = 18").shown()).contains("more than 18 numbers");
        assertThat(fault(Zips.of(LABELS, Zips.classes(), "imaging.csv", "id,a,b,c\n"), "max-columns = 2")
                        .shown())
                .contains("it has 3 columns of numbers, at most 2 are taken");
        assertThat(fault(Zips.of(LABELS, Zips.classes(), "a.txt", "", "b.txt", ""), "max-files = 2")
                        .shown())
                .contains("more than 2 files");
        assertThat(fault(Zips.of("zeros.txt", "0".repeat(100_000)), "max-content = 1000")
                        .isTooLarge())
                .as("what is passed over counts, too")
                .isTrue();
        assertThat(fault(zip, "max-cells = 18").isTooLarge()).isTrue();
    }
}

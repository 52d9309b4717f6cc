package io.anamnesis.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectIoTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void the_probe_answers_on_any_file_system_and_leaves_nothing_behind() {
        assertThatCode(() -> DirectIo.works(folder)).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void where_nothing_can_be_written_it_does_not_work() throws Exception {
        assertThat(DirectIo.works(folder.resolve("absent"))).isFalse();
    }
}

package io.anamnesis.node.load;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where in the input something stands.
 *
 * @param line from 1; 0 for the file as a whole, or where it has no lines
 * @param element where in the file, such as an entry of an archive; null where the line says it all
 */
record Place(Path file, long line, @Nullable String element) {
    Place(Path file, long line) {
        this(file, line, null);
    }

    @Override
    public String toString() {
        String where = element == null ? file.toString() : file + " " + element;
        return line == 0 ? where : where + " line " + line;
    }
}

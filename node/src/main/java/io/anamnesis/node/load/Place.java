package io.anamnesis.node.load;

import java.nio.file.Path;

/**
 * Where in the input something stands.
 *
 * @param line from 1; 0 for the file as a whole
 */
record Place(Path file, long line) {
    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + " line " + line;
    }
}

package io.anamnesis.node.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much the processes had to say.
 *
 * @param lines in all logs that were not rolled over yet
 * @param traces lines of stack traces among them
 */
record LogCensus(long lines, long warnings, long errors, long traces) {
    /** Reads every log of a folder. */
    static LogCensus of(Path folder) throws IOException {
        long lines = 0;
        long warnings = 0;
        long errors = 0;
        long traces = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.{log,out}")) {
            for (Path log : logs) {
                try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        lines++;
                        warnings += line.contains("Z WARN ") ? 1 : 0;
                        errors += line.contains("Z ERROR ") ? 1 : 0;
                        traces += line.startsWith("\tat ") ? 1 : 0;
                    }
                }
            }
        }
        return new LogCensus(lines, warnings, errors, traces);
    }

    @Override
    public String toString() {
        return String.format(
                "%,d lines, %,d warnings, %,d errors, %,d lines of stack traces", lines, warnings, errors, traces);
    }
}

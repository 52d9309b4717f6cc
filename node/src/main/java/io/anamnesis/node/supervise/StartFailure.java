package io.anamnesis.node.supervise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A child did not come up. The message says which and why; {@link #tail} holds the last lines of its log. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;
    /** Every JVM of ours begins with this line, which explains nothing. */
    private static final String JVM_GREETING = "WARNING: Using incubator modules";

    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 16_384;

    private final transient List<String> tail;

    StartFailure(String message, List<String> tail) {
        super(message);
        this.tail = List.copyOf(tail);
    }

    /** The last lines that the child wrote. */
    public List<String> tail() {
        return tail;
    }

    /** The last lines of the first of the files that has any. */
    public static List<String> tailOf(Path... files) {
        for (Path file : files) {
            List<String> lines = lastLines(file);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private static List<String> lastLines(Path file) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            ByteBuffer buffer = ByteBuffer.allocate(TAIL_BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // until the end or the buffer is full
            }
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(JVM_GREETING))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}

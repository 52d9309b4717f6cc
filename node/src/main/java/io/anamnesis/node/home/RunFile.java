package io.anamnesis.node.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and replaces {@code run.json}. */
public final class RunFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    public RunFile(Path file) {
        this.file = file;
    }

    /**
     * What the file says; empty where there is none.
     *
     * @throws IOException where it can't be read or was written by another version
     */
    public Optional<RunState> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        RunState state;
        try {
            state = JSON.readValue(bytes, RunState.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " does not read as a run state; remove it when nothing runs", e);
        }
        if (state.version() != RunState.VERSION) {
            throw new IOException(file + " has version " + state.version() + ", expected " + RunState.VERSION);
        }
        return Optional.of(state);
    }

    /** As {@link #read}, where at least one of its processes lives. */
    public Optional<RunState> readLive() throws IOException {
        return read().filter(RunState::anyLive);
    }

    /** Replaces the file: a reader sees the old state or the new one. */
    public void write(RunState state) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        WholeFile.replace(file, JSON.writeValueAsBytes(state));
    }

    /** Removes the file, if there. */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}

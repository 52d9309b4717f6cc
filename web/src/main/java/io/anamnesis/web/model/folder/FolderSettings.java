package io.anamnesis.web.model.folder;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** The keys under {@code anamnesis.web.training-folder}; {@code reference.conf} explains each. Sizes in bytes. */
public record FolderSettings(
        long maxBody,
        long maxContent,
        int maxFiles,
        int maxPatients,
        int maxColumns,
        long maxCells,
        int maxConcurrent,
        int pipe) {

    public FolderSettings {
        if (maxBody < 1
                || maxContent < 1
                || maxFiles < 2
                || maxPatients < 1
                || maxColumns < 1
                || maxCells < 1
                || maxConcurrent < 1
                || pipe < 1) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.training-folder", "every limit is at least 1, and of files at least 2");
        }
    }

    /** Reads the settings out of their own section. */
    public static FolderSettings from(Config folder) {
        return new FolderSettings(
                folder.getBytes("max-body"),
                folder.getBytes("max-content"),
                folder.getInt("max-files"),
                folder.getInt("max-patients"),
                folder.getInt("max-columns"),
                folder.getLong("max-cells"),
                folder.getInt("max-concurrent"),
                Math.toIntExact(folder.getBytes("pipe")));
    }
}

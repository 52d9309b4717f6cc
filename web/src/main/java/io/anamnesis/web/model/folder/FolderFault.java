package io.anamnesis.web.model.folder;

import org.jspecify.annotations.Nullable;

/** A folder can't be learned from, and where that is so. Holds no cell and no id. */
public final class FolderFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String file;
    private final long line;
    private final @Nullable String column;
    private final boolean tooLarge;

    private FolderFault(@Nullable String file, long line, @Nullable String column, String what, boolean tooLarge) {
        super(what, null, false, false);
        this.file = file;
        this.line = line;
        this.column = column;
        this.tooLarge = tooLarge;
    }

    static FolderFault of(@Nullable String file, String what) {
        return new FolderFault(file, 0, null, what, false);
    }

    static FolderFault at(String file, long line, String what) {
        return new FolderFault(file, line, null, what, false);
    }

    static FolderFault at(String file, long line, String column, String what) {
        return new FolderFault(file, line, column, what, false);
    }

    static FolderFault tooLarge(@Nullable String file, String what) {
        return new FolderFault(file, 0, null, what, true);
    }

    /** The name of the file; null of the whole. */
    public @Nullable String file() {
        return file;
    }

    /** From 1; 0 of the whole file. */
    public long line() {
        return line;
    }

    /** The name of the column; null of the whole line. */
    public @Nullable String column() {
        return column;
    }

    /** Whether it is more than is taken. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** A sentence without its stop, with the place before it. */
    public String shown() {
        StringBuilder where = new StringBuilder();
        if (file != null) {
            where.append(file);
        }
        if (line > 0) {
            where.append(", line ").append(line);
        }
        if (column != null) {
            where.append(", column ").append(column);
        }
        return where.isEmpty() ? String.valueOf(getMessage()) : where + ": " + getMessage();
    }
}

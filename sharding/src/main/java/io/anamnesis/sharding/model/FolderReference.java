package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.TrainingFolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a folder is on record: its content, and not where it lay. */
final class FolderReference {
    private FolderReference() {}

    private static List<TrainingFolder.Source> files(TrainingFolder folder) {
        return folder.files().stream()
                .sorted(Comparator.comparing(TrainingFolder.Source::name))
                .toList();
    }

    /** SHA-256 over a line a file, in the order of names: the file's own, two blanks, its name, as {@code sha256sum *.csv} writes them. */
    static String hash(TrainingFolder folder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files(folder)
                    .forEach(file -> digest.update(
                            (file.sha256() + "  " + file.name() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The hash comes first: of many files the text is cut at its end. */
    static String text(TrainingFolder folder) {
        return "folder: sha256:" + hash(folder) + "; patients: "
                + folder.outcomes().size() + ", " + outcomes(folder)
                + apart(folder) + "; files: "
                + files(folder).stream()
                        .map(file -> file.name() + " sha256:" + file.sha256() + " " + file.rows() + " rows")
                        .collect(Collectors.joining(", "));
    }

    private static String outcomes(TrainingFolder folder) {
        if (folder.outcomes() instanceof TrainingFolder.Times times) {
            return IntStream.range(0, times.size())
                            .filter(row -> times.events()[row])
                            .count()
                    + " with the event";
        }
        TrainingFolder.Classes classes = (TrainingFolder.Classes) folder.outcomes();
        int[] of = new int[classes.names().size()];
        for (int each : classes.of()) {
            of[each]++;
        }
        return IntStream.range(0, of.length)
                .mapToObj(k -> of[k] + " " + classes.names().get(k))
                .collect(Collectors.joining(", "));
    }

    private static String apart(TrainingFolder folder) {
        boolean[] apart = folder.apart();
        if (apart.length == 0) {
            return "";
        }
        return "; of them judge, as the folder says: "
                + IntStream.range(0, apart.length).filter(row -> apart[row]).count();
    }
}

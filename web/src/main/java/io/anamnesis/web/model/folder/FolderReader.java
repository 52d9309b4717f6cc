package io.anamnesis.web.model.folder;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder out of a zip: {@code labels.csv}, and a file of numbers a modality. Files are taken by the last part of their names, plain or
 * as {@code .csv.gz}, in any order; what is no CSV file is passed over. For one upload and one thread.
 */
public final class FolderReader {
    private static final String CSV = ".csv";
    private static final String GZIP = ".gz";
    /** Cells and bytes are bounded as they are, so that tables that are all zeros may be packed as well as they can be. */
    private static final long ANY_INFLATION = Long.MAX_VALUE / BoundedInput.MAX_INFLATION;

    private final FolderSettings settings;
    private final Map<String, Modality> modalities;
    private final Map<String, NumbersTable> tables = new TreeMap<>();
    private @Nullable LabelsTable labels;
    private long cells;
    private long bytes;
    private int files;

    /** @param modalities by the name of a file without {@code .csv}, of files that are not called as their modality */
    public FolderReader(FolderSettings settings, Map<String, Modality> modalities) {
        this.settings = settings;
        this.modalities = Map.copyOf(modalities);
    }

    /**
     * Reads all of it.
     *
     * @throws FolderFault where something is wrong, and where
     * @throws IOException where the body fails
     */
    public TrainingFolder read(InputStream body) throws FolderFault, IOException {
        BoundedInput source = BoundedInput.source(body, settings.maxBody());
        try (ZipInputStream zip = new ZipInputStream(source)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++files > settings.maxFiles()) {
                    throw FolderFault.tooLarge(
                            null, "the zip holds more than " + settings.maxFiles() + " files, the most that are taken");
                }
                entry(entry, zip);
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw FolderFault.of(null, "the zip is damaged, or is none");
        } catch (UnreadableInput e) {
            if (source.count() > settings.maxBody()) {
                throw FolderFault.tooLarge(
                        null, "the zip is larger than " + settings.maxBody() + " bytes, the most that is taken");
            }
            throw e.code().equals("too-large")
                    ? FolderFault.tooLarge(
                            null,
                            "all files together have more than " + settings.maxContent()
                                    + " bytes, not packed, the most that are taken")
                    : FolderFault.of(null, "what is packed is damaged");
        }
        return joined();
    }

    private void entry(ZipEntry entry, InputStream zip) throws FolderFault, IOException {
        String path = entry.getName();
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean packed = last.endsWith(CSV + GZIP);
        String name = packed ? last.substring(0, last.length() - GZIP.length()) : last;
        BoundedInput plain = bounded(zip);
        if (entry.isDirectory() || path.startsWith("__MACOSX/") || last.startsWith(".") || !name.endsWith(CSV)) {
            plain.transferTo(OutputStream.nullOutputStream());
        } else if (packed) {
            BoundedInput unpacked = bounded(new GZIPInputStream(plain));
            file(name, unpacked);
            bytes += unpacked.count();
        } else {
            file(name, plain);
        }
        bytes += plain.count();
    }

    private BoundedInput bounded(InputStream packed) {
        return BoundedInput.inflated(packed, settings.maxContent() - bytes, () -> ANY_INFLATION);
    }

    private void file(String name, InputStream content) throws FolderFault, IOException {
        boolean isLabels = name.equals(LabelsTable.NAME);
        String key = name.substring(0, name.length() - CSV.length());
        if (isLabels ? labels != null : tables.containsKey(key)) {
            throw FolderFault.of(name, "the zip holds two files of this name");
        }
        if (!isLabels) {
            modality(name, key);
        }
        CsvFile file = new CsvFile(name, content);
        if (isLabels) {
            labels = LabelsTable.read(file, settings);
        } else {
            tables.put(key, NumbersTable.read(file, settings, this::take));
        }
    }

    private void take(CsvFile file, int more) throws FolderFault {
        cells += more;
        if (cells > settings.maxCells()) {
            throw FolderFault.tooLarge(
                    file.name(),
                    "all files together have more than " + settings.maxCells() + " numbers, the most that are taken");
        }
    }

    private Modality modality(String name, String key) throws FolderFault {
        Modality named = modalities.get(key);
        Modality modality = named == null ? Modality.ofWireName(key).orElse(null) : named;
        if (modality == null) {
            List<String> words =
                    Arrays.stream(Modality.values()).map(Modality::wireName).toList();
            throw FolderFault.of(
                    name,
                    "of which modality it is has to be said, by its name (such as " + words.get(0) + CSV
                            + ") or beside (modalities=" + key + ":" + words.get(0) + ", or --modality " + key + "="
                            + words.get(0) + "); modalities are "
                            + String.join(", ", words));
        }
        return modality;
    }

    private TrainingFolder joined() throws FolderFault {
        LabelsTable found = labels;
        if (found == null || tables.isEmpty()) {
            throw FolderFault.of(
                    null,
                    LabelsTable.NAME + " and at least one other CSV file, of a modality, are expected in the zip");
        }
        for (String key : modalities.keySet()) {
            if (!tables.containsKey(key)) {
                throw FolderFault.of(null, "a modality is named for " + key + CSV + ", which is not in the zip");
            }
        }
        Set<String> ids = found.people().keySet();
        List<TrainingFolder.Source> sources = new ArrayList<>(List.of(found.source()));
        Map<Modality, List<NumbersTable>> byModality = new TreeMap<>();
        for (Map.Entry<String, NumbersTable> table : tables.entrySet()) {
            sources.add(table.getValue().source(ids));
            byModality
                    .computeIfAbsent(
                            modality(table.getValue().file().name(), table.getKey()), each -> new ArrayList<>())
                    .add(table.getValue());
        }
        List<TrainingFolder.Block> blocks = new ArrayList<>();
        for (Map.Entry<Modality, List<NumbersTable>> each : byModality.entrySet()) {
            blocks.add(block(each.getKey(), each.getValue(), ids));
        }
        return new TrainingFolder(sources, blocks, found.outcomes(), found.apart());
    }

    /** Files of one modality side by side. Whoever is in one of them has the modality. */
    private static TrainingFolder.Block block(Modality modality, List<NumbersTable> parts, Set<String> ids)
            throws FolderFault {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NumbersTable part : parts) {
            for (String column : part.columns()) {
                if (!seen.add(column)) {
                    throw FolderFault.at(
                            part.file().name(),
                            part.file().headerLine(),
                            column,
                            "another file of " + modality.wireName() + " has a column of this name, too");
                }
                columns.add(column);
            }
        }
        float[] @Nullable [] patients = new float[ids.size()][];
        int row = 0;
        for (String id : ids) {
            patients[row++] = vector(parts, id, columns.size());
        }
        return new TrainingFolder.Block(modality, columns, patients);
    }

    private static float @Nullable [] vector(List<NumbersTable> parts, String id, int width) {
        float[] vector = new float[width];
        Arrays.fill(vector, Float.NaN);
        boolean any = false;
        int at = 0;
        for (NumbersTable part : parts) {
            NumbersTable.Numbers numbers = part.patients().get(id);
            if (numbers != null) {
                System.arraycopy(numbers.values(), 0, vector, at, numbers.values().length);
                any = true;
            }
            at += part.columns().size();
        }
        return any ? vector : null;
    }
}

package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The way in: recognises and reads exports of wearables by their content, never by a file's name. */
public final class WearableFormats {
    private static final List<FormatReader> READERS = readers();
    private static final WearableFormat ARCHIVE = new WearableFormat(
            Intake.ARCHIVE, "the signature of a zip that is no workbook", "what its files give, each read as a file");

    private WearableFormats() {}

    /** In the order in which they are asked: from formats that prove themselves to the generic one. */
    private static List<FormatReader> readers() {
        List<FormatReader> readers = new ArrayList<>();
        readers.add(new Ipro2Workbook());
        readers.add(new NightscoutJson());
        readers.add(new OpenMHealthJson());
        readers.add(new NightscoutCsv());
        List<TableLayout> layouts = new ArrayList<>(
                List.of(new DexcomClarity(), new FreeStyleLibre(), new MedtronicCareLink(), new NightscoutSections()));
        layouts.addAll(FitbitTables.all());
        layouts.addAll(ResearchTables.all());
        layouts.add(new GenericTable());
        layouts.forEach(layout -> readers.add(new TableReader(layout)));
        return List.copyOf(readers);
    }

    /** Every format that {@link #read} takes by name, and the archive of files. */
    public static List<WearableFormat> list() {
        List<WearableFormat> formats = new ArrayList<>();
        READERS.forEach(reader -> formats.add(reader.format()));
        formats.add(ARCHIVE);
        return List.copyOf(formats);
    }

    /**
     * The format of an input that begins so; looks into gzip, not into zip.
     *
     * @param firstBytes the beginning of the input; 64 KiB are enough, fewer may be too few
     */
    public static Optional<WearableFormat> recognise(byte[] firstBytes) {
        Opening opening = new Opening(Arrays.copyOf(firstBytes, Math.min(firstBytes.length, Opening.MAX_BYTES)));
        if (opening.startsWith(0x1f, 0x8b)) {
            opening = new Opening(inflatedBeginning(firstBytes));
        }
        if (opening.startsWith('P', 'K', 3, 4) && !opening.isWorkbook()) {
            return Optional.of(ARCHIVE);
        }
        Opening shown = opening;
        return READERS.stream()
                .filter(reader -> reader.recognises(shown))
                .map(FormatReader::format)
                .findFirst();
    }

    private static byte[] inflatedBeginning(byte[] compressed) {
        byte[] beginning = new byte[Opening.MAX_BYTES];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            int read = in.read(beginning, 0, beginning.length);
            while (read > 0) {
                length += read;
                read = in.read(beginning, length, beginning.length - length);
            }
        } catch (IOException e) {
            // the bytes are a beginning, so the compressed data end early; what came out so far is what we want
        }
        return Arrays.copyOf(beginning, length);
    }

    /**
     * Reads an input, plain, gzip or zip, and tells the sink of every row. Blocks; closes nothing.
     *
     * @param in the input, from its first byte
     * @param formatName a name out of {@link #list()} to read it as, or null to recognise it
     * @return the counts, once the whole input is read
     * @throws UnreadableInput where the input as a whole, or from some place on, can't be read
     * @throws IOException where {@code in} itself fails, or a temporary file does
     */
    public static ReadReport read(InputStream in, @Nullable String formatName, ReadOptions options, WearableSink sink)
            throws IOException {
        Tally tally = new Tally(sink);
        FormatReader given = formatName == null || formatName.equals(ARCHIVE.name()) ? null : named(formatName);
        return tally.report(new Intake(READERS, options, tally).read(in, given));
    }

    private static FormatReader named(String name) {
        return READERS.stream()
                .filter(reader -> reader.format().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnreadableInput("unknown-format", "no format has the given name", "input"));
    }
}

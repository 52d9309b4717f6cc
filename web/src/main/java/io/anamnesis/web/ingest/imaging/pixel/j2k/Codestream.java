package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** A JPEG 2000 codestream: its marker segments (annex A), and from them the samples. */
public final class Codestream {
    /** What one frame may have: four bytes of each are held, and for a while eight. */
    static final int MAX_SAMPLES = 1 << 26;

    /** The standard has 16,384; pixels of a data set have at most four. */
    static final int MAX_COMPONENTS = 4;

    /** The standard has 38. */
    static final int MAX_PRECISION = 16;

    static final int MAX_COORDINATE = 1 << 29;
    static final int MAX_PROGRESSIONS = 32;

    private static final int SOC = 0xff4f;
    private static final int SIZ = 0xff51;
    private static final int PPM = 0xff60;
    private static final int PPT = 0xff61;
    private static final int SOT = 0xff90;
    private static final int SOD = 0xff93;
    private static final int EOC = 0xffd9;

    /** Reserved (table A.1). */
    private static final int FIRST_WITHOUT_CONTENT = 0xff30;

    private static final int LAST_WITHOUT_CONTENT = 0xff3f;

    private final Cursor cursor;
    private final ImageSize size;
    private final CodingParameters parameters;
    private final Map<Integer, Cursor> packedHeaders = new TreeMap<>();
    private final Map<Integer, TileParts> tiles = new TreeMap<>();

    private Codestream(Cursor cursor) {
        this.cursor = cursor;
        if (!cursor.passes(SOC) || !cursor.passes(SIZ)) {
            throw UnusableCodestream.malformed("a frame does not begin with SOC and SIZ");
        }
        size = ImageSize.read(content());
        parameters = new CodingParameters(size.components());
    }

    /**
     * Reads the size; nothing that depends on it is held yet.
     *
     * @param stream a bare codestream or a JP2 file
     * @throws UnusableCodestream where it is none, is too large, or is of another part of the standard
     */
    public static Codestream read(byte[] stream) {
        return new Codestream(Jp2Boxes.codestream(stream));
    }

    /** What the SIZ marker segment says. */
    public ImageSize size() {
        return size;
    }

    /**
     * All samples, to be called once.
     *
     * @return one plane a component, row by row, each sample within its component's precision
     * @throws UnusableCodestream where the codestream is damaged or incomplete
     */
    public int[][] decode() {
        mainHeader();
        tileParts();
        long count = size.tilesAcross() * size.tilesDown();
        if (tiles.size() < count) {
            throw UnusableCodestream.truncated("the image has " + count + " tiles and the frame " + tiles.size());
        }
        int[][] planes = new int[size.components()][size.width() * size.height()];
        Work work = new Work(cursor.bytes().length);
        for (Map.Entry<Integer, TileParts> tile : tiles.entrySet()) {
            try {
                new TileDecoder(size, tile.getKey(), tile.getValue(), work).decode(planes);
            } catch (UnusableCodestream e) {
                throw e.in("tile " + tile.getKey());
            }
        }
        return planes;
    }

    /** Up to the first SOT, which is passed. */
    private void mainHeader() {
        for (int marker = marker(); marker != SOT; marker = marker()) {
            if (marker == PPM) {
                Cursor content = content();
                packedHeaders.put(content.u8(), content);
            } else {
                parameters.segment(marker, content());
            }
        }
    }

    private int marker() {
        int at = cursor.at();
        int marker = cursor.u16();
        while (marker >= FIRST_WITHOUT_CONTENT && marker <= LAST_WITHOUT_CONTENT) {
            marker = cursor.u16();
        }
        if (marker < FIRST_WITHOUT_CONTENT || marker == EOC) {
            throw UnusableCodestream.malformed("at byte " + at + " a marker segment is expected");
        }
        return marker;
    }

    /** What a marker segment holds behind its length. */
    private Cursor content() {
        int at = cursor.at();
        int length = cursor.u16();
        if (length < 2) {
            throw UnusableCodestream.malformed("the segment at byte " + at + " says a length of " + length);
        }
        return cursor.part(length - 2);
    }

    /** Each from behind its SOT on; the end of the stream stands for a missing EOC. */
    private void tileParts() {
        Cursor packed = TileParts.joined(new ArrayList<>(packedHeaders.values()));
        do {
            int begin = cursor.at() - 2;
            Cursor content = content();
            int index = content.u16();
            long length = content.u32();
            if (index >= size.tilesAcross() * size.tilesDown() || (length != 0 && length < 14)) {
                throw UnusableCodestream.malformed(
                        "the tile-part at byte " + begin + " is of tile " + index + " and says a length of " + length);
            }
            tilePart(tiles.computeIfAbsent(index, absent -> new TileParts(parameters)), begin, length, packed);
        } while (cursor.passes(SOT));
    }

    private void tilePart(TileParts tile, int begin, long length, Cursor packed) {
        Map<Integer, Cursor> headers = new TreeMap<>();
        for (int marker = marker(); marker != SOD; marker = marker()) {
            Cursor content = content();
            if (marker == PPT) {
                headers.put(content.u8(), content);
            } else {
                tile.parameters().segment(marker, content);
            }
        }
        if (!packedHeaders.isEmpty()) {
            tile.addPackedHeaders(packed.part((int) Math.min(packed.u32(), Integer.MAX_VALUE)));
        }
        headers.values().forEach(tile::addPackedHeaders);
        // a length is a claim: a stream that is cut short is believed as far as it goes, and its packets tell what is
        // missing
        tile.addBody(cursor.atMost(length == 0 ? Long.MAX_VALUE : Math.max(0, length - (cursor.at() - begin))));
    }
}

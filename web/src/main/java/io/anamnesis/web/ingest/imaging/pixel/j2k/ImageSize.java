package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * The image, its tiles and its components: the SIZ marker segment (A.5.1), of which every component is sampled at every point of
 * the reference grid.
 */
public final class ImageSize {
    private final Rectangle image;
    private final Rectangle firstTile;
    private final int[] depths;

    private ImageSize(Rectangle image, Rectangle firstTile, int[] depths) {
        this.image = image;
        this.firstTile = firstTile;
        this.depths = depths;
    }

    static ImageSize read(Cursor segment) {
        int capabilities = segment.u16();
        if ((capabilities & 0x4000) != 0) {
            throw UnusableCodestream.notDecoded(
                    "transfer-syntax-not-decoded", "the codestream is high-throughput JPEG 2000 (Part 15)");
        }
        int right = coordinate(segment);
        int bottom = coordinate(segment);
        Rectangle image = new Rectangle(coordinate(segment), coordinate(segment), right, bottom);
        int tileWidth = extent(segment);
        int tileHeight = extent(segment);
        int tileLeft = coordinate(segment);
        int tileTop = coordinate(segment);
        Rectangle tile = new Rectangle(tileLeft, tileTop, tileLeft + tileWidth, tileTop + tileHeight);
        if (image.isEmpty()
                || tile.x0() > image.x0()
                || tile.y0() > image.y0()
                || tile.x1() <= image.x0()
                || tile.y1() <= image.y0()) {
            throw UnusableCodestream.malformed("the image is empty, or its first tile lies beside it");
        }
        ImageSize size = new ImageSize(image, tile, components(segment));
        long samples = (long) image.width() * image.height() * size.components();
        if (samples > Codestream.MAX_SAMPLES) {
            throw UnusableCodestream.tooLarge("samples", Codestream.MAX_SAMPLES, samples);
        }
        if (size.tilesAcross() * size.tilesDown() > 65_535) {
            throw UnusableCodestream.tooLarge("tiles", 65_535, size.tilesAcross() * size.tilesDown());
        }
        return size;
    }

    private static int[] components(Cursor segment) {
        int count = segment.u16();
        if (count == 0 || count > Codestream.MAX_COMPONENTS) {
            throw UnusableCodestream.tooLarge("components and one at least", Codestream.MAX_COMPONENTS, count);
        }
        int[] depths = new int[count];
        for (int i = 0; i < count; i++) {
            depths[i] = segment.u8();
            if ((depths[i] & 0x7f) + 1 > Codestream.MAX_PRECISION) {
                throw UnusableCodestream.notDecoded(
                        "bits-not-decoded",
                        "samples of at most " + Codestream.MAX_PRECISION + " bits are decoded, these have "
                                + ((depths[i] & 0x7f) + 1));
            }
            if (segment.u16() != 0x0101) {
                throw UnusableCodestream.notDecoded(
                        "subsampled-pixels", "component " + i + " is not sampled at every point, which is not decoded");
            }
        }
        return depths;
    }

    /** Kept so small that sums of coordinates and rounded extents stay within an int. */
    private static int coordinate(Cursor segment) {
        long value = segment.u32();
        if (value > Codestream.MAX_COORDINATE) {
            throw UnusableCodestream.tooLarge("as a coordinate", Codestream.MAX_COORDINATE, value);
        }
        return (int) value;
    }

    /** A tile may be far larger than its image; what is beyond any image does not matter. */
    private static int extent(Cursor segment) {
        return (int) Math.min(segment.u32(), Codestream.MAX_COORDINATE + 1L);
    }

    /** Columns of the image. */
    public int width() {
        return image.width();
    }

    /** Rows of the image. */
    public int height() {
        return image.height();
    }

    /** Samples of a pixel. */
    public int components() {
        return depths.length;
    }

    /** Bits of a component's sample, 1 to 16, its sign among them. */
    public int precision(int component) {
        return (depths[component] & 0x7f) + 1;
    }

    /** Whether a component has samples below zero. */
    public boolean signed(int component) {
        return (depths[component] & 0x80) != 0;
    }

    Rectangle image() {
        return image;
    }

    long tilesAcross() {
        return ceilDiv((long) image.x1() - firstTile.x0(), firstTile.width());
    }

    long tilesDown() {
        return ceilDiv((long) image.y1() - firstTile.y0(), firstTile.height());
    }

    private static long ceilDiv(long value, long by) {
        return (value + by - 1) / by;
    }

    /** A tile's place, by its number from 0 (equations B-7 to B-10). */
    Rectangle tile(int index) {
        long across = index % tilesAcross();
        long down = index / tilesAcross();
        long left = firstTile.x0() + across * firstTile.width();
        long top = firstTile.y0() + down * firstTile.height();
        return new Rectangle(
                (int) Math.max(left, image.x0()),
                (int) Math.max(top, image.y0()),
                (int) Math.min(left + firstTile.width(), image.x1()),
                (int) Math.min(top + firstTile.height(), image.y1()));
    }
}

package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.List;

/** A part of a resolution level, of which each layer has one packet. */
final class Precinct {
    final int component;
    final int resolution;
    final int number;

    /** Where it comes in the orders by position: on the reference grid, within the tile. */
    final long x;

    final long y;
    final ComponentStyle style;
    final List<Blocks> subbands;
    int layersRead;

    Precinct(int component, int resolution, int number, long x, long y, ComponentStyle style, List<Blocks> subbands) {
        this.component = component;
        this.resolution = resolution;
        this.number = number;
        this.x = x;
        this.y = y;
        this.style = style;
        this.subbands = subbands;
    }

    /** The code-blocks of one subband that lie in the precinct, row by row. */
    static final class Blocks {
        final Subband subband;
        final int across;
        final CodeBlock[] blocks;
        final TagTree inclusion;
        final TagTree zeroPlanes;

        private Blocks(Subband subband, int across, CodeBlock[] blocks) {
            this.subband = subband;
            this.across = across;
            this.blocks = blocks;
            this.inclusion = new TagTree(across, blocks.length / across);
            this.zeroPlanes = new TagTree(across, blocks.length / across);
        }

        /** Of an area that is not empty (B.7). */
        static Blocks of(Subband subband, Rectangle area, int widthExponent, int heightExponent, Budget budget) {
            int left = area.x0() >> widthExponent;
            int top = area.y0() >> heightExponent;
            int across = ((area.x1() - 1) >> widthExponent) + 1 - left;
            int down = ((area.y1() - 1) >> heightExponent) + 1 - top;
            budget.parts((long) across * down);
            CodeBlock[] blocks = new CodeBlock[across * down];
            for (int i = 0; i < blocks.length; i++) {
                int x = left + i % across;
                int y = top + i / across;
                Rectangle cell = new Rectangle(
                        x << widthExponent, y << heightExponent, (x + 1) << widthExponent, (y + 1) << heightExponent);
                blocks[i] = new CodeBlock(cell.and(area));
            }
            return new Blocks(subband, across, blocks);
        }
    }
}

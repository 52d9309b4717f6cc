package io.anamnesis.web.ingest.imaging.pixel.j2k;

import io.anamnesis.web.ingest.imaging.pixel.j2k.Precinct.Blocks;
import java.util.ArrayList;
import java.util.List;

/** One resolution level of a tile's component, with its precincts (B.5 to B.7). */
final class Resolution {
    final Rectangle place;
    final List<Subband> subbands = new ArrayList<>();
    final List<Precinct> precincts = new ArrayList<>();

    /** All levels, the lowest first. */
    static List<Resolution> of(Rectangle tile, int component, ComponentStyle style, Budget budget) {
        List<Resolution> levels = new ArrayList<>();
        for (int r = 0; r <= style.decompositions; r++) {
            levels.add(new Resolution(tile, component, r, style, budget));
        }
        return levels;
    }

    private Resolution(Rectangle tile, int component, int level, ComponentStyle style, Budget budget) {
        int below = style.decompositions - level;
        place = tile.reduced(below, 0, 0);
        if (level == 0) {
            subbands.add(new Subband(0, 0, 0, 0, place));
        } else {
            for (int orientation = 1; orientation < 4; orientation++) {
                int xo = orientation & 1;
                int yo = orientation >> 1;
                subbands.add(
                        new Subband(xo, yo, 3 * (level - 1) + orientation, level - 1, tile.reduced(below + 1, xo, yo)));
            }
        }
        if (!place.isEmpty()) {
            precincts(tile, component, level, style, budget);
        }
    }

    private void precincts(Rectangle tile, int component, int level, ComponentStyle style, Budget budget) {
        int widthExponent = style.precinctWidthExponent(level);
        int heightExponent = style.precinctHeightExponent(level);
        int left = place.x0() >> widthExponent;
        int top = place.y0() >> heightExponent;
        int across = ((place.x1() - 1) >> widthExponent) + 1 - left;
        int down = ((place.y1() - 1) >> heightExponent) + 1 - top;
        budget.precincts((long) across * down);
        // a subband has half of the level's coordinates
        int halved = level == 0 ? 0 : 1;
        int below = style.decompositions - level;
        for (int number = 0; number < across * down; number++) {
            int x = left + number % across;
            int y = top + number / across;
            Rectangle cell = new Rectangle(
                    x << (widthExponent - halved),
                    y << (heightExponent - halved),
                    (x + 1) << (widthExponent - halved),
                    (y + 1) << (heightExponent - halved));
            List<Blocks> blocks = new ArrayList<>(subbands.size());
            for (Subband subband : subbands) {
                Rectangle area = cell.and(subband.place());
                if (!area.isEmpty()) {
                    blocks.add(Blocks.of(
                            subband,
                            area,
                            Math.min(style.blockWidthExponent, widthExponent - halved),
                            Math.min(style.blockHeightExponent, heightExponent - halved),
                            budget));
                }
            }
            // the first of a row or column may begin in front of the tile
            long gridX = Math.max(tile.x0(), (long) x << (widthExponent + below));
            long gridY = Math.max(tile.y0(), (long) y << (heightExponent + below));
            precincts.add(new Precinct(component, level, number, gridX, gridY, style, blocks));
        }
    }
}

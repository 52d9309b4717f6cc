package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes one tile into the planes of its image. */
final class TileDecoder {
    private final ImageSize size;
    private final Rectangle place;
    private final CodingParameters parameters;
    private final TileParts parts;
    private final Work work;

    TileDecoder(ImageSize size, int index, TileParts parts, Work work) {
        this.size = size;
        this.place = size.tile(index);
        this.parameters = parts.parameters();
        this.parts = parts;
        this.work = work;
    }

    void decode(int[][] planes) {
        Cursor body = parts.body();
        List<TileComponent> components = components(body, parts.packedHeaders());
        BlockDecoder decoder = new BlockDecoder();
        for (int i = 0; i < components.size(); i++) {
            try {
                components.get(i).decode(decoder, body.bytes());
            } catch (UnusableCodestream e) {
                throw e.in("component " + i);
            }
        }
        if (parameters.transformed()) {
            transform(components.get(0), components.get(1), components.get(2));
        }
        for (int i = 0; i < planes.length; i++) {
            put(components.get(i), i, planes[i]);
        }
    }

    /** All components with what packets say of their code-blocks. */
    private List<TileComponent> components(Cursor body, @Nullable Cursor headers) {
        Budget budget = new Budget(headers == null ? body.left() : headers.left(), parameters.layers());
        List<TileComponent> components = new ArrayList<>();
        List<Precinct> precincts = new ArrayList<>();
        for (int i = 0; i < size.components(); i++) {
            TileComponent component = new TileComponent(place, i, parameters, size.precision(i), budget);
            components.add(component);
            component.resolutions.forEach(resolution -> precincts.addAll(resolution.precincts));
        }
        PacketOrder order = new PacketOrder(precincts, new PacketReader(headers, body, work));
        for (Progression progression : parameters.progressions()) {
            order.follow(progression, parameters.layers());
        }
        return components;
    }

    private static void transform(TileComponent first, TileComponent second, TileComponent third) {
        if (first.reversible() != second.reversible() || first.reversible() != third.reversible()) {
            throw UnusableCodestream.malformed("components that are transformed together have different wavelets");
        }
        if (first.reversible()) {
            ComponentTransform.reversible(first.integers, second.integers, third.integers);
        } else {
            ComponentTransform.irreversible(first.reals, second.reals, third.reals);
        }
    }

    /** Undoes the level shift (G.1), and keeps the range of the precision. */
    private void put(TileComponent component, int number, int[] plane) {
        int precision = size.precision(number);
        int least = size.signed(number) ? -1 << (precision - 1) : 0;
        int greatest = least + (1 << precision) - 1;
        int shift = size.signed(number) ? 0 : 1 << (precision - 1);
        for (int y = 0; y < place.height(); y++) {
            int from = y * place.width();
            int to = (place.y0() - size.image().y0() + y) * size.width()
                    + place.x0()
                    - size.image().x0();
            for (int x = 0; x < place.width(); x++) {
                int value = component.reversible()
                        ? component.integers[from + x]
                        : (int) Math.rint(component.reals[from + x]);
                // a damaged value may be near the end of an int
                long shifted = (long) value + shift;
                plane[to + x] = (int) Math.max(least, Math.min(greatest, shifted));
            }
        }
    }
}

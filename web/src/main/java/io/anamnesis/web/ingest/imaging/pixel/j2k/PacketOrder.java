package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of a tile's packets (B.12). */
final class PacketOrder {
    private static final Comparator<Precinct> BY_RESOLUTION = Comparator.comparingInt(precinct -> precinct.resolution);
    private static final Comparator<Precinct> BY_COMPONENT = Comparator.comparingInt(precinct -> precinct.component);
    private static final Comparator<Precinct> BY_POSITION =
            Comparator.<Precinct>comparingLong(precinct -> precinct.y).thenComparingLong(precinct -> precinct.x);
    private static final Comparator<Precinct> BY_NUMBER = Comparator.comparingInt(precinct -> precinct.number);

    /** What is done with a packet. */
    interface Packets {
        /** Reads the next layer's packet of a precinct. */
        void read(Precinct precinct, int layer);
    }

    private final List<Precinct> precincts;
    private final Packets packets;

    PacketOrder(List<Precinct> precincts, Packets packets) {
        this.precincts = precincts;
        this.packets = packets;
    }

    /** The packets of one progression that none before it had. */
    void follow(Progression progression, int layers) {
        List<Precinct> chosen = new ArrayList<>();
        for (Precinct precinct : precincts) {
            if (precinct.resolution >= progression.firstResolution()
                    && precinct.resolution < progression.endResolution()
                    && precinct.component >= progression.firstComponent()
                    && precinct.component < progression.endComponent()) {
                chosen.add(precinct);
            }
        }
        chosen.sort(order(progression.order()));
        int end = Math.min(layers, progression.endLayer());
        switch (progression.order()) {
            case Progression.LAYER_RESOLUTION -> layersOutside(chosen, end);
            case Progression.RESOLUTION_LAYER -> {
                int from = 0;
                for (int to = 1; to <= chosen.size(); to++) {
                    if (to == chosen.size() || chosen.get(to).resolution != chosen.get(from).resolution) {
                        layersOutside(chosen.subList(from, to), end);
                        from = to;
                    }
                }
            }
            default -> layersInside(chosen, end);
        }
    }

    private static Comparator<Precinct> order(int order) {
        return switch (order) {
            case Progression.LAYER_RESOLUTION, Progression.RESOLUTION_LAYER ->
                BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_NUMBER);
            case Progression.RESOLUTION_POSITION ->
                BY_RESOLUTION
                        .thenComparing(BY_POSITION)
                        .thenComparing(BY_COMPONENT)
                        .thenComparing(BY_NUMBER);
            case Progression.POSITION ->
                BY_POSITION
                        .thenComparing(BY_COMPONENT)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_NUMBER);
            default ->
                BY_COMPONENT
                        .thenComparing(BY_POSITION)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_NUMBER);
        };
    }

    private void layersOutside(List<Precinct> chosen, int end) {
        int first = end;
        for (Precinct precinct : chosen) {
            first = Math.min(first, precinct.layersRead);
        }
        for (int layer = first; layer < end; layer++) {
            for (Precinct precinct : chosen) {
                if (precinct.layersRead == layer) {
                    packets.read(precinct, layer);
                    precinct.layersRead++;
                }
            }
        }
    }

    private void layersInside(List<Precinct> chosen, int end) {
        for (Precinct precinct : chosen) {
            for (; precinct.layersRead < end; precinct.layersRead++) {
                packets.read(precinct, precinct.layersRead);
            }
        }
    }
}

package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * In which order packets come, and of which layers, resolution levels and components: one entry of POC (table A.32), or all there
 * are in the order of COD.
 *
 * @param order 0 to 4, as table A.16 numbers them
 */
record Progression(
        int order, int firstResolution, int endResolution, int firstComponent, int endComponent, int endLayer) {
    static final int LAYER_RESOLUTION = 0;
    static final int RESOLUTION_LAYER = 1;
    static final int RESOLUTION_POSITION = 2;
    static final int POSITION = 3;
    static final int COMPONENT_POSITION = 4;

    Progression {
        if (order > COMPONENT_POSITION) {
            throw UnusableCodestream.malformed("there is no progression order " + order);
        }
    }

    static Progression all(int order, int layers) {
        return new Progression(order, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, layers);
    }

    /** One entry; components are numbered by bytes, as there are so few. */
    static Progression read(Cursor segment) {
        int firstResolution = segment.u8();
        int firstComponent = segment.u8();
        int endLayer = segment.u16();
        int endResolution = segment.u8();
        int endComponent = segment.u8();
        // 256 is written as 0
        return new Progression(
                segment.u8(),
                firstResolution,
                endResolution,
                firstComponent,
                endComponent == 0 ? 256 : endComponent,
                endLayer);
    }
}

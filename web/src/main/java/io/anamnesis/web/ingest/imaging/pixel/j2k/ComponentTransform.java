package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** The inverse of the transformation of the first three components together (annex G), in place. */
final class ComponentTransform {
    private ComponentTransform() {}

    /** RCT (equations G-6 to G-8). */
    static void reversible(int[] first, int[] second, int[] third) {
        for (int i = 0; i < first.length; i++) {
            int y1 = second[i];
            int y2 = third[i];
            int green = first[i] - ((y1 + y2) >> 2);
            first[i] = y2 + green;
            second[i] = green;
            third[i] = y1 + green;
        }
    }

    /** ICT (equations G-12 to G-14). */
    static void irreversible(float[] first, float[] second, float[] third) {
        for (int i = 0; i < first.length; i++) {
            float y = first[i];
            float cb = second[i];
            float cr = third[i];
            first[i] = y + 1.402f * cr;
            second[i] = y - 0.344136f * cb - 0.714136f * cr;
            third[i] = y + 1.772f * cb;
        }
    }
}

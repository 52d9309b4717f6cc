package io.anamnesis.node.bench.similarity;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The MNIST test images: the first 9,800 to be found, the last 200 to be asked for, as vectors of length 1. */
final class MnistImages {
    private static final int IDX_OF_THREE_DIMENSIONS = 0x0803;
    private static final int BASE = 9_800;

    private MnistImages() {}

    /**
     * @param file {@code t10k-images-idx3-ubyte.gz}
     * @throws IOException where it is no such file
     */
    static VectorSet read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            int magic = in.readInt();
            int count = in.readInt();
            int pixels = in.readInt() * in.readInt();
            if (magic != IDX_OF_THREE_DIMENSIONS || count <= BASE) {
                throw new IOException(file + " does not hold the 10,000 images of MNIST's test set (IDX)");
            }
            float[][] images = new float[count][pixels];
            for (float[] image : images) {
                byte[] bytes = in.readNBytes(pixels);
                for (int i = 0; i < bytes.length; i++) {
                    image[i] = Byte.toUnsignedInt(bytes[i]);
                }
                VectorSet.normalise(image);
            }
            return new VectorSet(
                    "MNIST " + BASE + " × " + pixels,
                    Arrays.copyOf(images, BASE),
                    Arrays.copyOfRange(images, BASE, count));
        }
    }
}

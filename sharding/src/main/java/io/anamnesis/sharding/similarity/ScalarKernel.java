package io.anamnesis.sharding.similarity;

/** The sums as one writes them down. */
final class ScalarKernel implements VectorKernel {

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    @Override
    public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            float difference = a[aFrom + i] - b[bFrom + i];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public float codedDot(float[] a, int aFrom, byte[] codes, int codesFrom, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aFrom + i] * codes[codesFrom + i];
        }
        return sum;
    }

    @Override
    public void widen(byte[] codes, int codesFrom, int length, float[] into) {
        for (int i = 0; i < length; i++) {
            into[i] = codes[codesFrom + i];
        }
    }
}

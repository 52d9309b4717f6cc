package io.anamnesis.web.ingest.imaging.radiomics;

/** Intensities or labels on a grid; x runs fastest. */
public final class Volume {
    private final int sizeX;
    private final int sizeY;
    private final int sizeZ;
    private final double voxelVolumeMm3;
    private final double[] values;

    /**
     * @param voxelVolumeMm3 of one voxel; 1 where the source tells no spacing
     * @param values not copied; as many as the sizes ask for
     */
    public Volume(int sizeX, int sizeY, int sizeZ, double voxelVolumeMm3, double[] values) {
        if (sizeX < 1 || sizeY < 1 || sizeZ < 1 || (long) sizeX * sizeY * sizeZ != values.length) {
            throw new IllegalArgumentException("the sizes " + sizeX + ", " + sizeY + ", " + sizeZ + " ask for "
                    + (long) sizeX * sizeY * sizeZ + " values, here are " + values.length);
        }
        this.sizeX = sizeX;
        this.sizeY = sizeY;
        this.sizeZ = sizeZ;
        this.voxelVolumeMm3 = voxelVolumeMm3;
        this.values = values;
    }

    public int sizeX() {
        return sizeX;
    }

    public int sizeY() {
        return sizeY;
    }

    public int sizeZ() {
        return sizeZ;
    }

    public double voxelVolumeMm3() {
        return voxelVolumeMm3;
    }

    public int voxels() {
        return values.length;
    }

    public double at(int x, int y, int z) {
        return values[(z * sizeY + y) * sizeX + x];
    }

    double at(int index) {
        return values[index];
    }

    boolean sameGridAs(Volume other) {
        return sizeX == other.sizeX && sizeY == other.sizeY && sizeZ == other.sizeZ;
    }
}

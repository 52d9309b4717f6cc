package io.anamnesis.sharding.fusion;

import java.util.Arrays;

/** The loops as one writes them down. */
final class ScalarAttentionKernel implements AttentionKernel {

    @Override
    public void linear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into) {
        Arrays.fill(into, 0, count * outs, 0);
        addLinear(rows, count, ins, weights, bias, outs, into);
    }

    @Override
    public void addLinear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into) {
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < outs; j++) {
                float sum = bias[j];
                for (int i = 0; i < ins; i++) {
                    sum += rows[r * ins + i] * weights[i * outs + j];
                }
                into[r * outs + j] += sum;
            }
        }
    }

    @Override
    public void product(Block a, int rows, int ins, Block b, int outs, Block into) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < outs; j++) {
                float sum = 0;
                for (int i = 0; i < ins; i++) {
                    sum += a.values[a.from + r * a.step + i] * b.values[b.from + i * b.step + j];
                }
                into.values[into.from + r * into.step + j] = sum;
            }
        }
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void exponentials(float[] values, int length, float[] scratch) {
        for (int i = 0; i < length; i++) {
            values[i] = Exponential.of(values[i]);
        }
    }

    @Override
    public void rectify(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = Math.max(0, values[i]);
        }
    }

    @Override
    public void normalise(float[] rows, int count, int width, float[] gain, float[] shift, float[] into) {
        for (int r = 0; r < count; r++) {
            int row = r * width;
            float mean = 0;
            for (int i = 0; i < width; i++) {
                mean += rows[row + i] / width;
            }
            float variance = 0;
            for (int i = 0; i < width; i++) {
                variance += (rows[row + i] - mean) * (rows[row + i] - mean) / width;
            }
            float scale = (float) (1 / Math.sqrt(variance + EPSILON));
            for (int i = 0; i < width; i++) {
                into[row + i] = (rows[row + i] - mean) * scale * gain[i] + shift[i];
            }
        }
    }
}

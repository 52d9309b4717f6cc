package io.anamnesis.web.ingest.imaging.pixel.j2k;

import io.anamnesis.web.ingest.imaging.pixel.j2k.Precinct.Blocks;
import java.util.List;

/** One component of a tile: from its code-blocks to coefficients to samples, which may still be transformed with others. */
final class TileComponent {
    private final Rectangle tile;
    private final ComponentStyle style;
    private final Quantization quantization;
    private final int roiShift;
    private final int precision;
    final List<Resolution> resolutions;

    /** Samples of a reversible component; empty otherwise. */
    int[] integers = {};

    /** Samples of an irreversible component; empty otherwise. */
    float[] reals = {};

    TileComponent(Rectangle tile, int number, CodingParameters parameters, int precision, Budget budget) {
        this.tile = tile;
        this.style = parameters.style(number);
        this.quantization = parameters.quantization(number);
        this.roiShift = parameters.roiShift(number);
        this.precision = precision;
        this.resolutions = Resolution.of(tile, number, style, budget);
    }

    boolean reversible() {
        return style.reversible;
    }

    /** Decodes all blocks, whose bytes are indexes of a source, and inverts the wavelet. */
    void decode(BlockDecoder decoder, byte[] source) {
        int samples = tile.width() * tile.height();
        if (style.reversible) {
            integers = new int[samples];
        } else {
            reals = new float[samples];
        }
        for (int r = 0; r < resolutions.size(); r++) {
            for (Precinct precinct : resolutions.get(r).precincts) {
                for (Blocks blocks : precinct.subbands) {
                    for (CodeBlock block : blocks.blocks) {
                        if (block.passes() > 0) {
                            block(decoder, source, block, blocks.subband, r);
                        }
                    }
                }
            }
        }
        if (style.reversible) {
            new ReversibleWavelet(integers, tile.width()).inverse(resolutions);
        } else {
            new IrreversibleWavelet(reals, tile.width()).inverse(resolutions);
        }
    }

    private void block(BlockDecoder decoder, byte[] source, CodeBlock block, Subband subband, int resolution) {
        int above = subband.decompositionsAbove();
        int planes = quantization.bitPlanes(subband.number(), above) + roiShift - block.zeroPlanes;
        Rectangle place = block.place;
        int[] decoded;
        try {
            decoded = decoder.decode(block, planes, subband, style, source);
        } catch (UnusableCodestream e) {
            throw e.in("resolution level " + resolution + ", subband " + subband.number() + ", row " + place.y0()
                    + ", column " + place.x0());
        }
        // no magnitude that is decoded reaches a higher shift
        if (roiShift > 0 && roiShift < BlockDecoder.MAX_PLANES) {
            unshift(decoded, place.width() * place.height());
        }
        // high-pass subbands stand beside and below the resolution level before
        int left = place.x0() - subband.place().x0();
        int top = place.y0() - subband.place().y0();
        if (resolution > 0) {
            Rectangle lower = resolutions.get(resolution - 1).place;
            left += subband.xo() * lower.width();
            top += subband.yo() * lower.height();
        }
        // half of a step, as decoded magnitudes are twice as large
        float half = style.reversible
                ? 0
                : (float) (quantization.step(subband.number(), above, precision + subband.gainBits()) / 2);
        for (int y = 0; y < place.height(); y++) {
            int from = y * place.width();
            int to = (top + y) * tile.width() + left;
            if (style.reversible) {
                integers(decoded, from, to, place.width());
            } else {
                reals(decoded, from, to, place.width(), half);
            }
        }
    }

    /** What is above the shift belongs to the region of interest (H.1); its half of a unit is below what is left. */
    private void unshift(int[] decoded, int count) {
        for (int i = 0; i < count; i++) {
            int magnitude = decoded[i] & Integer.MAX_VALUE;
            if (magnitude >> 1 >= 1 << roiShift) {
                decoded[i] = (decoded[i] & Integer.MIN_VALUE) | magnitude >> roiShift | 1;
            }
        }
    }

    private void integers(int[] decoded, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            int value = decoded[from + i];
            int magnitude = (value & Integer.MAX_VALUE) >> 1;
            integers[to + i] = value < 0 ? -magnitude : magnitude;
        }
    }

    private void reals(int[] decoded, int from, int to, int count, float half) {
        for (int i = 0; i < count; i++) {
            int value = decoded[from + i];
            int magnitude = value & Integer.MAX_VALUE;
            reals[to + i] = (value < 0 ? -magnitude : magnitude) * half;
        }
    }
}

package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.Arrays;

/**
 * Makes a code-block's coefficients of its coding passes (annex D). Its rows are coded in stripes of four; one int holds what is known
 * around the four coefficients of a column:
 *
 * <ul>
 *   <li>bits 0 to 17: whether the six rows from above the four to below them are significant, each of three columns;
 *   <li>bits 18 to 21: whether each of the four has been refined;
 *   <li>bits 22 to 25: whether each was visited by the significance pass of this bit-plane.
 * </ul>
 */
final class BlockDecoder {
    /** The first bit-plane's cleanup pass, and three of each of the next three (table D.9). */
    static final int PASSES_BEFORE_BYPASS = 10;

    /** As many as an int holds beside a sign and a half. */
    static final int MAX_PLANES = 30;

    static final int MAX_PASSES = 3 * MAX_PLANES - 2;

    private static final int STRIPE = 4;
    private static final int NEAR = (1 << 18) - 1;
    private static final int SIGNIFICANT = 1 << 4;
    private static final int ANY_SIGNIFICANT = SIGNIFICANT | SIGNIFICANT << 3 | SIGNIFICANT << 6 | SIGNIFICANT << 9;
    private static final int REFINED = 1 << 18;
    private static final int VISITED = 1 << 22;
    private static final int ALL_VISITED = 15 * VISITED;
    private static final int LEFT = 1 << 3;
    private static final int RIGHT = 1 << 5;
    private static final int ABOVE = 1 << 1;
    private static final int BELOW = 1 << 7;
    private static final int FIRST_REFINEMENT = 14;
    private static final int LATER_REFINEMENT = 16;
    private static final int SEGMENTATION_SYMBOL = 10;

    private final MqDecoder mq = new MqDecoder();
    private final RawBits rawBits = new RawBits();
    private int[] data = {};
    private int[] flags = {};
    private byte[] segment = new byte[4096];
    private byte[] contexts = {};
    private int width;
    private int height;
    private int flagWidth;
    private boolean causal;

    /**
     * One block's coefficients, row by row, in an array that the next block uses again: the highest bit is the sign, the others
     * twice the magnitude, plus one unit of the last plane decoded, which is half of what that leaves open.
     *
     * @param planes how many bit-planes the block has
     * @param source what the block's chunks are indexes of
     */
    int[] decode(CodeBlock block, int planes, Subband subband, ComponentStyle style, byte[] source) {
        if (planes > MAX_PLANES) {
            throw UnusableCodestream.notDecoded(
                    "bits-not-decoded",
                    "code-blocks of at most " + MAX_PLANES + " bit-planes are decoded, here are " + planes);
        }
        int most = Math.max(0, 3 * planes - 2);
        if (block.passes() > most) {
            throw UnusableCodestream.malformed("a code-block can have " + most + " passes and has " + block.passes());
        }
        clear(block.place);
        contexts = BlockContexts.ofSignificance(subband);
        causal = style.has(ComponentStyle.VERTICALLY_CAUSAL);
        mq.resetContexts();
        int pass = 0;
        int chunk = 0;
        while (pass < block.passes()) {
            int room = CodeBlock.room(style, pass);
            int count = 0;
            int length = 0;
            while (chunk < block.chunks() && count < room) {
                length = append(source, block.at(chunk), block.length(chunk), length);
                count += block.passes(chunk);
                chunk++;
            }
            segment[length] = -1;
            segment[length + 1] = -1;
            boolean raw = style.has(ComponentStyle.BYPASS)
                    && pass >= PASSES_BEFORE_BYPASS
                    && (pass - PASSES_BEFORE_BYPASS) % 3 < 2;
            if (raw) {
                rawBits.begin(segment, length);
            } else {
                mq.begin(segment, 0);
            }
            for (int end = pass + count; pass < end; pass++) {
                pass(pass, planes, raw, style);
            }
        }
        return data;
    }

    private void clear(Rectangle place) {
        width = place.width();
        height = place.height();
        flagWidth = width + 2;
        int size = width * height;
        int flagSize = flagWidth * ((height + STRIPE - 1) / STRIPE + 2);
        if (data.length < size) {
            data = new int[size];
        }
        if (flags.length < flagSize) {
            flags = new int[flagSize];
        }
        Arrays.fill(data, 0, size, 0);
        Arrays.fill(flags, 0, flagSize, 0);
    }

    private int append(byte[] source, int at, int count, int length) {
        if (segment.length < length + count + 2) {
            segment = Arrays.copyOf(segment, 2 * (length + count) + 2);
        }
        System.arraycopy(source, at, segment, length, count);
        return length + count;
    }

    private void pass(int pass, int planes, boolean raw, ComponentStyle style) {
        int plane = planes - 1 - (pass + 2) / 3;
        switch ((pass + 2) % 3) {
            case 0 -> significance(plane, raw);
            case 1 -> refinement(plane, raw);
            default -> {
                cleanup(plane);
                if (style.has(ComponentStyle.SEGMENTATION_SYMBOLS) && symbol() != SEGMENTATION_SYMBOL) {
                    throw UnusableCodestream.malformed("the bytes of a code-block are damaged: its symbol is missing");
                }
            }
        }
        if (style.has(ComponentStyle.RESET_CONTEXTS)) {
            mq.resetContexts();
        }
    }

    private int symbol() {
        int symbol = 0;
        for (int i = 0; i < 4; i++) {
            symbol = symbol << 1 | mq.bit(MqDecoder.UNIFORM);
        }
        return symbol;
    }

    /** Section D.3.1. */
    private void significance(int plane, boolean raw) {
        for (int top = 0; top < height; top += STRIPE) {
            int rows = Math.min(STRIPE, height - top);
            int flag = flagIndex(top);
            for (int x = 0; x < width; x++, flag++) {
                if ((flags[flag] & NEAR) == 0) {
                    continue;
                }
                for (int k = 0; k < rows; k++) {
                    int near = flags[flag] >> (3 * k);
                    if ((near & SIGNIFICANT) == 0 && (near & BlockContexts.NEIGHBOURS) != 0) {
                        int bit = raw ? rawBits.bit() : mq.bit(contexts[near & 511]);
                        if (bit == 1) {
                            becomeSignificant(flag, k, (top + k) * width + x, plane, raw);
                        }
                        flags[flag] |= VISITED << k;
                    }
                }
            }
        }
    }

    /** Section D.3.3. */
    private void refinement(int plane, boolean raw) {
        for (int top = 0; top < height; top += STRIPE) {
            int flag = flagIndex(top);
            for (int x = 0; x < width; x++, flag++) {
                int known = flags[flag];
                if ((known & ANY_SIGNIFICANT) == 0) {
                    continue;
                }
                for (int k = 0; k < STRIPE; k++) {
                    int near = known >> (3 * k);
                    if ((near & SIGNIFICANT) != 0 && (known & VISITED << k) == 0) {
                        int bit = raw ? rawBits.bit() : mq.bit(refinementContext(known, near, k));
                        // the half that stood for this plane gives way to its bit and half of what is below
                        data[(top + k) * width + x] ^= bit == 1 ? 1 << plane : 3 << plane;
                        flags[flag] |= REFINED << k;
                    }
                }
            }
        }
    }

    /** Table D.4. */
    private static int refinementContext(int known, int near, int k) {
        if ((known & REFINED << k) != 0) {
            return LATER_REFINEMENT;
        }
        return (near & BlockContexts.NEIGHBOURS) == 0 ? FIRST_REFINEMENT : FIRST_REFINEMENT + 1;
    }

    /** Section D.3.4. */
    private void cleanup(int plane) {
        for (int top = 0; top < height; top += STRIPE) {
            int rows = Math.min(STRIPE, height - top);
            int flag = flagIndex(top);
            for (int x = 0; x < width; x++, flag++) {
                int k = 0;
                if (flags[flag] == 0 && rows == STRIPE) {
                    if (mq.bit(MqDecoder.RUN_LENGTH) == 0) {
                        continue;
                    }
                    k = mq.bit(MqDecoder.UNIFORM) << 1;
                    k |= mq.bit(MqDecoder.UNIFORM);
                    becomeSignificant(flag, k, (top + k) * width + x, plane, false);
                    k++;
                }
                for (; k < rows; k++) {
                    int near = flags[flag] >> (3 * k);
                    if ((near & SIGNIFICANT) == 0
                            && (flags[flag] & VISITED << k) == 0
                            && mq.bit(contexts[near & 511]) == 1) {
                        becomeSignificant(flag, k, (top + k) * width + x, plane, false);
                    }
                }
                flags[flag] &= ~ALL_VISITED;
            }
        }
    }

    private int flagIndex(int top) {
        return (top / STRIPE + 1) * flagWidth + 1;
    }

    /** Reads the sign (D.3.2), and tells the neighbours. */
    private void becomeSignificant(int flag, int k, int index, int plane, boolean raw) {
        int sign = raw ? rawBits.bit() : sign(flags[flag] >> (3 * k), index);
        data[index] = sign << 31 | 3 << plane;
        tell(flag, 3 * (k + 1));
        if (k == 0 && !causal) {
            tell(flag - flagWidth, 3 * (STRIPE + 1));
        } else if (k == STRIPE - 1) {
            tell(flag + flagWidth, 0);
        }
    }

    /** Three columns' flags, of which a row begins at a bit. */
    private void tell(int flag, int row) {
        flags[flag - 1] |= 4 << row;
        flags[flag] |= 2 << row;
        flags[flag + 1] |= 1 << row;
    }

    private int sign(int near, int index) {
        int across = clipped(signOf(near & LEFT, index - 1) + signOf(near & RIGHT, index + 1));
        int down = clipped(signOf(near & ABOVE, index - width) + signOf(near & BELOW, index + width));
        return mq.bit(BlockContexts.ofSign(across, down)) ^ BlockContexts.signTurned(across, down);
    }

    /** 1 or -1 of a coefficient that is significant, else 0. */
    private int signOf(int significant, int index) {
        return significant == 0 ? 0 : 1 | data[index] >> 31;
    }

    private static int clipped(int sum) {
        return Math.max(-1, Math.min(1, sum));
    }
}

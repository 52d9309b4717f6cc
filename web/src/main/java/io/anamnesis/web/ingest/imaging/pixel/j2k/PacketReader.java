package io.anamnesis.web.ingest.imaging.pixel.j2k;

import io.anamnesis.web.ingest.imaging.pixel.j2k.Precinct.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the packets of a tile (B.9 and B.10): how many passes each code-block gets, and where their bytes lie. */
final class PacketReader implements PacketOrder.Packets {
    private static final int SOP = 0xff91;
    private static final int EPH = 0xff92;
    private static final int MAX_LENGTH_BITS = 31;

    /** More than 38 bits with as many for a region of interest and all guard bits come to. */
    private static final int MAX_ZERO_PLANES = 100;

    private final Cursor headers;
    private final Cursor bodies;
    private final Work work;
    private final List<CodeBlock> included = new ArrayList<>();
    private int packets;

    PacketReader(@Nullable Cursor packedHeaders, Cursor bodies, Work work) {
        this.headers = packedHeaders == null ? bodies : packedHeaders;
        this.bodies = bodies;
        this.work = work;
    }

    @Override
    public void read(Precinct precinct, int layer) {
        try {
            // no header begins with this, so it needs no flag to be recognised
            if (bodies.passes(SOP)) {
                bodies.skip(4);
            }
            included.clear();
            header(precinct, layer);
            headers.passes(EPH);
            for (CodeBlock block : included) {
                block.place(bodies);
            }
            packets++;
        } catch (UnusableCodestream e) {
            throw e.in("packet " + packets);
        }
    }

    private void header(Precinct precinct, int layer) {
        HeaderBits bits = new HeaderBits(headers);
        if (bits.bit() == 1) {
            for (Blocks blocks : precinct.subbands) {
                for (int i = 0; i < blocks.blocks.length; i++) {
                    block(bits, blocks, i, precinct.style, layer);
                }
            }
        }
        bits.end();
    }

    private void block(HeaderBits bits, Blocks blocks, int index, ComponentStyle style, int layer) {
        CodeBlock block = blocks.blocks[index];
        int x = index % blocks.across;
        int y = index / blocks.across;
        boolean first = block.passes() == 0;
        if (first ? !blocks.inclusion.isBelow(bits, x, y, layer + 1) : bits.bit() == 0) {
            return;
        }
        if (first) {
            while (!blocks.zeroPlanes.isBelow(bits, x, y, block.zeroPlanes + 1)) {
                block.zeroPlanes++;
                if (block.zeroPlanes > MAX_ZERO_PLANES) {
                    throw UnusableCodestream.malformed("a code-block lacks more than " + MAX_ZERO_PLANES + " planes");
                }
            }
        }
        int passes = passes(bits);
        if (block.passes() + passes > BlockDecoder.MAX_PASSES) {
            throw UnusableCodestream.malformed("a code-block can have " + BlockDecoder.MAX_PASSES + " passes and has "
                    + (block.passes() + passes));
        }
        work.passes(passes, block.place);
        while (bits.bit() == 1) {
            block.lengthBits++;
        }
        while (passes > 0) {
            int count = Math.min(passes, CodeBlock.room(style, block.passes()));
            int length = block.lengthBits + 31 - Integer.numberOfLeadingZeros(count);
            if (length > MAX_LENGTH_BITS) {
                throw UnusableCodestream.malformed("the length of a code-block's bytes has " + length + " bits");
            }
            block.add(count, bits.bits(length));
            passes -= count;
        }
        included.add(block);
    }

    /** Table B.4. */
    private static int passes(HeaderBits bits) {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int more = bits.bits(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }
}

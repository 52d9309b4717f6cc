package io.anamnesis.sharding.fusion;

import java.util.List;

/**
 * How attention takes what came before what holds now: through a matrix of its own a block, so that a number may mean one thing now and another
 * then. Those matrices come behind the blocks' own in the layout, in this order.
 *
 * @param blocks that take earlier tokens, ascending; of others what holds now is all that is looked at
 * @param mostOfBlock tokens of one block that were learned from, what holds now among them
 */
public record EarlierTokens(List<Integer> blocks, int mostOfBlock) {
    /** A block's tokens all go through its one matrix; whoever serves gives one. */
    public static final EarlierTokens NONE = new EarlierTokens(List.of(), 1);

    /** Copies and checks. */
    public EarlierTokens {
        blocks = List.copyOf(blocks);
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i) <= blocks.get(i - 1)) {
                throw new IllegalArgumentException("blocks that take earlier tokens are ascending, got " + blocks);
            }
        }
        if (blocks.isEmpty() != (mostOfBlock == 1) || mostOfBlock < 1) {
            throw new IllegalArgumentException("a model takes 2 or more tokens of some blocks or 1 of each, got "
                    + mostOfBlock + " of the blocks " + blocks);
        }
    }

    /** Which matrix an earlier token of a block goes through, among all of so many blocks; -1 where the block takes none. */
    public int matrix(int block, int allBlocks) {
        int at = blocks.indexOf(block);
        return at < 0 ? -1 : allBlocks + at;
    }
}

package io.anamnesis.sharding.model;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.TokenSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came before, in a {@link TrainingTable}: tokens in the order of the patients, of each patient in the order in which the model is given
 * them.
 *
 * @param patients token × four bytes: the patient's row
 * @param blocks token × one byte: the block
 * @param days token × four bytes: its age
 * @param values four bytes for each number of the token's block
 */
@SuppressWarnings("ArrayRecordComponent") // written and read back, never kept
record EarlierTable(byte[] patients, byte[] blocks, byte[] days, byte[] values) {

    /** Null where there is nothing. */
    static @Nullable EarlierTable of(CohortData data) {
        int tokens = data.earlier().stream().mapToInt(List::size).sum();
        if (tokens == 0) {
            return null;
        }
        ByteBuffer patients = ByteBuffer.allocate(Integer.BYTES * tokens);
        ByteBuffer blocks = ByteBuffer.allocate(tokens);
        ByteBuffer days = ByteBuffer.allocate(Float.BYTES * tokens);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (int row = 0; row < data.earlier().size(); row++) {
            for (TokenSet.Token token : data.earlier().get(row)) {
                patients.putInt(row);
                blocks.put((byte) token.block());
                days.putFloat(token.days());
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * token.vector().length);
                bytes.asFloatBuffer().put(token.vector());
                values.writeBytes(bytes.array());
            }
        }
        return new EarlierTable(patients.array(), blocks.array(), days.array(), values.toByteArray());
    }

    /** A list a patient. */
    List<List<TokenSet.Token>> tokens(int count, List<ModalityBlock> modalities) {
        List<List<TokenSet.Token>> all = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            all.add(new ArrayList<>());
        }
        ByteBuffer rows = ByteBuffer.wrap(patients);
        ByteBuffer ages = ByteBuffer.wrap(days);
        ByteBuffer numbers = ByteBuffer.wrap(values);
        for (byte block : blocks) {
            float[] vector = new float[modalities.get(block).width()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = numbers.getFloat();
            }
            all.get(rows.getInt()).add(new TokenSet.Token(block, vector, ages.getFloat()));
        }
        return all;
    }
}

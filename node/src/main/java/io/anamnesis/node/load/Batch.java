package io.anamnesis.node.load;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of one file that travel together.
 *
 * @param first number of the first of them within the file, from 0
 */
record Batch(FileProgress file, long first, List<OutgoingMessage> messages) {
    Batch {
        messages = List.copyOf(messages);
    }

    /** The messages of these places in the batch, one a line. */
    byte[] ndjson(List<Integer> places) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int place : places) {
            body.writeBytes(messages.get(place).json());
            body.write('\n');
        }
        return body.toByteArray();
    }

    /** Every place, in order. */
    List<Integer> places() {
        List<Integer> places = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            places.add(i);
        }
        return places;
    }
}

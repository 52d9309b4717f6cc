package io.anamnesis.node.load;

import java.io.IOException;
import java.io.InputStream;

/**
 * Turns a file into messages. The same content gives the same messages in the same order, whenever it is read: a checkpoint
 * counts them, and an id names what a message says.
 */
interface MessageSource {
    /**
     * Reads the file to its end.
     *
     * @param in the file from its first byte
     * @throws IOException where the file itself can't be read
     */
    void read(SourceFile file, InputStream in, MessageSink sink) throws IOException, InterruptedException;
}

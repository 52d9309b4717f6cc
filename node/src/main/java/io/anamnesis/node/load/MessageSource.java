package io.anamnesis.node.load;

import io.anamnesis.web.ingest.reading.Content;
import java.io.IOException;

/**
 * Turns a document into messages. The same content gives the same messages in the same order, whenever it is read: a checkpoint
 * counts them, and an id names what a message says.
 */
interface MessageSource {
    /**
     * Reads the document to its end.
     *
     * @param content a whole file, or an entry of an archive
     * @throws IOException where the file itself can't be read
     */
    void read(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException;
}

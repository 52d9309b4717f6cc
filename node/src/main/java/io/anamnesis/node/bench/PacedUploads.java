package io.anamnesis.node.bench;

import io.anamnesis.node.bench.MessageStream.Upload;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Uploads by the clock, see {@link PacedRequests}. */
final class PacedUploads {
    private final UploadLoad uploads;

    PacedUploads(UploadLoad uploads) {
        this.uploads = uploads;
    }

    /**
     * Sends on the calling thread for so long, and returns when all are answered.
     *
     * @param next makes the next upload, ahead of its time
     * @param sent is called just before it goes out
     * @return how many went out
     * @throws IOException where one failed as a whole
     */
    int send(double perSecond, Duration time, Supplier<Upload> next, Runnable sent)
            throws IOException, InterruptedException {
        return PacedRequests.send(perSecond, time, () -> {
            Upload upload = next.get();
            return () -> {
                sent.run();
                return uploads.send(upload);
            };
        });
    }
}

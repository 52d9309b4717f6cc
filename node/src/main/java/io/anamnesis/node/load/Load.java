package io.anamnesis.node.load;

import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.load.Delivery.Undelivered;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads files: walks, reads, sends, reports. Used once. */
public final class Load {
    private final LoadOptions options;
    private final NodeRing ring;
    private final MessagesClient client;
    private final Terminal terminal;
    private final Sources sources;

    public Load(LoadOptions options, NodeRing ring, MessagesClient client, Terminal terminal) {
        this.options = options;
        this.ring = ring;
        this.client = client;
        this.terminal = terminal;
        this.sources = new Sources(options.hints());
    }

    /**
     * Runs to the end; refusals don't stop it.
     *
     * @throws LoadBrokenOff where messages could not be delivered
     * @throws IOException where a path can't be walked, or checkpoint or report can't be written
     */
    public LoadReport run() throws IOException, InterruptedException, LoadBrokenOff {
        List<SourceFile> files = FileWalk.of(options.paths());
        Checkpoint checkpoint = Checkpoint.open(options.checkpoints(), options.askedFor());
        if (!options.resume()) {
            checkpoint.clear();
        }
        Path reportFile = options.reportFile();
        try (Writer writer = reportFile == null ? Writer.nullWriter() : Files.newBufferedWriter(reportFile)) {
            return run(files, checkpoint, new LoadReport(reportFile == null ? null : writer));
        } finally {
            sources.close();
        }
    }

    private LoadReport run(List<SourceFile> files, Checkpoint checkpoint, LoadReport report)
            throws IOException, InterruptedException, LoadBrokenOff {
        long totalBytes = files.stream().mapToLong(SourceFile::sizeBytes).sum();
        LoadProgress progress = new LoadProgress(totalBytes, System::nanoTime);
        Delivery delivery = new Delivery(ring, client, report, options.patience());
        try (LoadDisplay display = new LoadDisplay(terminal, progress, report, checkpoint, files.size());
                SendingLane lane = new SendingLane(delivery, checkpoint, options.inFlight())) {
            display.start();
            for (SourceFile file : files) {
                display.nextFile();
                if (checkpoint.isDone(file)) {
                    report.fileSkipped();
                    display.skipped(file.sizeBytes());
                } else {
                    read(file, checkpoint, lane, report, display);
                }
            }
            failWhere(lane.drain(), report);
        } catch (SendingLane.Closed e) {
            failWhere(e.getCause(), report);
        }
        return report;
    }

    private void read(SourceFile file, Checkpoint checkpoint, SendingLane lane, LoadReport report, LoadDisplay display)
            throws InterruptedException {
        try (InputStream in = new CountingInput(Files.newInputStream(file.path()), display::read)) {
            FileProgress progress = checkpoint.resume(file);
            Batcher batcher = new Batcher(progress, lane, report);
            sources.read(file, in, batcher);
            batcher.end();
            checkpoint.note(progress);
            report.fileRead();
        } catch (IOException e) {
            report.refused(new Place(file.path(), 0), "unreadable-file", reason(e));
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static void failWhere(@Nullable Throwable failure, LoadReport report) throws LoadBrokenOff {
        if (failure instanceof Undelivered undelivered) {
            String advice = undelivered.later() ? "; the same command goes on where it stopped." : ".";
            throw new LoadBrokenOff(
                    "Not everything was delivered: " + undelivered.getMessage() + advice, report, failure);
        }
        if (failure != null) {
            throw new LoadBrokenOff("The load was broken off: " + failure, report, failure);
        }
    }
}

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
    private final @Nullable Target target;
    private final Terminal terminal;
    private final Sources sources;

    private record Target(NodeRing ring, MessagesClient client) {}

    public Load(LoadOptions options, NodeRing ring, MessagesClient client, Terminal terminal) {
        this(options, new Target(ring, client), terminal);
    }

    private Load(LoadOptions options, @Nullable Target target, Terminal terminal) {
        this.options = options;
        this.target = target;
        this.terminal = terminal;
        this.sources = new Sources(options.hints(), target != null);
    }

    /**
     * Reads everything and sends nothing: what nodes would refuse is not known, and notes come without their vectors. No
     * checkpoint is read or written.
     */
    public static Load dry(LoadOptions options, Terminal terminal) {
        return new Load(options, (Target) null, terminal);
    }

    /**
     * Runs to the end; refusals don't stop it.
     *
     * @throws LoadBrokenOff where messages could not be delivered
     * @throws IOException where a path can't be walked, or checkpoint or report can't be written
     */
    public LoadReport run() throws IOException, InterruptedException, LoadBrokenOff {
        List<SourceFile> files = FileWalk.of(options.paths());
        Checkpoint checkpoint =
                target == null ? Checkpoint.none() : Checkpoint.open(options.checkpoints(), options.askedFor());
        if (!options.resume()) {
            checkpoint.clear();
        }
        Path reportFile = options.reportFile();
        try (Writer writer = reportFile == null ? Writer.nullWriter() : Files.newBufferedWriter(reportFile)) {
            return run(files, checkpoint, new LoadReport(reportFile == null ? null : writer, target == null));
        } catch (LoadReport.Unwritable e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            sources.close();
        }
    }

    private LoadReport run(List<SourceFile> files, Checkpoint checkpoint, LoadReport report)
            throws IOException, InterruptedException, LoadBrokenOff {
        long totalBytes = files.stream().mapToLong(SourceFile::sizeBytes).sum();
        LoadProgress progress = new LoadProgress(totalBytes, System::nanoTime);
        try (LoadDisplay display = new LoadDisplay(terminal, progress, report, checkpoint, files.size());
                Lane lane = lane(checkpoint, report)) {
            display.start();
            for (SourceFile file : files) {
                display.nextFile();
                if (isDone(file, checkpoint)) {
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

    /** An image whose mask has changed is measured again. */
    private static boolean isDone(SourceFile file, Checkpoint checkpoint) throws IOException {
        VolumePair pair = VolumePair.of(file.path());
        Path mask = pair == null || !file.path().equals(pair.image()) ? null : pair.mask();
        if (mask != null && !checkpoint.isDone(FileWalk.file(mask))) {
            checkpoint.forget(file);
        }
        return checkpoint.isDone(file);
    }

    private Lane lane(Checkpoint checkpoint, LoadReport report) {
        if (target == null) {
            return new DryLane(report);
        }
        Delivery delivery = new Delivery(target.ring(), target.client(), report, options.patience());
        return new SendingLane(delivery, checkpoint, options.inFlight());
    }

    private void read(SourceFile file, Checkpoint checkpoint, Lane lane, LoadReport report, LoadDisplay display)
            throws InterruptedException {
        try (InputStream in = new CountingInput(Files.newInputStream(file.path()), display::read)) {
            FileProgress progress = checkpoint.resume(file);
            Batcher batcher = new Batcher(progress, lane, report);
            sources.read(file, in, batcher);
            batcher.end();
            checkpoint.note(progress);
            report.fileRead();
        } catch (IOException e) {
            report.refused(FormatName.NONE, new Place(file.path(), 0), "unreadable-file", reason(e));
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

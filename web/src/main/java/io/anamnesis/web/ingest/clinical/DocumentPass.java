package io.anamnesis.web.ingest.clinical;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the resources of one document that was scanned, one after another; bundles within it by a pass of their own. */
final class DocumentPass {
    /** Gives the bytes of a piece; pieces are asked for in their order. */
    interface Pieces {
        byte[] read(long start, int length) throws IOException;
    }

    private final Intake intake;
    private final Pieces pieces;
    private final long offset;
    private @Nullable BundleIndex shared;

    /** @param offset of the document within what the pieces are counted from */
    DocumentPass(Intake intake, Pieces pieces, long offset) {
        this.intake = intake;
        this.pieces = pieces;
        this.offset = offset;
    }

    /** Lets a single resource refer to what other documents of the same input hold. */
    DocumentPass sharing(BundleIndex index) {
        this.shared = index;
        return this;
    }

    /**
     * @param within the element of the outer bundle that this document is; empty where it is the outermost
     * @param firstLine of the document within the input
     */
    void read(Envelope envelope, String within, int depth, long firstLine) throws IOException {
        BundleIndex index = shared != null && !envelope.isBundle() ? shared : BundleIndex.of(envelope);
        ResourceReader reader = new ResourceReader(intake, index, envelope.timestamp());
        for (Entry scanned : envelope.entries()) {
            Entry entry = placed(scanned, within, firstLine);
            if (entry.isDeletion()) {
                reader.deleted(entry);
            } else if (entry.length() == 0) {
                intake.refuse(entry.line(), entry.element(), Fault.EMPTY_ENTRY);
            } else if (entry.length() > Limits.MAX_RESOURCE_BYTES) {
                intake.refuse(entry.line(), entry.element(), Fault.RESOURCE_TOO_LARGE);
            } else {
                byte[] json = pieces.read(offset + entry.start(), (int) entry.length());
                if ("Bundle".equals(entry.type())) {
                    inner(entry, json, depth + 1);
                } else {
                    reader.read(entry, json);
                }
            }
        }
    }

    private static Entry placed(Entry entry, String within, long firstLine) {
        String element =
                within.isEmpty() ? entry.element() : within + entry.element().substring("Bundle".length());
        return new Entry(
                element,
                entry.line() + firstLine - 1,
                entry.start(),
                entry.length(),
                entry.fullUrl(),
                entry.type(),
                entry.id(),
                entry.patient(),
                entry.identifiers(),
                entry.method(),
                entry.url(),
                entry.lastModified());
    }

    private void inner(Entry entry, byte[] json, int depth) throws IOException {
        if (depth >= Limits.MAX_BUNDLE_DEPTH) {
            intake.refuse(entry.line(), entry.element(), Fault.TOO_NESTED);
            return;
        }
        try (EnvelopeScan scan = new EnvelopeScan(new ByteArrayInputStream(json))) {
            Envelope envelope = scan.scan();
            Pieces within = (start, length) -> Arrays.copyOfRange(json, (int) start, (int) start + length);
            new DocumentPass(intake, within, 0).read(envelope, entry.element(), depth, entry.line());
        } catch (UnreadableInput e) {
            intake.refuse(entry.line(), entry.element(), new Fault(e.code(), e.reason()));
        }
    }
}

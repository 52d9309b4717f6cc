package io.anamnesis.node.load;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.ReadOptions;
import io.anamnesis.web.ingest.wearable.WearableFormat;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import io.anamnesis.web.ingest.wearable.WearableSample;
import io.anamnesis.web.ingest.wearable.WearableSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads exports of wearables, in the format that their content shows. */
final class WearableSource implements MessageSource {
    /** A file on one's own disk may be larger than an upload. */
    private static final long MAX_BYTES = 8L << 30;

    private final ReadHints hints;
    private final WearableFormat format;

    WearableSource(ReadHints hints, WearableFormat format) {
        this.hints = hints;
        this.format = format;
    }

    @Override
    public void read(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        ReadOptions defaults = ReadOptions.defaults();
        ReadOptions options = defaults.withZone(hints.zone())
                .withDateOrder(hints.dateOrder())
                .withPatient(hints.patient())
                .withLimits(MAX_BYTES, defaults.maxLineChars());
        SampleGroups groups = new SampleGroups(file, content.entry(), format.name(), sink);
        try {
            WearableFormats.read(content.in(), null, options, new Rows(file, content.entry(), groups, sink));
            groups.flush();
        } catch (UnreadableInput e) {
            groups.flush();
            sink.refused(new Place(file.path(), 0, content.entry()), e.code(), e.location() + ": " + e.reason());
        } catch (Interruption e) {
            throw e.interruption();
        }
    }

    private static final class Rows implements WearableSink {
        private final SourceFile file;
        private final @Nullable String entry;
        private final SampleGroups groups;
        private final MessageSink sink;

        Rows(SourceFile file, @Nullable String entry, SampleGroups groups, MessageSink sink) {
            this.file = file;
            this.entry = entry;
            this.groups = groups;
            this.sink = sink;
        }

        @Override
        public void sample(WearableSample sample) {
            String subject = sample.subject();
            if (subject == null) {
                refuse(sample.line(), "patient-required", "The file does not say whose data it is: give --patient.");
            } else if (!PatientId.isValid(subject)) {
                refuse(sample.line(), "bad-patient-id", "The row's subject does not have the form of a patient id.");
            } else {
                try {
                    groups.add(new PatientId(subject), sample);
                } catch (InterruptedException e) {
                    throw new Interruption(e);
                }
            }
        }

        @Override
        public void refused(Refusal refusal) {
            String element = refusal.element();
            refuse(
                    refusal.line(),
                    refusal.code(),
                    element == null ? refusal.reason() : element + ": " + refusal.reason());
        }

        private void refuse(long line, String code, String detail) {
            sink.refused(new Place(file.path(), line, entry), code, detail);
        }
    }
}

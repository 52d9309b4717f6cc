package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.Origin;
import io.anamnesis.web.ingest.imaging.stow.MultipartRelated;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a STOW-RS request (PS3.18 section 10.5): one object a part, and a bad part does not sink the next. */
public final class StoreRequest {
    private static final DicomDocuments DOCUMENTS = new DicomDocuments();

    private StoreRequest() {}

    /** Takes what parts say, in their order, and hears of each part before it says anything. */
    public interface Parts extends FindingSink {
        /** A part begins, numbered from 1. */
        void part(int number);

        /** What object the part is, where it is one: null where it does not say. */
        void object(@Nullable String sopClassUid, @Nullable String sopInstanceUid);
    }

    /**
     * Hands over what each part says; its place begins with {@code part 2}.
     *
     * @param mediaType the request's
     * @throws UnreadableInput where the body is not what the media type says, or ends early
     * @throws IOException where {@code body} itself fails
     */
    public static void read(String mediaType, InputStream body, ReadingOptions options, Parts sink) throws IOException {
        MultipartRelated.read(mediaType, body, (number, headers, content) -> {
            sink.part(number);
            Part part = new Part("part " + number, sink);
            if (isDicom(headers)) {
                try {
                    DOCUMENTS.read(content, options, part, sink::object);
                } catch (UnreadableInput e) {
                    part.refused(new Refusal(0, e.location(), e.code(), e.reason()));
                }
            } else {
                part.refused(new Refusal(
                        0,
                        null,
                        "unsupported-part",
                        "only parts of application/dicom are read, not metadata or bulk data"));
            }
        });
    }

    /** RFC 2387: a part without a type of its own has that of the whole. */
    private static boolean isDicom(Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "application/dicom");
        return type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/dicom");
    }

    /** Puts the part before every place. */
    private record Part(String name, FindingSink sink) implements FindingSink {
        @Override
        public void found(Finding finding) {
            Origin origin = finding.origin();
            sink.found(new Finding(
                    finding.subject(),
                    finding.source(),
                    finding.observedAt(),
                    finding.issuedAt(),
                    finding.tags(),
                    finding.payload(),
                    Origin.shortened(origin.document(), origin.line(), placed(origin.element()))));
        }

        @Override
        public void refused(Refusal refusal) {
            sink.refused(new Refusal(refusal.line(), placed(refusal.element()), refusal.code(), refusal.reason()));
        }

        private String placed(@Nullable String element) {
            return element == null ? name : name + " " + element;
        }
    }
}

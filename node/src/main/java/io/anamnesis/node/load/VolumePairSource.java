package io.anamnesis.node.load;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.imaging.VolumeRadiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures image and mask that lie side by side, as {@code POST /v1/ingest/image-and-mask} does. What that asks for and no file
 * says is made or asked for: the subject is the pair's name, in the system {@value #SYSTEM}; study and series are UIDs out of
 * the image's bytes, so that the same image is the same series; the modality is the parameter {@code modality}, or OT (other).
 */
final class VolumePairSource implements MessageSource {
    static final FormatName FORMAT = new FormatName(Modality.IMAGING.wireName(), "nrrd");
    /** The identity system of names of pairs. */
    private static final String SYSTEM = "nrrd-name";

    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{1,16}");
    private static final Pattern LABEL = Pattern.compile("[1-9][0-9]{0,8}");
    private static final int MAX_BODY_PART_CHARS = 64;

    private final ReadHints hints;
    private final VolumePair pair;

    VolumePairSource(ReadHints hints, VolumePair pair) {
        this.hints = hints;
        this.pair = pair;
    }

    /** Reads the pair that the file is the image of; of a file that has no other, or one too many, it says so. */
    @Override
    public void read(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        FindingPieces pieces = new FindingPieces(file, null, sink);
        Path mask = pair.mask();
        try {
            if (mask == null) {
                pieces.refused(alone("mask-required", "a mask, such as " + pair.name() + "_label.nrrd"));
            } else if (pair.image() == null) {
                pieces.refused(alone("image-required", "an image, such as " + pair.name() + "_image.nrrd"));
            } else if (file.path().equals(pair.image())) {
                measure(file, content.in(), mask, pieces);
            } else {
                pieces.refused(alone("unexpected-part", "one image and one mask, and others were taken for them"));
            }
        } catch (UnreadableInput e) {
            pieces.refused(new Refusal(0, e.location(), e.code(), e.reason()));
        } catch (Interruption e) {
            throw e.interruption();
        }
    }

    private static Refusal alone(String code, String expected) {
        return new Refusal(0, null, code, "it is one of a pair by its name: expected beside it " + expected);
    }

    private void measure(SourceFile file, InputStream in, Path mask, FindingPieces pieces) throws IOException {
        Instant observedAt = hints.observedAt();
        if (observedAt == null) {
            throw new UnreadableInput("missing-time", "a volume has no date; say when it was observed", "input");
        }
        ImagingStudy unnamed = new ImagingStudy("0", "0", modality(), bodyPart(), Map.of(), null);
        DigestInputStream digested = new DigestInputStream(in, SampleGroups.sha256());
        ImagingStudy measured;
        try (InputStream labels = Files.newInputStream(mask)) {
            measured = VolumeRadiomics.measure(unnamed, digested, labels, label(), RadiomicsSettings.DEFAULT);
        }
        digested.transferTo(OutputStream.nullOutputStream());
        byte[] content = digested.getMessageDigest().digest();
        new FindingMessages(hints.patient(), hints.identities()::patient, file.modifiedAt(), pieces)
                .found(new Finding(
                        new Finding.Subject(SYSTEM, pair.name()),
                        new Source("nrrd", null),
                        observedAt,
                        null,
                        Set.of(),
                        new Payload.ImagingPayload(new ImagingStudy(
                                uid("study", content),
                                uid("series", content),
                                measured.dicomModality(),
                                measured.bodyPart(),
                                measured.features(),
                                null)),
                        Origin.shortened(String.valueOf(file.path().getFileName()), 0, "with " + mask.getFileName())));
    }

    /** A UID made of a UUID (PS3.5 annex B.2), the UUID of a hash (RFC 9562 section 5.8). */
    private static String uid(String of, byte[] content) {
        MessageDigest digest = SampleGroups.sha256();
        digest.update((of + " ").getBytes(StandardCharsets.US_ASCII));
        byte[] uuid = Arrays.copyOf(digest.digest(content), 16);
        uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x80);
        uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    private String modality() {
        String modality = hints.parameters().getOrDefault("modality", "OT");
        return require(modality, MODALITY.matcher(modality).matches(), "modality", "one of DICOM, such as MR");
    }

    private @Nullable String bodyPart() {
        String part = hints.parameters().get("body-part");
        return part == null
                ? null
                : require(part, part.length() <= MAX_BODY_PART_CHARS, "body-part", "64 characters at most");
    }

    private double label() {
        String label = hints.parameters().getOrDefault("label", "1");
        return Integer.parseInt(require(label, LABEL.matcher(label).matches(), "label", "a whole number from 1"));
    }

    private static String require(String value, boolean fits, String name, String expected) {
        if (!fits) {
            throw new UnreadableInput("bad-parameter", "--set " + name + "= expects " + expected, "input");
        }
        return value;
    }
}

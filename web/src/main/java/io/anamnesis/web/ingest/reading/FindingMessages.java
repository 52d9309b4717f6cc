package io.anamnesis.web.ingest.reading;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of findings: says whose they are, and names each after what it says, so that the same content is the same
 * message whoever sends it, in whatever file and however often. One a reading, since it remembers whom the input is about.
 */
public final class FindingMessages implements FindingSink {
    private static final int HASH_BYTES = 16;
    private static final MessageId UNNAMED = new MessageId("unnamed");

    /** Takes what comes out, in order, on the reading thread; it may block. */
    public interface Output {
        /** A message; where it stands is in its origin. */
        void message(ModalityMessage message);

        /** A piece that gave none. */
        void refused(Refusal refusal);
    }

    private final @Nullable PatientId given;
    private final Function<Subject, Optional<PatientId>> identities;
    private final Instant arrivedAt;
    private final Output output;
    private @Nullable Subject only;

    /**
     * Begins with an input that is about nobody yet.
     *
     * @param given whose data the input is, where the sender says so: then it may name one subject at most
     * @param identities who is meant by a source's identifier; an identifier that it does not know stands for itself, where it
     *     has the form of a patient id
     * @param arrivedAt the issue time of what states none
     */
    public FindingMessages(
            @Nullable PatientId given,
            Function<Subject, Optional<PatientId>> identities,
            Instant arrivedAt,
            Output output) {
        this.given = given;
        this.identities = identities;
        this.arrivedAt = arrivedAt;
        this.output = output;
    }

    @Override
    public void found(Finding finding) {
        PatientId patient = patient(finding);
        if (patient != null) {
            output.message(message(finding, patient));
        }
    }

    @Override
    public void refused(Refusal refusal) {
        output.refused(refusal);
    }

    private @Nullable PatientId patient(Finding finding) {
        Subject subject = finding.subject();
        if (given != null) {
            return theOnly(subject, finding);
        }
        if (subject == null) {
            return refuse(finding, "patient-required", "it names nobody; say whose data these are");
        }
        Optional<PatientId> known = identities.apply(subject);
        if (known.isPresent()) {
            return known.get();
        }
        return PatientId.isValid(subject.identifier())
                ? new PatientId(subject.identifier())
                : refuse(finding, "bad-patient-id", "the subject's identifier can't be a patient id; map it to one");
    }

    private @Nullable PatientId theOnly(@Nullable Subject subject, Finding finding) {
        if (subject != null && only == null) {
            only = subject;
        }
        return subject == null || subject.equals(only)
                ? given
                : refuse(
                        finding,
                        "another-subject",
                        "the input is said to be one patient's and is about more; map each subject to a patient");
    }

    private @Nullable PatientId refuse(Finding finding, String code, String reason) {
        output.refused(new Refusal(finding.origin().line(), finding.origin().element(), code, reason));
        return null;
    }

    private ModalityMessage message(Finding finding, PatientId patient) {
        Instant issuedAt = finding.issuedAt();
        ModalityMessage unnamed = message(finding, patient, UNNAMED, issuedAt == null ? arrivedAt : issuedAt);
        return message(finding, patient, nameOf(unnamed), unnamed.issuedAt());
    }

    private static ModalityMessage message(Finding finding, PatientId patient, MessageId id, Instant issuedAt) {
        return new ModalityMessage(
                id,
                patient,
                finding.source(),
                finding.observedAt(),
                issuedAt,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                finding.tags(),
                finding.payload(),
                Map.of(),
                finding.origin());
    }

    /** Over everything that the message says; when and in which file it came is no part of that. */
    private static MessageId nameOf(ModalityMessage message) {
        byte[] said = MessageCodec.toJson(new ModalityMessage(
                message.id(),
                message.patient(),
                message.source(),
                message.observedAt(),
                Instant.EPOCH,
                message.schemaVersion(),
                message.tags(),
                message.payload(),
                message.unknown()));
        String modality = message.modality().wireName().substring(0, 1);
        return new MessageId(modality + "-" + HexFormat.of().formatHex(sha256().digest(said), 0, HASH_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

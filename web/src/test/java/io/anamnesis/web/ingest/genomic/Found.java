package io.anamnesis.web.ingest.genomic;

import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All findings and refusals of a document. */
final class Found implements FindingSink {
    final List<Finding> findings = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();

    @Override
    public void found(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    static VariantCalls calls(Finding finding) {
        return ((Payload.GenomicPayload) finding.payload()).calls();
    }

    Stream<VariantCalls.Variant> variants() {
        return findings.stream().flatMap(finding -> calls(finding).variants().stream());
    }

    List<String> subjects() {
        return findings.stream()
                .map(finding -> Objects.requireNonNull(finding.subject()).identifier())
                .distinct()
                .toList();
    }
}

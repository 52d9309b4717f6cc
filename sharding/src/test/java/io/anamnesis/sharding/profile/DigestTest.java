package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import io.anamnesis.sharding.profile.modality.IndexTold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Who has to change an expectation here raises {@link Digest#FORM} with it, else patients who sleep stay as they were. */
@Domain(AnyMessages.class)
@Domain(DomainContext.Global.class)
final class DigestTest {
    private static final String SOURCE = "source 2026-03-01T00:00:00Z [system:lab, tag:research-ok] {messages=1.0}";

    private static ModalityMessage message(String id, Payload payload) {
        return new ModalityMessage(
                new MessageId(id),
                Messages.PATIENT,
                new Source("lab", null),
                Messages.START,
                Messages.START,
                1,
                Set.of("research-ok"),
                payload,
                Map.of());
    }

    private static Payload variants() {
        return new Payload.GenomicPayload(new VariantCalls(
                "GRCh38",
                "S1",
                List.of(new VariantCalls.Variant(
                        "7", 55_191_822, "T", "G", "0/1", "EGFR", "missense_variant", "p.L858R", 0.4)),
                Map.of("tmb", 3.5)));
    }

    private static Payload image() {
        return new Payload.ImagingPayload(new ImagingStudy(
                "1.2", "1.2.3", "MR", "BRAIN", Map.of("volume-mm3", 1.5), new Embedding("m", new float[] {3, 4})));
    }

    private static Payload note() {
        NoteAnnotations.Entity entity = new NoteAnnotations.Entity(
                "fever", "symptom", 0, 5, 0, Assertion.PLAIN, PartialDate.parse("2020-05"), true, Map.of());
        return new Payload.NotePayload(new ClinicalNote(
                "n1",
                "11506-3",
                "en",
                "fever",
                null,
                PartialDate.parse("2021-02-03"),
                new NoteAnnotations("lex", List.of(new NoteAnnotations.Section("history", 0, 5)), List.of(entity), 0),
                new Embedding("m", new float[] {3, 4})));
    }

    private static Payload condition(String id) {
        ClinicalFacts facts = new ClinicalFacts(
                null,
                false,
                List.of(),
                List.of("cancer-condition"),
                List.of(
                        new Coding("http://hl7.org/fhir/sid/icd-10", "C71.9", null),
                        new Coding("http://snomed.info/sct", "254938000", null)),
                ClinicalTime.of("2019-05").orElseThrow(),
                null,
                List.of(),
                List.of(),
                null);
        return new Payload.ClinicalPayload(new ClinicalResource(
                "Condition", id, null, "active", "http://hl7.org/fhir/sid/icd-10", "C71.9", "{}", facts));
    }

    private static Profile profile(ModalityMessage... messages) {
        Profile profile = new Profile(Messages.settings());
        for (ModalityMessage message : messages) {
            profile.apply(Messages.event(profile.seq() + 1, message));
        }
        return profile;
    }

    private static Digest digest(ProfileViews views) {
        return views.digest(views.profile(), 3);
    }

    private static Digest.Part part(Profile profile, Modality modality) {
        return Objects.requireNonNull(
                digest(new ProfileViews(Messages.PATIENT, profile)).parts().get(modality));
    }

    private static List<String> elements(Digest.Part part) {
        return part.elements().stream().map(IndexTold::line).toList();
    }

    @Test
    void the_part_of_genomics() {
        Digest.Part part = part(profile(message("a", variants())), Modality.GENOMICS);

        assertThat(elements(part))
                .containsExactly(
                        SOURCE,
                        "biomarker 2026-03-01T00:00:00Z [name:tmb] {value=3.5}",
                        "variant 2026-03-01T00:00:00Z [assembly:GRCh38, class:missense, consequence:missense_variant, contig:7,"
                                + " filter:pass, gene:EGFR, hgvs:p.L858R, protein:p.Leu858Arg] {position=5.5191822E7, vaf=0.4}");
        assertThat(part.numbers()).containsEntry("genomics.variants.snv", 1.0).containsEntry("genomics.tmb", 3.5);
        assertThat(part.vectors()).isEmpty();
    }

    @Test
    void the_part_of_imaging() {
        Digest.Part part = part(profile(message("a", image())), Modality.IMAGING);

        assertThat(elements(part))
                .containsExactly(
                        SOURCE,
                        "series 2026-03-01T00:00:00Z [body-site:BRAIN, modality:MR, study:1.2] {instances=0.0}",
                        "study 2026-03-01T00:00:00Z [body-site:BRAIN, modality:MR, study:1.2] {instances=0.0}");
        assertThat(part.numbers()).containsEntry("imaging.radiomics.volume-mm3", 1.5);
        assertThat(part.vectors().get("imaging.m")).containsExactly(new float[] {3, 4});
    }

    @Test
    void the_part_of_notes() {
        Digest.Part part = part(profile(message("a", note())), Modality.NOTES);

        assertThat(elements(part))
                .containsExactly(
                        SOURCE,
                        "entity 2020-05-01T00:00:00Z [assertion:present, category:symptom, concept:fever, note:n1,"
                                + " section:history] {}",
                        "note 2021-02-03T00:00:00Z [type:11506-3] {characters=5.0}");
        assertThat(part.vectors().get("notes.m")).containsExactly(new float[] {0.6f, 0.8f}, new float[] {3, 4});
    }

    @Test
    void the_part_of_clinical_records() {
        Digest.Part part = part(profile(message("a", condition("c"))), Modality.CLINICAL);

        assertThat(elements(part))
                .containsExactly(
                        SOURCE,
                        "condition 2019-05-01T00:00:00Z [code:icd10:C71.9, code:snomed:254938000, status:active] {}",
                        "topic 2019-05-01T00:00:00Z [topic:cancer-condition] {}");
        assertThat(part.numbers()).containsEntry("clinical.active-condition-count", 1.0);
    }

    @Test
    void the_part_of_wearables() {
        Digest.Part part =
                part(profile(Messages.glucose("a", 0, 100), Messages.glucose("b", 5, 120)), Modality.WEARABLES);

        assertThat(elements(part))
                .containsExactly(
                        "source 2026-03-01T00:05:00Z [system:test] {messages=2.0}",
                        "metric 2026-03-01T00:05:00Z [metric:glucose, unit:mg/dL] {samples=2.0}");
        assertThat(part.numbers()).containsEntry("glucose.mean[24h]", 110.0);
        assertThat(part.seq()).isEqualTo(2);
    }

    @Test
    void a_missing_modality_has_no_part() {
        assertThat(digest(new ProfileViews(Messages.PATIENT, profile(Messages.glucose("a", 0, 100))))
                        .parts())
                .containsOnlyKeys(Modality.WEARABLES);
    }

    @Test
    void a_message_of_one_modality_leaves_the_parts_of_the_others_the_same_objects() {
        // Given
        Profile profile = profile(message("a", variants()), message("b", condition("c")));
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        Digest before = digest(views);

        // When
        profile.apply(Messages.event(3, Messages.glucose("d", 0, 100)));
        profile.apply(Messages.event(4, message("e", condition("c2"))));
        Digest after = digest(views);

        // Then
        assertThat(after.parts().get(Modality.GENOMICS)).isSameAs(before.parts().get(Modality.GENOMICS));
        assertThat(after.parts().get(Modality.CLINICAL))
                .isNotEqualTo(before.parts().get(Modality.CLINICAL));
        assertThat(after.parts().get(Modality.WEARABLES))
                .isNotNull()
                .isSameAs(digest(views).parts().get(Modality.WEARABLES));
    }

    @Test
    void very_many_sources_take_a_quarter_of_the_room_and_are_then_told_to_be_cut() {
        // Given
        Profile profile = profile();
        for (int i = 0; i < 600; i++) {
            ModalityMessage plain = message("m" + i, condition("c" + i));
            profile.apply(Messages.event(
                    i + 1,
                    new ModalityMessage(
                            plain.id(),
                            plain.patient(),
                            new Source("system-" + i, null),
                            plain.observedAt(),
                            plain.issuedAt(),
                            1,
                            Set.of(),
                            plain.payload(),
                            Map.of())));
        }

        // Then
        Digest.Part part = part(profile, Modality.CLINICAL);
        assertThat(part.elements())
                .filteredOn(each -> each.kind().equals("source"))
                .hasSize(500);
        assertThat(part.truncated()).containsExactly("source");
    }

    @Property(tries = 200)
    void only_words_of_the_vocabulary_are_used(@ForAll List<ModalityMessage> messages) {
        Profile profile = profile(messages.toArray(ModalityMessage[]::new));

        digest(new ProfileViews(Messages.PATIENT, profile)).parts().forEach((modality, part) -> assertThat(
                        part.elements())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(Vocabulary.allows(
                                modality,
                                each.kind(),
                                each.terms(),
                                each.numbers().keySet()))
                        .as("%s in %s", each, modality)
                        .isTrue()));
    }
}

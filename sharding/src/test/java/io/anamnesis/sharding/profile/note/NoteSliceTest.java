package io.anamnesis.sharding.profile.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Certainty;
import io.anamnesis.protocol.message.Assertion.Experiencer;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.PatientCommand.GetItems;
import io.anamnesis.protocol.patient.ProfileItem;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Fact;
import io.anamnesis.sharding.profile.modality.IndexTold;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.ItemPages;
import io.anamnesis.sharding.profile.modality.SliceForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NoteSliceTest {
    private static final Source SOURCE = new Source("ehr", null);
    private static final Assertion NEGATED = new Assertion(Certainty.NEGATED, Temporality.RECENT, Experiencer.PATIENT);

    private static final List<String> WITHDRAWN = List.of("(withdrawn)");

    /** What one message says: concepts, in the order of the text; one with a dash before it is negated. */
    record Said(String note, int issued, List<String> concepts) {}

    private static void place(NoteSlice slice, Said said, int seq) {
        if (said.concepts().equals(WITHDRAWN)) {
            slice.place(
                    new Payload.NotePayload(ClinicalNote.withdrawal(said.note())),
                    evidence(said, seq),
                    ItemChanges.UNHEARD);
            return;
        }
        String text = String.join(" ", said.concepts());
        List<NoteAnnotations.Entity> entities = new ArrayList<>();
        int at = 0;
        for (String concept : said.concepts()) {
            boolean negated = concept.startsWith("-");
            entities.add(new NoteAnnotations.Entity(
                    negated ? concept.substring(1) : concept,
                    "symptom",
                    at,
                    at + concept.length(),
                    0,
                    negated ? NEGATED : Assertion.PLAIN,
                    PartialDate.parse("2020-05"),
                    false,
                    Map.of()));
            at += concept.length() + 1;
        }
        ClinicalNote note = new ClinicalNote(
                said.note(),
                null,
                "en",
                text,
                null,
                null,
                new NoteAnnotations(
                        "lex", List.of(new NoteAnnotations.Section("preamble", 0, text.length())), entities, 0),
                new Embedding("m", new float[] {said.concepts().size(), 1}));
        slice.place(new Payload.NotePayload(note), evidence(said, seq), ItemChanges.UNHEARD);
    }

    private static Evidence evidence(Said said, int seq) {
        Fact fact = new Fact("m-" + Integer.toHexString(said.hashCode()), said.issued(), seq, 0);
        return new Evidence(
                fact, SOURCE, null, Instant.ofEpochSecond(said.note().hashCode()));
    }

    private static List<ProfileItem> items(NoteSlice slice, @Nullable String kind) {
        return ItemPages.page(
                        slice,
                        new GetItems(
                                new PatientId("p"), Caller.system("test"), Modality.NOTES, kind, Map.of(), null, 1_000))
                .items();
    }

    private static NoteSlice of(Said... said) {
        NoteSlice slice = new NoteSlice(1_000);
        for (int i = 0; i < said.length; i++) {
            place(slice, said[i], i + 1);
        }
        return slice;
    }

    @Test
    void a_newer_issue_of_a_note_replaces_its_entities() {
        NoteSlice slice =
                of(new Said("n1", 1, List.of("fever", "cough", "rash")), new Said("n1", 2, List.of("-fever")));
        assertThat(items(slice, "entity"))
                .extracting(each -> each.content().get("concept").textValue() + " "
                        + each.content().get("assertion").textValue())
                .containsExactly("fever negated");
        assertThat(IndexTold.of(slice))
                .containsExactly(
                        "entity 2020-05-01T00:00:00Z [assertion:negated, category:symptom, concept:fever, note:n1,"
                                + " section:preamble] {}",
                        "note 1970-01-01T00:57:39Z [] {characters=6.0}");
        assertThat(slice.features())
                .containsEntry("concept.fever", 0.0)
                .containsEntry("entities.symptom.negated", 1.0)
                .containsEntry("notes", 1.0)
                .doesNotContainKey("concept.rash");
    }

    @Test
    void a_note_that_is_taken_back_goes_with_all_parts_of_its_document_and_comes_back_only_when_issued_again() {
        Said first = new Said("n1", 1, List.of("fever", "cough"));
        Said part = new Said("n1#1", 1, List.of("rash"));
        Said other = new Said("n10", 1, List.of("cough"));
        Said gone = new Said("n1", 2, WITHDRAWN);
        NoteSlice slice = of(first, part, other, gone);

        assertThat(items(slice, "note")).extracting(ProfileItem::key).containsExactly("ehr|n10");
        assertThat(items(slice, "note-text")).hasSize(1);
        assertThat(items(slice, "note-withdrawal")).hasSize(1);
        assertThat(slice.features()).containsEntry("notes", 1.0).doesNotContainKeys("concept.fever", "concept.rash");

        place(slice, new Said("n1#2", 1, List.of("fever")), 5);
        assertThat(items(slice, "note")).as("issued before, arrived later").hasSize(1);
        place(slice, new Said("n1", 3, List.of("-fever")), 6);
        assertThat(slice.features()).containsEntry("notes", 2.0).containsEntry("concept.fever", 0.0);
    }

    @Test
    void of_two_notes_the_later_says_whether_a_concept_is_there() {
        assertThat("n2".hashCode()).isGreaterThan("n1".hashCode());
        NoteSlice slice = of(new Said("n2", 1, List.of("-fever")), new Said("n1", 5, List.of("fever", "cough")));
        assertThat(slice.features()).containsEntry("concept.fever", 0.0).containsEntry("concept.cough", 1.0);
    }

    @Test
    void raw_text_is_shown_by_its_own_kind_only_and_carries_its_tag() {
        NoteSlice slice = of(new Said("n1", 1, List.of("unmistakable")));
        assertThat(items(slice, null)).extracting(ProfileItem::kind).containsExactly("note", "entity");
        assertThat(items(slice, "note").toString()).doesNotContain("unmistakable");
        ProfileItem text = items(slice, "note-text").get(0);
        assertThat(text.content().get("text").textValue()).isEqualTo("unmistakable");
        assertThat(text.content().get("tags").toString()).isEqualTo("[\"phi-text\"]");
    }

    @Test
    void an_entity_shows_concept_assertion_date_note_and_offsets() {
        ProfileItem item = items(of(new Said("n1", 1, List.of("fever", "-cough"))), "entity")
                .get(1);
        assertThat(item.content().get("noteId").textValue()).isEqualTo("n1");
        assertThat(item.content().get("begin").intValue()).isEqualTo(6);
        assertThat(item.content().get("end").intValue()).isEqualTo(12);
        assertThat(item.content().get("date").textValue()).isEqualTo("2020-05");
        assertThat(item.content().get("certainty").textValue()).isEqualTo("negated");
    }

    @Test
    void the_patient_has_the_mean_direction_of_the_notes() {
        List<float[]> vectors =
                Objects.requireNonNull(of(new Said("n1", 1, List.of("a")), new Said("n2", 1, List.of("a", "b", "c")))
                        .vectors(2)
                        .get("m"));
        float[] mean = vectors.get(0);
        double length = Math.sqrt(20);
        assertThat(mean[0]).isEqualTo((float) (4 / length));
        assertThat(mean[1]).isEqualTo((float) (2 / length));
        assertThat(vectors)
                .as("then the latest note's own, as far as there is room")
                .hasSize(2);
        assertThat(vectors.get(1)).containsExactly(3, 1);
    }

    @Test
    void limits_say_both_numbers() {
        NoteSlice slice = of(new Said("n1", 1, List.of("a")));
        NoteSlice full = new NoteSlice(0);
        Payload payload = new Payload.NotePayload(new ClinicalNote("n2", null, null, "x"));
        assertThat(slice.refusal(payload)).isNull();
        assertThat(full.refusal(payload)).isEqualTo(new Rejection.LimitReached("notes a patient", 0, 1));
        Payload large = new Payload.NotePayload(new ClinicalNote("big", null, null, "x".repeat(1_000_000)));
        for (int i = 0; i < 20 && slice.refusal(large) == null; i++) {
            ClinicalNote each = new ClinicalNote("big" + i, null, null, "x".repeat(1_000_000));
            slice.place(
                    new Payload.NotePayload(each),
                    evidence(new Said("big" + i, 1, List.of()), i + 2),
                    ItemChanges.UNHEARD);
        }
        assertThat(slice.refusal(large))
                .isEqualTo(new Rejection.LimitReached("characters of notes a patient", 20_000_000, 20_000_001));
    }

    @Provide
    Arbitrary<List<Said>> said() {
        Arbitrary<String> concepts = Arbitraries.of("fever", "-fever", "cough", "-cough", "rash");
        return Combinators.combine(
                        Arbitraries.of("n1", "n1#1", "n2"),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.oneOf(concepts.list().ofMaxSize(4), Arbitraries.just(WITHDRAWN)))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements();
    }

    @Property(tries = 300)
    void any_permutation_and_duplication_gives_the_same_slice_and_so_does_a_snapshot(
            @ForAll("said") List<Said> said, @ForAll Random random) throws Exception {
        List<Said> other = new ArrayList<>(said);
        Collections.shuffle(other, random);
        other.addAll(said.subList(0, random.nextInt(said.size() + 1)));
        Map<Fact, Integer> places = new HashMap<>();
        Fact[] facts = new Fact[said.size()];
        NoteSlice one = new NoteSlice(1_000);
        for (int i = 0; i < said.size(); i++) {
            place(one, said.get(i), i + 1);
            facts[i] = evidence(said.get(i), i + 1).fact();
            places.put(facts[i], i);
        }
        NoteSlice shuffled = new NoteSlice(1_000);
        other.forEach(each -> place(shuffled, each, said.indexOf(each) + 1));
        NoteSlice back = new NoteSlice(1_000);
        SliceForms.Parts stored = SliceForms.write(one, places::get);
        assertThat(stored.form().toString()).as("texts lie apart").doesNotContain("\"text\"");
        assertThat(SliceForms.read(stored, back, i -> facts[i])).isTrue();
        for (NoteSlice each : List.of(shuffled, back)) {
            assertThat(items(each, null)).isEqualTo(items(one, null));
            assertThat(items(each, "note-text")).isEqualTo(items(one, "note-text"));
            assertThat(each.features()).isEqualTo(one.features());
            assertThat(IndexTold.of(each)).isEqualTo(IndexTold.of(one));
            assertThat(IndexTold.of(each, 2)).isEqualTo(IndexTold.of(one, 2));
            assertThat(IndexTold.vectors(each)).isEqualTo(IndexTold.vectors(one));
            for (int i = 0; i < one.holdings().size(); i++) {
                assertThat(List.copyOf(each.holdings().get(i).all()).toString())
                        .isEqualTo(List.copyOf(one.holdings().get(i).all()).toString());
            }
        }
    }
}

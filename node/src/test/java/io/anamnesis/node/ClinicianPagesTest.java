package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.browser.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The clinicians' pages in a real browser over a whole node: what a person sees and can do. */
class ClinicianPagesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final int DESK = 1280;
    private static final int PHONE = 390;

    @RegisterExtension
    static final NodeAndBrowser PAGES =
            new NodeAndBrowser(PageData.note("w-1", "note-1", NOW, "Chest pain since yesterday.")
                    + PageData.glucose("w-1", "cgm-1", NOW.minus(Duration.ofDays(2)), 576)
                    + PageData.condition("w-1", "cond-1", "I20.9")
                    + PageData.born("w-1", "1960-04-05")
                    + PageData.born("w-2", "2001-01-01")
                    + PageData.glucose("x-1", "cgm-2", NOW, 12));

    @Test
    void a_patient_is_found_by_how_the_id_begins_and_opened() throws Exception {
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("x-1");

        tab.fill("#find", "w-");
        tab.until("!document.body.innerText.includes('x-1') && document.body.innerText.includes('w-2')");
        fine(tab);
        tab.clickText("w-1");

        tab.until("location.hash === '#/patients/w-1'");
        tab.untilText("66 years");
        tab.evaluate("location.hash = '#/patients/nobody'");
        tab.untilText("Nothing is known of a patient with the id “nobody”");
    }

    @Test
    void a_patient_is_seen_with_what_is_missing_and_one_timeline() throws Exception {
        Tab tab = PAGES.visit("/patients/w-1", DESK);

        tab.untilText("male · born 1960-04-05");
        tab.until(
                "document.querySelector('.modality.imaging.absent') && document.querySelector('.modality.genomics.absent')");
        tab.until(
                "/clinical:1 notes:1 glucose:4[89]/.test(document.querySelector('anamnesis-timeline').dataset.drawn)");
        tab.untilText("live");
        fine(tab);
        tab.dark(true);
        fine(tab);
        tab.size(PHONE, 844);
        fine(tab);
        assertThat(tab.overflows()).isFalse();
    }

    @Test
    void the_timeline_is_moved_and_read_by_keys_and_each_thing_leads_to_its_message_and_file() throws Exception {
        Tab tab = PAGES.visit("/patients/w-1", DESK);
        tab.until("document.querySelector('anamnesis-timeline')?.dataset.drawn?.includes('notes:1')");
        String span = tab.evaluate("document.querySelector('anamnesis-timeline p').innerText")
                .asText();

        tab.evaluate("document.querySelector('.timeline').focus()");
        tab.press("+");
        tab.until("document.querySelector('anamnesis-timeline p').innerText !== '" + span + "'");
        tab.press("Home");
        tab.press(".");
        tab.press("Enter");

        tab.untilText("Place in the record");
        tab.evaluate("document.querySelector('dialog').close()");
        tab.evaluate("document.querySelector('.in-view').open = true");
        String row = "[...document.querySelectorAll('.in-view tr')].find(r => r.innerText.includes('Letter'))";
        tab.evaluate(row + ".querySelector('button').click()");
        tab.until("document.querySelector('dialog').innerText.includes('letters.txt')");
        String evidence =
                tab.evaluate("document.querySelector('dialog').innerText").asText();
        assertThat(evidence).contains("note-1", "ward-ehr", "letters.txt", "17");
        tab.clickText("Read the note");
        tab.untilText("Chest pain since yesterday.");
        fine(tab);
    }

    /** Beside ten years the room behind the last thing is ten weeks: the last fortnight is not to lie in there. */
    @Test
    void a_short_span_of_a_long_life_ends_with_what_is_known() throws Exception {
        PAGES.node()
                .record(PageData.note("long-1", "note-old", NOW.minus(Duration.ofDays(3650)), "All is well.")
                        + PageData.glucose("long-1", "cgm-long", NOW.minus(Duration.ofHours(2)), 24));
        Tab tab = PAGES.visit("/patients/long-1", DESK);
        tab.until("document.querySelector('anamnesis-timeline')?.dataset.drawn?.includes('notes:')");

        tab.clickText("Whole");
        tab.clickText("14 d");

        tab.until("/glucose:[1-9]/.test(document.querySelector('anamnesis-timeline').dataset.drawn)");
        fine(tab);
    }

    @Test
    void a_change_is_seen_without_asking_again() {
        PAGES.node().record(PageData.born("live-1", "1950-01-01"));
        Tab tab = PAGES.visit("/patients/live-1", DESK);
        tab.untilText("live");
        tab.until("document.querySelector('.modality.notes.absent')");

        PAGES.node().record(PageData.note("live-1", "note-live", NOW, "All is well."));

        tab.until("!document.querySelector('.modality.notes.absent')");
        tab.untilText("last change: notes");
        tab.until("document.querySelector('anamnesis-timeline').dataset.drawn.includes('notes:1')");
        tab.until("document.querySelector('#record-title').closest('section').innerText.includes('note-live')");
        assertThat(tab.wrong().stream().filter(each -> !each.contains("/fusion")))
                .isEmpty();
    }

    @Test
    void a_page_says_that_it_is_cut_off_when_its_server_is_gone(@TempDir Path folder) throws IOException {
        MemoryNode leaving = new MemoryNode(folder);
        leaving.record(PageData.born("p-1", "1950-01-01"));
        Tab tab = PAGES.tab(DESK, 900);
        tab.visit(leaving.page("/app/", "/patients/p-1"));
        tab.until("document.querySelector('.patient-head .badge.good')?.innerText === 'live'");

        leaving.close();

        tab.until("document.querySelector('.patient-head .badge.warn')?.innerText === 'reconnecting'");
        tab.until("document.querySelector('.patient-head .badge.bad')?.innerText.startsWith('stale')");
    }

    @Test
    void a_cohort_is_built_from_text_and_form_and_says_what_nobody_can_tell() throws Exception {
        Tab tab = PAGES.visit("/cohort", DESK);

        tab.fill("#criterion", "age > 40 and gene:EGFR");
        tab.until("document.querySelector('.figure-warn dd')?.innerText > 0");
        tab.untilText("more decidable with genomics");
        fine(tab);

        tab.fill("#criterion", "age > 40");
        tab.until("[...document.querySelectorAll('tbody a')].some(a => a.innerText === 'w-1')");
        tab.evaluate("document.querySelector('#kind').value = 'dx';"
                + " document.querySelector('#kind').dispatchEvent(new Event('change'))");
        tab.fill("#add-code", "I20");
        tab.clickText("Add");
        tab.until("document.querySelector('#criterion').value === 'age > 40 and dx:I20'");
        tab.until("document.querySelector('.figure-good dd')?.innerText === '1'");
        assertThat(tab.evaluate("location.hash").asText()).contains("dx%3AI20");

        tab.fill("#criterion", "age > and dx:I20");
        tab.until("document.querySelector('.marked u')?.innerText === 'and'");
        assertThat(tab.text()).contains("line 1, column 7");
        assertThat(tab.barriers()).isEmpty();
    }

    @Test
    void who_enters_a_live_cohort_is_seen_at_once() throws Exception {
        Tab tab = PAGES.visit("/cohort?q=" + "dx%3AE10", DESK);
        tab.clickText("Watch live …");
        tab.fill("#cohort-name", "diabetes-one");
        tab.clickText("Define");
        tab.until("location.hash === '#/live/diabetes-one'");
        tab.until("document.querySelector('.patient-head .badge.good')?.innerText === 'live'");

        PAGES.node().record(PageData.condition("e-1", "cond-e", "E10.9"));

        tab.until("[...document.querySelectorAll('#moves-title')].length"
                + " && document.querySelector('#moves-title').closest('section').innerText.includes('e-1')");
        tab.until("document.querySelector('#members-title').closest('section').innerText.includes('e-1')");
        fine(tab);
        tab.evaluate("location.hash = '#/live'");
        tab.untilText("diabetes-one");
        fine(tab);
    }

    @Test
    void what_people_decided_is_recorded_under_their_name_and_printed_without_the_form() throws Exception {
        Tab tab = PAGES.visit("/patients/w-2/board", DESK);
        tab.untilText("None is recorded yet.");

        tab.fill("#decision", "Angiography first.");
        tab.clickText("Record as dr-1");

        tab.until("document.querySelector('.decision')?.innerText.includes('Angiography first.')");
        assertThat(tab.evaluate("document.querySelector('.decision').innerText").asText())
                .contains("dr-1", "decision-");
        fine(tab);
        tab.print(true);
        assertThat(tab.evaluate("getComputedStyle(document.querySelector('form.no-print')).display")
                        .asText())
                .isEqualTo("none");
        assertThat(tab.evaluate("getComputedStyle(document.querySelector('.top')).display")
                        .asText())
                .isEqualTo("none");
    }

    /** No barrier, nothing refused or thrown, nothing asked of anybody else; that a route is not offered is no fault of the page. */
    private void fine(Tab tab) throws IOException {
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.wrong().stream()
                        .filter(each ->
                                !List.of("/fusion", "/similarity/query", "/patients/nobody", "/cohorts/query").stream()
                                        .anyMatch(each::contains)))
                .isEmpty();
        assertThat(tab.requests())
                .allMatch(url -> url.startsWith(PAGES.node().url() + "/") || url.startsWith("about:"));
    }
}

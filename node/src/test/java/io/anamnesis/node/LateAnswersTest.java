package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.browser.Tab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes late, or all the time, in a real browser: nothing of it is shown in a wrong place, and nothing is left out. */
class LateAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final int DESK = 1280;
    private static final String EVIDENCE = "document.querySelector('dialog').innerText";
    private static final String RECORD = "document.querySelector('#record-title').closest('section').innerText";
    /** Milliseconds in which a page that loads what has changed beside what it loads already would have done so. */
    private static final int ITEMS_GATHERED = 1_500;

    private static final String SHOW = "[...document.querySelectorAll('.in-view tr')]"
            + ".find(row => row.innerText.includes('%s')).querySelector('button').click()";

    @RegisterExtension
    static final NodeAndBrowser PAGES = new NodeAndBrowser(PageData.born("w-1", "1960-04-05")
            + PageData.note("w-1", "note-1", NOW, "Chest pain since yesterday.")
            + PageData.condition("w-1", "cond-1", "I20.9")
            + PageData.born("w-2", "2001-01-01"));

    @Test
    void an_answer_about_one_patient_is_not_shown_as_another_s() {
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");
        tab.holdAnswers("/patients/w-1");
        tab.evaluate("location.hash = '#/patients/w-1'");
        tab.untilHeld(3);

        tab.evaluate("location.hash = '#/patients/w-2'");
        tab.untilText("born 2001-01-01");
        tab.letAnswersGo();

        assertThat(tab.text()).contains("born 2001-01-01").doesNotContain("1960-04-05", "note-1", "cond-1");
    }

    @Test
    void an_answer_about_one_patient_is_not_shown_on_the_sheet_of_another() {
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");
        tab.holdAnswers("/patients/w-1/items");
        tab.evaluate("location.hash = '#/patients/w-1/board'");
        tab.untilHeld(1);

        tab.evaluate("location.hash = '#/patients/w-2/board'");
        tab.untilText("None is recorded yet.");
        tab.letAnswersGo();

        assertThat(tab.text()).contains("Tumour board: w-2").doesNotContain("1960", "Diagnosis", "Letter");
    }

    @Test
    void enter_opens_who_is_typed_and_not_who_was_found_by_what_stood_there_before() {
        Tab tab = PAGES.visit("/", DESK);
        tab.fill("#find", "w-1");
        tab.until("document.querySelectorAll('tbody tr').length === 1 && document.body.innerText.includes('w-1')");

        tab.fill("#find", "w-2");
        tab.evaluate("document.querySelector('form[role=search]').requestSubmit()");

        tab.until("location.hash === '#/patients/w-2'");
    }

    @Test
    void evidence_that_is_closed_and_asked_for_again_at_once_is_shown() {
        Tab tab = PAGES.visit("/patients/w-1", DESK);
        tab.until("document.querySelector('anamnesis-timeline')?.dataset.drawn?.includes('notes:1')");
        tab.evaluate("document.querySelector('.in-view').open = true");
        tab.evaluate(SHOW.formatted("Letter"));
        tab.until(EVIDENCE + ".includes('letters.txt')");

        tab.evaluate("document.querySelector('dialog').close(); " + SHOW.formatted("Diagnosis"));
        tab.drawn();

        assertThat(tab.evaluate(EVIDENCE).asText()).contains("cond-1");
        tab.evaluate("document.querySelector('dialog').close()");
        tab.until("document.querySelector('dialog').innerHTML.includes('cond-1') === false");
    }

    @Test
    void a_cohort_is_named_although_naming_it_was_given_up_a_moment_ago() {
        Tab tab = PAGES.visit("/cohort?q=dx%3AI20", DESK);
        tab.clickText("Watch live …");
        tab.until("document.querySelector('.namer').open");

        tab.evaluate("document.querySelector('.namer').close();"
                + " [...document.querySelectorAll('button')].find(b => b.innerText === 'Watch live …').click()");
        tab.drawn();

        assertThat(tab.evaluate("document.querySelector('.namer').open").asBoolean())
                .isTrue();
    }

    @Test
    void what_is_recorded_while_a_page_loads_is_shown_too() {
        PAGES.node().record(PageData.note("load-1", "note-early", NOW, "All is well."));
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");
        tab.holdFirstAnswers("/items/notes", 1);
        tab.evaluate("location.hash = '#/patients/load-1'");
        tab.untilHeld(1);

        PAGES.node().record(PageData.note("load-1", "note-late", NOW.plusSeconds(60), "Still well."));
        tab.untilText("last change: notes");
        tab.untilText("note-late");
        tab.until("performance.now() > " + (tab.evaluate("performance.now()").asDouble() + ITEMS_GATHERED));
        tab.letAnswersGo();

        tab.until("document.querySelector('anamnesis-timeline').dataset.drawn.includes('notes:2')");
    }

    @Test
    void samples_that_come_while_a_curve_loads_are_shown_too() {
        PAGES.node().record(PageData.glucose("curve-1", "cgm-early", NOW, 12));
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");
        tab.holdFirstAnswers("/windows", 1);
        tab.evaluate("location.hash = '#/patients/curve-1'");
        tab.untilHeld(1);

        PAGES.node().record(PageData.glucose("curve-1", "cgm-late", NOW.plus(Duration.ofHours(1)), 12));
        tab.untilText("last change: wearables");
        tab.until("document.querySelector('anamnesis-timeline').dataset.drawn.includes('glucose:1')");
        tab.letAnswersGo();

        tab.until("document.querySelector('anamnesis-timeline').dataset.drawn.includes('glucose:2')");
    }

    @Test
    void what_comes_without_a_pause_is_shown_while_it_comes() {
        PAGES.node().record(PageData.born("busy-1", "1950-01-01"));
        Tab tab = PAGES.visit("/patients/busy-1", DESK);
        tab.until(RECORD + ".includes('born-busy-1')");

        Instant giveUp = Instant.now().plus(Duration.ofSeconds(20));
        for (int i = 0;
                !tab.evaluate(RECORD + ".includes('flow-') && document.querySelector('anamnesis-timeline')"
                                + ".dataset.drawn.includes('notes:')")
                        .asBoolean();
                i++) {
            assertThat(Instant.now()).as("nothing is shown before it stops").isBefore(giveUp);
            PAGES.node().record(PageData.note("busy-1", "flow-" + i, NOW.plusSeconds(i), "All is well."));
        }
    }

    @Test
    void a_console_that_is_signed_into_twice_in_a_row_listens_once() {
        Tab tab = console();
        tab.holdAnswers("/ops/cluster");
        tab.evaluate("window.opened = []; window.WebSocket = class extends WebSocket {"
                + " constructor(...how) { super(...how); opened.push(this); } };"
                + " import('/assets/session.js').then(({ session }) => { const { token } = session;"
                + " session.signOut(); session.signIn(token); session.signIn(token); })");
        tab.untilHeld(1);

        tab.letAnswersGo();

        tab.until("opened.some(socket => socket.readyState === WebSocket.OPEN)");
        tab.drawn();
        assertThat(tab.evaluate("opened.length").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 409})
    void the_answer_to_one_act_of_an_operator_is_not_taken_for_that_to_another(int status) {
        Tab tab = console();
        tab.holdAnswersAs("/rebalance", status);
        tab.clickText("Even out now …");
        tab.fill("#reason", "a new node");
        tab.click("dialog button.primary");
        tab.untilHeld(1);

        tab.clickText("Cancel");
        tab.clickText("Even out now …");
        tab.until("document.querySelector('dialog').open");
        tab.fill("#reason", "once more");
        tab.letAnswersGo();

        assertThat(tab.evaluate("document.querySelector('dialog').open").asBoolean())
                .isTrue();
        assertThat(tab.evaluate("document.querySelectorAll('dialog .note').length")
                        .asInt())
                .isZero();
        assertThat(tab.evaluate("document.querySelector('#reason').value").asText())
                .isEqualTo("once more");
    }

    private static Tab console() {
        Tab tab = PAGES.tab(DESK, 1200);
        tab.visit(PAGES.node().url() + "/ops/#token=" + PAGES.node().operator);
        tab.untilText("Nodes and shards");
        return tab;
    }

    @Test
    void a_token_that_is_refused_late_signs_nobody_out_who_has_another_by_now() {
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");
        tab.holdAnswersAs("/v1/asked", 401);
        tab.evaluate("Promise.all([import('/assets/api.js'), import('/assets/session.js')])"
                + ".then(([{ get }, { session }]) => { window.session = session; get('/v1/asked').catch(() => {}); })");
        tab.evaluate("session.signIn('" + PAGES.node().researcher + "')");
        tab.letAnswersGo();
        assertThat(tab.evaluate("session.subject").asText()).isEqualTo("re-1");

        tab.holdAnswersAs("/v1/asked", 401);
        tab.evaluate("import('/assets/api.js').then(({ get }) => { get('/v1/asked').catch(() => {}); })");
        tab.letAnswersGo();
        assertThat(tab.evaluate("session.signedIn").asBoolean()).isFalse();
    }

    @Test
    void of_several_questions_the_last_one_counts_and_what_is_asked_again_waits_for_its_answer() {
        Tab tab = PAGES.visit("/", DESK);
        tab.untilText("w-2");

        String told = tab.evaluate("""
                import('/assets/api.js').then(async ({ Last }) => {
                    const told = [];
                    const asked = [];
                    const last = new Last();
                    const ask = (name) => last.ask(
                        (signal) => new Promise((answer, fail) => asked.push({ name, signal, answer, fail })),
                        (answer) => told.push(answer), (problem) => told.push('failed ' + problem));
                    const turn = () => new Promise(done => setTimeout(done));
                    ask('one');
                    ask('two');
                    told.push(asked[0].signal.aborted);
                    asked[1].answer('two');
                    asked[0].answer('one');
                    await turn();
                    last.again();
                    last.again();
                    last.again();
                    told.push(asked.length);
                    asked[2].answer('three');
                    await turn();
                    told.push(asked.length);
                    asked[3].fail('four');
                    await turn();
                    told.push(asked.length);
                    ask('five');
                    last.again();
                    last.leave();
                    asked[4].fail('five');
                    await turn();
                    told.push(asked.length);
                    return told.join(' ');
                })""").asText();

        assertThat(told).isEqualTo("true two 3 three 4 failed four 4 5");
    }
}

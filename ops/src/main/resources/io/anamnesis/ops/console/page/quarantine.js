/* Messages that were kept aside: by day, without their content; each can be recorded after all, or discarded. */
import { html, nothing } from 'lit';
import { PageElement, announce, badge, moment, panel, table } from '/assets/page.js';
import { Last, get, post, path } from '/assets/api.js';
import { formatSecond } from '/assets/format.js';

const PAGE = 100;
const STATE = { OPEN: ['warn', 'open'], REPLAYED: ['good', 'recorded'], DISCARDED: ['quiet', 'discarded'] };

class Quarantine extends PageElement {
    static properties = { page: { state: true }, wrong: { state: true }, day: { state: true }, busy: { state: true } };

    constructor() {
        super();
        this.page = null;
        this.wrong = null;
        this.busy = '';
        this.after = [];
        this.asked = new Last();
        this.day = new Date().toISOString().slice(0, 10);
    }

    connectedCallback() {
        super.connectedCallback();
        this.load();
    }

    disconnectedCallback() {
        this.asked.leave();
        super.disconnectedCallback();
    }

    load() {
        const which = { day: this.day + 'T00:00:00Z', after: this.after.at(-1), limit: PAGE };
        this.asked.ask(
            (signal) => get(path(['v1', 'quarantine'], which), { signal }),
            (page) => {
                this.page = page;
                this.wrong = null;
            },
            (problem) => (this.wrong = problem),
        );
    }

    turn(after) {
        this.after = after;
        this.load();
    }

    async settle(entry, verb, done) {
        this.busy = entry.id;
        try {
            await post(path(['v1', 'quarantine', entry.id, verb]));
            announce(done, 'good');
        } catch (problem) {
            announce(problem.message, 'bad');
        } finally {
            this.busy = '';
            this.load();
        }
    }

    render() {
        return panel(
            {
                id: 'quarantine-title',
                title: 'Kept aside',
                meaning: 'Messages that were neither accepted nor refused: they did not meet an expectation. Their content is not shown here.',
                next: html`Mend the source; then record them after all. One that needs a correction is replayed with it by
                    <code>POST /v1/quarantine/{id}/replay</code>.`,
                state: this.wrong ? 'error' : this.page ? 'ready' : 'loading',
                error: this.wrong,
                retry: () => this.load(),
            },
            html`<div class="stack">
                <div class="field">
                    <label for="day">Day of receipt (UTC)</label>
                    <input id="day" type="date" .value=${this.day} @change=${this.chosen} />
                </div>
                ${this.page ? this.entries() : nothing}
            </div>`,
        );
    }

    chosen(event) {
        if (event.target.value) {
            this.day = event.target.value;
            this.turn([]);
        }
    }

    entries() {
        return table({
            caption: 'Messages kept aside on ' + this.day,
            columns: [
                { label: 'Received', cell: (row) => moment(row.receivedAt, formatSecond), heading: true },
                { label: 'From', cell: (row) => row.sourceSystem },
                { label: 'Rule', cell: (row) => html`<code>${row.rule}</code>` },
                { label: 'Where', cell: (row) => html`<code>${row.pointer}</code>` },
                { label: 'Why', cell: (row) => row.reason },
                { label: 'State', cell: (row) => badge(...STATE[row.state]) },
                { label: 'Do', cell: (row) => this.buttons(row) },
            ],
            rows: this.page.entries,
            empty: 'Nothing was kept aside on this day.',
            previous: this.after.length ? () => this.turn(this.after.slice(0, -1)) : undefined,
            next: this.page.nextAfter ? () => this.turn([...this.after, this.page.nextAfter]) : undefined,
        });
    }

    buttons(row) {
        if (row.state !== 'OPEN') {
            return row.settledBy ?? '';
        }
        return html`<span class="row">
            <button ?disabled=${this.busy === row.id} @click=${() => this.settle(row, 'replay', 'It is recorded.')}>Record</button>
            <button ?disabled=${this.busy === row.id} @click=${() => this.settle(row, 'discard', 'It is discarded; it stays to be seen.')}>Discard</button>
        </span>`;
    }
}

customElements.define('ops-quarantine', Quarantine);

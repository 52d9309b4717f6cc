/* What operators did: who, when, why, and what came of it. */
import { html } from 'lit';
import { PageElement, badge, moment, panel, table } from '/assets/page.js';
import { Last, get, path } from '/assets/api.js';
import { formatSecond } from '/assets/format.js';

const PAGE = 50;
const STATE = { ASKED: ['quiet', 'under way'], DONE: ['good', 'done'], FAILED: ['bad', 'failed'] };

class Actions extends PageElement {
    static properties = { page: { state: true }, wrong: { state: true }, before: { state: true } };

    constructor() {
        super();
        this.page = null;
        this.wrong = null;
        this.before = [];
        this.asked = new Last();
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
        this.asked.ask(
            (signal) => get(path(['v1', 'ops', 'actions'], { before: this.before.at(-1), limit: PAGE }), { signal }),
            (page) => {
                this.page = page;
                this.wrong = null;
            },
            (problem) => (this.wrong = problem),
        );
    }

    turn(before) {
        this.before = before;
        this.load();
    }

    render() {
        return panel(
            {
                id: 'actions-title',
                title: 'Actions',
                meaning: 'Every drain, restart and down is recorded before it is done. "Under way" for long: the node that was asked ended too.',
                state: this.wrong ? 'error' : this.page ? 'ready' : 'loading',
                error: this.wrong,
                retry: () => this.load(),
                aside: html`<button @click=${() => this.load()}>Load again</button>`,
            },
            this.page
                ? table({
                      caption: 'Actions, the newest first',
                      quiet: true,
                      columns: [
                          { label: 'When', cell: (row) => moment(row.at, formatSecond), heading: true },
                          { label: 'Who', cell: (row) => row.by },
                          { label: 'What', cell: (row) => html`${row.verb} <span class="mono">${row.target}</span>` },
                          { label: 'Why', cell: (row) => row.reason },
                          { label: 'State', cell: (row) => badge(...STATE[row.state]) },
                          { label: 'What came of it', cell: (row) => row.outcome },
                      ],
                      rows: this.page.actions,
                      empty: 'No operator has done anything in two years.',
                      previous: this.before.length ? () => this.turn(this.before.slice(0, -1)) : undefined,
                      next: this.page.next ? () => this.turn([...this.before, this.page.next]) : undefined,
                  })
                : '',
        );
    }
}

customElements.define('ops-actions', Actions);

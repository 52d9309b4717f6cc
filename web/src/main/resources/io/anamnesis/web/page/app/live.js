/* Live cohorts: the list, and of one its members and who entered and left, as it happens. */
import { html, nothing } from 'lit';
import { PageElement, announce, badge, moment, panel, table } from '/assets/page.js';
import { Last, get, path, remove } from '/assets/api.js';
import { Feed, STATES } from '/assets/feed.js';
import { link } from '/assets/route.js';
import { formatCount, formatMinute } from '/assets/format.js';

const PAGE = 50;
const CHANGES = 50;
const GATHER_MILLIS = 500;
const TONES = { live: 'good', connecting: 'quiet', reconnecting: 'warn', stale: 'bad', ended: 'quiet', refused: 'bad' };

class Live extends PageElement {
    static properties = {
        name: {},
        list: { state: true },
        cohort: { state: true },
        members: { state: true },
        changes: { state: true },
        feed: { state: true },
        error: { state: true },
    };

    constructor() {
        super();
        this.list = null;
        this.cohort = null;
        this.members = null;
        this.changes = [];
        this.feed = 'connecting';
        this.error = null;
        this.befores = [];
        this.after = undefined;
        this.asked = new Last();
        this.timer = 0;
    }

    willUpdate(changed) {
        if (changed.has('name')) {
            document.title = `${this.name || 'Live cohorts'} – Anamnesis`;
            if (this.name) {
                this.open();
            } else {
                this.loadList();
            }
        }
    }

    disconnectedCallback() {
        this.watch?.close();
        this.asked.leave();
        clearTimeout(this.timer);
        super.disconnectedCallback();
    }

    loadList(after) {
        this.asked.ask(
            (signal) => get(path(['v1', 'cohorts'], { after, limit: PAGE }), { signal }),
            (list) => {
                this.list = list;
                this.error = null;
            },
            (broken) => (this.error = broken),
        );
    }

    async open() {
        try {
            this.cohort = await get(path(['v1', 'cohorts', this.name]));
            await this.loadHistory();
        } catch (broken) {
            this.error = broken;
            return;
        }
        if (!this.isConnected) {
            return; // gone elsewhere meanwhile: nobody would close the feed
        }
        this.loadMembers();
        this.watch = new Feed(path(['v1', 'feeds', 'cohorts', this.name]), {
            fromSeq: this.cohort.seq,
            onFrame: (frame) => this.framed(frame),
            onState: (state) => (this.feed = state),
        }).open();
    }

    /** The latest changes up to where the feed goes on. */
    async loadHistory() {
        const page = await get(
            path(['v1', 'cohorts', this.name, 'history'], { afterSeq: Math.max(0, this.cohort.seq - CHANGES), limit: CHANGES }),
        );
        this.changes = page.changes.filter((each) => each.seq <= this.cohort.seq).reverse();
    }

    loadMembers(after, befores = []) {
        this.asked.ask(
            (signal) => get(path(['v1', 'cohorts', this.name, 'members'], { after, limit: PAGE }), { signal }),
            (members) => {
                this.members = members;
                this.after = after;
                this.befores = befores;
            },
            (broken) => (this.error = broken),
        );
    }

    framed(frame) {
        if (frame.type === 'snapshot') {
            this.cohort = frame.state;
            this.asked.again();
        } else if (frame.type === 'change') {
            const entered = frame.change.move === 'entered';
            this.changes = [frame.change, ...this.changes].slice(0, CHANGES);
            this.cohort = { ...this.cohort, seq: frame.seq, members: this.cohort.members + (entered ? 1 : -1) };
            announce(`${frame.change.patient} ${frame.change.move}.`);
            this.timer ||= setTimeout(() => {
                this.timer = 0;
                this.asked.again();
            }, GATHER_MILLIS);
        }
    }

    async end() {
        if (!confirm(`End the cohort ${this.name}? Nobody is judged by it any more; its history stays.`)) {
            return;
        }
        try {
            this.cohort = await remove(path(['v1', 'cohorts', this.name]));
            announce('The cohort has ended.', 'good');
        } catch (broken) {
            this.error = broken;
        }
    }

    render() {
        return this.name ? this.one() : this.all();
    }

    all() {
        return html`<h1>Live cohorts</h1>
            ${panel(
                {
                    id: 'cohorts-title',
                    title: 'Named cohorts',
                    meaning: 'Standing questions: who is in them is known at every moment, and who entered and left is kept.',
                    state: this.error ? 'error' : !this.list ? 'loading' : this.list.cohorts.length ? 'ready' : 'empty',
                    empty: html`None is defined. <a href="#/cohort">Build a cohort</a> and choose “Watch live”.`,
                    error: this.error,
                    retry: () => this.loadList(),
                    next: html`<a href="#/cohort">Build another cohort</a>`,
                },
                this.list
                    ? table({
                          caption: 'Live cohorts',
                          quiet: true,
                          columns: [
                              { label: 'Name', heading: true, cell: (c) => html`<a href=${link('live', c.name)}>${c.name}</a>` },
                              { label: 'State', cell: (c) => (c.endedAt ? badge('quiet', 'ended') : badge('good', 'live')) },
                              { label: 'What for', cell: (c) => c.description },
                              { label: 'Version', number: true, cell: (c) => c.version },
                              { label: 'By', cell: (c) => c.createdBy },
                              { label: 'Since', cell: (c) => moment(c.createdAt, formatMinute) },
                          ],
                          rows: this.list.cohorts,
                          next: this.list.nextAfter ? () => this.loadList(this.list.nextAfter) : undefined,
                      })
                    : nothing,
            )}`;
    }

    one() {
        if (this.error && !this.cohort) {
            return html`<h1>${this.name}</h1>
                <div class="note bad" role="alert">${this.error.message} <code>${this.error.code ?? ''}</code></div>
                <p><a href="#/live">All live cohorts</a></p>`;
        }
        const settled = this.cohort?.settled;
        return html`<div class="patient-head">
                <div>
                    <h1>${this.name}</h1>
                    <p class="muted">${this.cohort?.cohort.description || 'No description.'}</p>
                </div>
                <div class="row">
                    <span role="status">${badge(TONES[this.feed], STATES[this.feed])}</span>
                    ${this.cohort && !this.cohort.cohort.endedAt ? html`<button @click=${this.end}>End it</button>` : nothing}
                </div>
            </div>
            ${this.cohort
                ? html`<dl class="figures band">
                          <div><dt>Members</dt><dd aria-live="polite">${formatCount(this.cohort.members)}</dd></div>
                          <div><dt>Changes so far</dt><dd>${formatCount(this.cohort.seq)}</dd></div>
                          <div><dt>Version</dt><dd>${this.cohort.cohort.version}<small>by ${this.cohort.cohort.createdBy}</small></dd></div>
                      </dl>
                      ${settled && settled.slices < settled.of
                          ? html`<p class="note warn">
                                ${settled.slices} of ${settled.of} parts of all patients are judged by this version; the rest are members as before.
                            </p>`
                          : nothing}`
                : nothing}
            <div class="halves">
                ${panel(
                    { id: 'members-title', title: 'Members', meaning: 'Of whom the criteria are true now.', state: this.members ? 'ready' : 'loading' },
                    this.members ? this.memberTable() : nothing,
                )}
                ${panel(
                    { id: 'moves-title', title: 'Entered and left', meaning: 'The latest first; none is left out.', state: this.cohort ? 'ready' : 'loading' },
                    table({
                        caption: 'Changes',
                        quiet: true,
                        columns: [
                            { label: 'No.', number: true, cell: (c) => formatCount(c.seq) },
                            { label: 'Patient', heading: true, cell: (c) => html`<a href=${link('patients', c.patient)}>${c.patient}</a>` },
                            { label: 'Move', cell: (c) => badge(c.move === 'entered' ? 'good' : 'quiet', c.move) },
                            { label: 'When', cell: (c) => moment(c.at, formatMinute) },
                        ],
                        rows: this.changes,
                        empty: 'Nobody has entered or left yet.',
                    }),
                )}
            </div>`;
    }

    memberTable() {
        return table({
            caption: 'Members',
            quiet: true,
            columns: [
                { label: 'Patient', heading: true, cell: (m) => html`<a href=${link('patients', m.patient)}>${m.patient}</a>` },
                { label: 'Since', cell: (m) => moment(m.since, formatMinute) },
                { label: 'With change', number: true, cell: (m) => formatCount(m.seq) },
            ],
            rows: this.members.patients,
            empty: 'Nobody.',
            previous: this.befores.length ? () => this.loadMembers(this.befores.at(-1), this.befores.slice(0, -1)) : undefined,
            next: this.members.nextAfter ? () => this.loadMembers(this.members.nextAfter, [...this.befores, this.after]) : undefined,
        });
    }
}

customElements.define('anamnesis-live', Live);

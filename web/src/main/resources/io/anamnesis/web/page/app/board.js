/* One patient on one sheet for a tumour board, with what people decided. Prints; the machine decides nothing here. */
import { html, nothing } from 'lit';
import { PageElement, announce, failure, loading, moment, table } from '/assets/page.js';
import { get, path, post } from '/assets/api.js';
import { session } from '/assets/session.js';
import { link } from '/assets/route.js';
import { formatCount, formatDay, formatMinute, formatNumber, plural } from '/assets/format.js';
import { MODALITIES, MODALITY_NAMES, demographics, labelOf, noteType, timeOf, unitOf } from '/app/words.js';
import '/app/fusion.js';

const TYPE = 'tumour-board-decision';
const MOST = 12;
const LATEST_FIRST = (one, other) => timeOf(other) - timeOf(one);
/** The sheet's sections: heading, modality, kind, which of them, what is said where there is none. */
const SECTIONS = [
    { key: 'conditions', title: 'Diagnoses', modality: 'clinical', kind: 'condition', first: activeFirst },
    { key: 'variants', title: 'Variants', modality: 'genomics', kind: 'variant', first: byWeight },
    { key: 'biomarkers', title: 'Biomarkers', modality: 'genomics', kind: 'biomarker' },
    { key: 'series', title: 'Imaging', modality: 'imaging', kind: 'series' },
    { key: 'medications', title: 'Medication', modality: 'clinical', kind: 'medication-request', first: activeFirst },
    { key: 'procedures', title: 'Procedures', modality: 'clinical', kind: 'procedure' },
    { key: 'notes', title: 'Notes', modality: 'notes', kind: 'note', only: (item) => item.content.noteType !== TYPE },
];

class Board extends PageElement {
    static properties = {
        patient: {},
        profile: { state: true },
        who: { state: true },
        found: { state: true },
        decisions: { state: true },
        error: { state: true },
        deciding: { state: true },
    };

    constructor() {
        super();
        this.profile = null;
        this.who = null;
        this.found = new Map();
        this.decisions = null;
        this.error = null;
        this.deciding = null;
        this.draft = crypto.randomUUID();
    }

    willUpdate(changed) {
        if (changed.has('patient')) {
            document.title = `Tumour board, ${this.patient} – Anamnesis`;
            this.load();
        }
    }

    async load() {
        const base = ['v1', 'patients', this.patient];
        try {
            this.profile = await get(path(base));
            this.who = demographics((await get(path([...base, 'items', 'clinical'], { kind: 'patient', limit: 5 }))).items);
        } catch (broken) {
            this.error = broken;
            return;
        }
        this.loadDecisions();
        await Promise.all(SECTIONS.map((section) => this.loadSection(section)));
    }

    async loadSection(section) {
        try {
            const page = await get(path(['v1', 'patients', this.patient, 'items', section.modality], { kind: section.kind, limit: 1000 }));
            const items = page.items.filter(section.only ?? (() => true)).sort(section.first ?? LATEST_FIRST);
            this.found = new Map(this.found).set(section.key, { items, more: Boolean(page.nextAfter) });
        } catch (broken) {
            this.found = new Map(this.found).set(section.key, { error: broken });
        }
    }

    async loadDecisions() {
        try {
            const base = ['v1', 'patients', this.patient, 'items', 'notes'];
            const page = await get(path(base, { kind: 'note', noteType: TYPE, limit: 100 }));
            const notes = page.items.sort(LATEST_FIRST);
            this.decisions = await Promise.all(
                notes.map(async (note) => ({
                    ...note,
                    text: (await get(path(base, { kind: 'note-text', noteId: note.content.noteId, limit: 1 }))).items[0]?.content.text ?? '',
                })),
            );
        } catch (broken) {
            this.decisions = broken;
        }
    }

    async decide(event) {
        event.preventDefault();
        const text = this.querySelector('#decision').value.trim();
        if (!text) {
            return;
        }
        this.deciding = 'sending';
        try {
            await post(path(['v1', 'patients', this.patient, 'decisions']), { id: this.draft, text });
        } catch (broken) {
            if (broken.code !== 'message-id-reused') {
                this.deciding = broken; // the same id goes with the next attempt, so that nothing is recorded twice
                return;
            }
        }
        this.draft = crypto.randomUUID();
        this.deciding = null;
        this.querySelector('#decision').value = '';
        announce('The decision is recorded.', 'good');
        await this.loadDecisions();
    }

    render() {
        if (this.error) {
            return html`<h1>${this.patient}</h1>${failure(this.error, () => this.load())}`;
        }
        return html`<div class="patient-head">
                <div>
                    <h1>Tumour board: ${this.patient}</h1>
                    <p class="muted">${this.identity()}</p>
                </div>
                <div class="row no-print">
                    <a class="button" href=${link('patients', this.patient)}>Live picture</a>
                    <button class="primary" @click=${() => print()}>Print</button>
                </div>
            </div>
            ${this.profile ? this.sheet() : loading()}`;
    }

    identity() {
        const who = this.who;
        const parts = [];
        if (who?.age !== null && who?.age !== undefined) {
            parts.push(plural(who.age, 'year'));
        }
        parts.push(who?.sex ?? 'sex not known');
        if (who?.birthDate) {
            parts.push('born ' + who.birthDate);
        }
        if (this.profile) {
            parts.push(`as of message ${formatCount(this.profile.seq)}, ${formatMinute(Date.now())}, by ${session.subject}`);
        }
        return parts.join(' · ');
    }

    sheet() {
        const missing = MODALITIES.filter((each) => !this.profile.modalities[each]?.present);
        return html`${missing.length
                ? html`<p class="note warn">Missing: ${missing.map((each) => MODALITY_NAMES[each].toLowerCase()).join(', ')}.</p>`
                : html`<p class="note good">All five modalities are here.</p>`}
            <div class="board-grid">
                ${SECTIONS.filter((section) => !missing.includes(section.modality)).map((section) => this.section(section))}
                ${this.profile.wearables.length ? this.wearables() : nothing}
            </div>
            <anamnesis-fusion .patient=${this.patient} .seq=${this.profile.seq}></anamnesis-fusion>
            ${this.decided()}`;
    }

    section(section) {
        const state = this.found.get(section.key);
        return html`<section class="panel" aria-labelledby=${'board-' + section.key}>
            <header><h2 id=${'board-' + section.key}>${section.title}</h2></header>
            <div class="content">${!state ? loading() : state.error ? failure(state.error) : this.things(section, state)}</div>
        </section>`;
    }

    things(section, { items, more }) {
        if (!items.length) {
            return html`<p class="muted">None is known.</p>`;
        }
        const rest = items.length - MOST;
        return html`${table({
            caption: section.title,
            quiet: true,
            columns: [
                { label: 'When', cell: (item) => html`<span class="day">${formatDay(timeOf(item))}</span>` },
                { label: 'What', heading: true, cell: (item) => labelOf(item) },
                { label: 'Detail', cell: (item) => detailOf(item) },
                { label: 'From', cell: (item) => item.provenance.origin?.document ?? item.provenance.source.system },
            ],
            rows: items.slice(0, MOST),
        })}
        ${rest > 0 ? html`<p class="muted">and ${formatCount(rest)}${more ? ' or more' : ''} further, in the live picture</p>` : nothing}`;
    }

    wearables() {
        return html`<section class="panel" aria-labelledby="board-wearables">
            <header><h2 id="board-wearables">Wearables</h2></header>
            <div class="content">
                ${table({
                    caption: 'Wearables',
                    quiet: true,
                    columns: [
                        { label: 'Metric', heading: true, cell: (m) => m.metric },
                        { label: 'Mean 14 d', number: true, cell: (m) => formatNumber(m.features?.['14d']?.mean) },
                        { label: 'Mean, all', number: true, cell: (m) => formatNumber(m.features?.all?.mean) },
                        { label: 'Unit', cell: (m) => unitOf(m.unit) },
                        { label: 'Until', cell: (m) => formatDay(m.lastObservedAt) },
                    ],
                    rows: this.profile.wearables,
                })}
            </div>
        </section>`;
    }

    decided() {
        return html`<section class="panel" aria-labelledby="decisions-title">
            <header>
                <div>
                    <h2 id="decisions-title">Decisions</h2>
                    <p>By people. What is recorded becomes part of the patient’s record under your name and is never changed.</p>
                </div>
            </header>
            <div class="content stack">
                ${this.decisions === null
                    ? loading()
                    : this.decisions instanceof Error
                      ? failure(this.decisions, () => this.loadDecisions())
                      : this.decisions.length
                        ? this.decisions.map(
                              (each) => html`<article class="decision">
                                  <p class="muted">
                                      <strong>${each.provenance.source.device}</strong>, ${moment(each.provenance.issuedAt, formatMinute)}, message
                                      <code>${each.provenance.messageId}</code>
                                  </p>
                                  <p class="written">${each.text}</p>
                              </article>`,
                          )
                        : html`<p class="muted">None is recorded yet.</p>`}
                <form class="stack no-print" @submit=${this.decide}>
                    <div class="field">
                        <label for="decision">What was decided, by whom and why</label>
                        <textarea id="decision" rows="4" maxlength="20000" required></textarea>
                    </div>
                    ${this.deciding instanceof Error ? failure(this.deciding) : nothing}
                    <div>
                        <button class="primary" type="submit" ?disabled=${this.deciding === 'sending'}>Record as ${session.subject}</button>
                    </div>
                </form>
                <div class="only-print">
                    <div class="board-lines"><i></i><i></i><i></i></div>
                    <p class="muted">Date, names, signatures</p>
                </div>
            </div>
        </section>`;
    }
}

/** What goes on before what is over, then the latest first. */
function activeFirst(one, other) {
    const on = (item) => (item.content.status === 'active' ? 1 : 0);
    return on(other) - on(one) || LATEST_FIRST(one, other);
}

/** Pathogenic ones first, then those that change a protein, then the rest by fraction. */
function byWeight(one, other) {
    return weight(other) - weight(one);
}

function weight({ content: c }) {
    const significance = c.detail?.significance ?? '';
    const changes = /missense|stop|frameshift|splice|inframe|start_lost|nonsense/i.test(c.consequence ?? '');
    return (/pathogenic/.test(significance) && !/conflict|benign/.test(significance) ? 100 : 0) + (changes ? 10 : 0) + (c.alleleFraction ?? 0);
}

function detailOf({ kind, content: c }) {
    if (kind === 'variant') {
        return [c.consequence, c.detail?.significance, c.alleleFraction ? formatNumber(c.alleleFraction * 100) + ' %' : ''].filter(Boolean).join(', ');
    }
    if (kind === 'note') {
        return c.title ? (noteType(c.noteType) ?? '') : '';
    }
    return c.status ?? '';
}

customElements.define('anamnesis-board', Board);

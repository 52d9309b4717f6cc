/* Build a cohort: text and form for the same criterion, counts as one types, what is unknown and what would decide it. */
import { html, nothing } from 'lit';
import { PageElement, announce, failure, panel, table } from '/assets/page.js';
import { Last, post, put } from '/assets/api.js';
import { go, keep, link } from '/assets/route.js';
import { formatCount, formatNumber, plural, NOTHING } from '/assets/format.js';
import { MODALITY_NAMES } from '/app/words.js';

const WAIT_MILLIS = 350;
const PAGE = 50;
const EXAMPLES = [
    'dx:E11 and glucose.mean[14d] > 180',
    'modality:genomics missing',
    'gene:TP53[pathogenic]',
    'age in [18, 65) and sex:female',
    'note:"chest pain" within 365d ago',
];

/** What the form adds: words, the fields to fill, and the criterion that they make. */
const FORMS = {
    dx: { name: 'Diagnosis', fields: [['code', 'Code', 'E11, icd10:C71.9, snomed:44054006']], text: (f) => 'dx:' + value(f.code) },
    drug: { name: 'Medication', fields: [['code', 'Code', 'rxnorm:860975, atc:L01']], text: (f) => 'drug:' + value(f.code) },
    lab: {
        name: 'Laboratory value',
        fields: [
            ['code', 'Code', 'loinc:4548-4'],
            ['low', 'More than', '6.5'],
        ],
        text: (f) => `lab:${value(f.code)}[last]${f.low ? ' > ' + number(f.low) : ''}`,
    },
    gene: {
        name: 'Variant in a gene',
        fields: [
            ['gene', 'Gene', 'EGFR'],
            ['significance', 'Significance, if any', 'pathogenic'],
        ],
        text: (f) => `gene:${value(f.gene)}${f.significance ? '[' + value(f.significance) + ']' : ''}`,
    },
    note: { name: 'Mentioned in a note', fields: [['concept', 'Concept', 'chest pain']], text: (f) => 'note:' + value(f.concept) },
    number: {
        name: 'A number of wearables',
        fields: [
            ['name', 'Number', 'glucose.mean[14d]'],
            ['low', 'More than', '180'],
        ],
        text: (f) => `${f.name.trim()} > ${number(f.low)}`,
    },
    age: {
        name: 'Age',
        fields: [
            ['low', 'From, years', '18'],
            ['high', 'To below, years', '65'],
        ],
        text: (f) => (f.high ? `age in [${number(f.low || '0')}, ${number(f.high)})` : `age >= ${number(f.low)}`),
    },
    sex: { name: 'Sex', fields: [['sex', 'Sex', 'female']], text: (f) => 'sex:' + value(f.sex) },
    imaging: { name: 'Imaging', fields: [['modality', 'DICOM modality', 'MR']], text: (f) => 'imaging:' + value(f.modality) },
    modality: {
        name: 'Modality there or not',
        fields: [
            ['modality', 'Modality', 'genomics'],
            ['state', 'present or missing', 'missing'],
        ],
        text: (f) => `modality:${value(f.modality)} ${f.state.trim() || 'present'}`,
    },
};

/** A word as it is; with other characters in quotes. */
function value(text) {
    const clean = (text ?? '').trim();
    return /^[^\s()[\],|:<>=!"]+(:[^\s()[\],|:<>=!"]+)*$/.test(clean) ? clean : `"${clean.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function number(text) {
    return text.trim().replace(',', '.');
}

/** Where an error stands in the text: `line 1, column 8`. */
export function placeOf(error, text) {
    const found = /line (\d+), column (\d+)/.exec(error?.message ?? '');
    if (!found) {
        return null;
    }
    const lines = text.split('\n');
    const before = lines.slice(0, found[1] - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const column = [...(lines[found[1] - 1] ?? '')].slice(0, found[2] - 1).join('').length;
    const from = Math.min(text.length, before + column);
    const word = /^[^\s()[\],|]+|^./u.exec(text.slice(from))?.[0].length ?? 0;
    return { from, to: from + word };
}

class Cohort extends PageElement {
    static properties = {
        route: { attribute: false },
        text: { state: true },
        unknown: { state: true },
        counts: { state: true },
        page: { state: true },
        error: { state: true },
        asking: { state: true },
        form: { state: true },
        naming: { state: true },
    };

    constructor() {
        super();
        this.text = '';
        this.unknown = 'exclude';
        this.page = null;
        this.error = null;
        this.asking = false;
        this.form = 'dx';
        this.befores = [];
        this.naming = null;
        this.asked = new Last();
    }

    willUpdate(changed) {
        const given = changed.has('route') ? this.route?.query.get('q') : null;
        if (given && given !== this.text) {
            this.text = given;
            this.unknown = this.route.query.get('unknown') ?? 'exclude';
            this.later();
        }
    }

    connectedCallback() {
        super.connectedCallback();
        document.title = 'Cohort – Anamnesis';
    }

    disconnectedCallback() {
        clearTimeout(this.timer);
        this.asked.leave();
        super.disconnectedCallback();
    }

    typed(event) {
        this.text = event.target.value;
        this.later();
    }

    later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), WAIT_MILLIS);
    }

    ask(cursor, befores = []) {
        this.asked.leave();
        keep({ q: this.text, unknown: this.unknown === 'exclude' ? '' : this.unknown });
        if (!this.text.trim()) {
            this.page = null;
            this.error = null;
            this.asking = false;
            return;
        }
        this.asking = true;
        const body = { criteria: this.text, unknown: this.unknown, columns: ['age'], limit: PAGE, cursor };
        this.asked.ask(
            (signal) => post('/v1/cohorts/query', body, { signal }),
            (page) => {
                this.page = page;
                this.cursor = cursor;
                this.befores = befores;
                this.error = null;
                this.asking = false;
            },
            (broken) => {
                this.error = broken;
                this.asking = false;
            },
        );
    }

    render() {
        return html`<h1>Cohort</h1>
            <div class="cohort">
                <div class="stack">
                    ${panel(
                        {
                            id: 'criterion-title',
                            title: 'Criterion',
                            meaning: 'Who is meant. What a patient’s data can’t tell is unknown, never a no.',
                            next: html`What one can say stands in <code>criteria.md</code> of the documentation.`,
                        },
                        this.editor(),
                    )}
                    ${panel({ id: 'form-title', title: 'Add a criterion', meaning: 'Joined to what is there with “and”.' }, this.adder())}
                </div>
                ${panel(
                    {
                        id: 'who-title',
                        title: 'Who fits',
                        state: this.error && !this.located ? 'error' : this.page || this.asking ? (this.page ? 'ready' : 'loading') : 'empty',
                        empty: this.located
                            ? 'The criterion can’t be read yet; see the place that is underlined.'
                            : 'Nobody was asked for yet. Type a criterion, or take an example.',
                        error: this.error,
                        retry: () => this.ask(this.cursor, this.befores),
                        aside: this.page ? html`<button @click=${this.name}>Watch live …</button>` : nothing,
                    },
                    this.page ? this.answer() : nothing,
                )}
            </div>
            ${this.naming === null ? nothing : this.namer()}`;
    }

    get located() {
        return this.error ? placeOf(this.error, this.text) : null;
    }

    editor() {
        const place = this.located;
        return html`<div class="stack">
            <div class="field">
                <label for="criterion">Criterion as text</label>
                <div class="marked">
                    <div class="backdrop mono" aria-hidden="true">${place
                        ? html`${this.text.slice(0, place.from)}<u>${this.text.slice(place.from, place.to) || ' '}</u>${this.text.slice(place.to)}`
                        : this.text}</div>
                    <textarea
                        id="criterion"
                        class="mono"
                        rows="4"
                        spellcheck="false"
                        autocapitalize="off"
                        aria-invalid=${place ? 'true' : nothing}
                        aria-describedby="criterion-error"
                        .value=${this.text}
                        @input=${this.typed}
                        @scroll=${(event) => (this.querySelector('.backdrop').scrollTop = event.target.scrollTop)}
                    ></textarea>
                </div>
                <p id="criterion-error" aria-live="polite">${place ? html`<span class="note bad">${this.error.message}</span>` : nothing}</p>
            </div>
            <fieldset class="row choice">
                <legend class="hint">Patients of whom nobody can tell</legend>
                ${[
                    ['exclude', 'leave out'],
                    ['include', 'list too'],
                    ['only', 'list only these'],
                ].map(
                    ([key, words]) => html`<label class="row"
                        ><input
                            type="radio"
                            name="unknown"
                            .checked=${this.unknown === key}
                            @change=${() => {
                                this.unknown = key;
                                this.ask();
                            }}
                        />
                        ${words}</label
                    >`,
                )}
            </fieldset>
            <div class="row">
                <span class="hint">Examples</span>
                ${EXAMPLES.map(
                    (example) =>
                        html`<button class="link" @click=${() => this.take(example)}><code>${example}</code></button>`,
                )}
            </div>
        </div>`;
    }

    take(text) {
        this.text = text;
        this.ask();
    }

    adder() {
        const form = FORMS[this.form];
        return html`<form class="stack" @submit=${this.add}>
            <div class="field">
                <label for="kind">Kind</label>
                <select id="kind" @change=${(event) => (this.form = event.target.value)}>
                    ${Object.entries(FORMS).map(([key, each]) => html`<option value=${key} ?selected=${key === this.form}>${each.name}</option>`)}
                </select>
            </div>
            ${form.fields.map(
                ([key, label, example], at) => html`<div class="field">
                    <label for=${'add-' + key}>${label}</label>
                    <input id=${'add-' + key} name=${key} placeholder=${example} ?required=${at === 0} autocomplete="off" />
                </div>`,
            )}
            <label class="row"><input type="checkbox" name="negated" /> not</label>
            <div><button type="submit">Add</button></div>
        </form>`;
    }

    add(event) {
        event.preventDefault();
        const data = new FormData(event.target);
        const fields = Object.fromEntries([...data].map(([key, each]) => [key, String(each)]));
        const part = (data.has('negated') ? 'not ' : '') + FORMS[this.form].text(fields);
        const before = this.text.trim();
        this.text = !before ? part : (/\bor\b/.test(before) ? `(${before})` : before) + ' and ' + part;
        event.target.reset();
        announce('Added: ' + part);
        this.ask();
    }

    answer() {
        const { counts, coverage, rows, next } = this.page;
        const decidable = Object.entries(counts.decidableWith).filter(([, count]) => count > 0);
        const from = this.befores.length * PAGE;
        return html`<div class="stack" aria-busy=${this.asking}>
            ${this.error ? html`<p class="note warn">These are the patients of the criterion as it last could be read.</p>` : nothing}
            <dl class="figures" aria-live="polite">
                <div class="figure-good"><dt>Fit</dt><dd>${formatCount(counts.matched)}</dd></div>
                <div><dt>Do not fit</dt><dd>${formatCount(counts.unmatched)}</dd></div>
                <div class="figure-warn"><dt>Unknown</dt><dd>${formatCount(counts.unknown)}</dd></div>
            </dl>
            ${bar(counts)}
            ${decidable.length
                ? html`<p class="note warn">
                      ${decidable.map(
                          ([modality, count], at) =>
                              html`${at ? '; ' : ''}${formatCount(count)} more decidable with ${(MODALITY_NAMES[modality] ?? modality).toLowerCase()}`,
                      )}
                  </p>`
                : nothing}
            ${coverage.share < 1
                ? html`<p class="note bad">Only ${coverage.slices} of ${coverage.of} parts of the index answered: the counts are too low.</p>`
                : nothing}
            ${table({
                caption: 'Patients',
                quiet: true,
                columns: [
                    { label: 'Patient', heading: true, cell: (r) => html`<a href=${link('patients', r.patient)}>${r.patient}</a>` },
                    { label: 'Fits', cell: (r) => (r.unknown ? html`<span class="badge warn">unknown</span>` : html`<span class="badge good">yes</span>`) },
                    { label: 'Age', number: true, cell: (r) => (r.numbers.age === undefined ? NOTHING : formatNumber(r.numbers.age)) },
                    { label: 'As of number', number: true, cell: (r) => formatCount(r.seq) },
                ],
                rows,
                empty: 'Nobody.',
                place: rows.length ? `${formatCount(from + 1)} to ${formatCount(from + rows.length)}` : '',
                previous: this.befores.length ? () => this.ask(this.befores.at(-1), this.befores.slice(0, -1)) : undefined,
                next: next ? () => this.ask(next, [...this.befores, this.cursor]) : undefined,
            })}
        </div>`;
    }

    namer() {
        return html`<dialog
            class="namer"
            aria-labelledby="namer-title"
            @close=${(event) => event.target.open || (this.naming = null)}
        >
            <form class="stack" method="dialog" @submit=${this.define}>
                <h2 id="namer-title">Watch this cohort live</h2>
                <p class="muted">Members are those of whom it is true. Who enters and leaves is kept, from now on.</p>
                <div class="field">
                    <label for="cohort-name">Name</label>
                    <input id="cohort-name" required pattern="[a-z]([a-z0-9\\-]*[a-z0-9])?" maxlength="64" autocomplete="off" aria-describedby="name-hint" />
                    <span id="name-hint" class="hint">Small letters, digits and dashes. A name that is taken gets a new version.</span>
                </div>
                <div class="field">
                    <label for="cohort-description">What for</label>
                    <input id="cohort-description" maxlength="2000" autocomplete="off" />
                </div>
                ${this.naming instanceof Error ? failure(this.naming) : nothing}
                <div class="row">
                    <button class="primary" type="submit">Define</button>
                    <button type="button" @click=${() => this.querySelector('.namer').close()}>Cancel</button>
                </div>
            </form>
        </dialog>`;
    }

    async name() {
        this.naming = '';
        await this.updateComplete;
        const dialog = this.querySelector('.namer');
        if (!dialog.open) {
            dialog.showModal();
        }
    }

    async define(event) {
        event.preventDefault();
        const name = this.querySelector('#cohort-name').value;
        const description = this.querySelector('#cohort-description').value;
        try {
            await put('/v1/cohorts/' + encodeURIComponent(name), { criteria: this.text, ...(description ? { description } : {}) });
            announce(`Cohort ${name} is live.`, 'good');
            if (this.isConnected) {
                go('live', name);
            }
        } catch (broken) {
            this.naming = broken;
        }
    }
}

/** The three counts as one bar. */
function bar({ matched, unmatched, unknown }) {
    const all = matched + unmatched + unknown;
    if (!all) {
        return nothing;
    }
    const part = (count, kind, x) => html`<progress class=${kind} max=${all} value=${count} aria-label=${x}></progress>`;
    return html`<div class="parts" aria-hidden="true">${part(matched, 'good', 'fit')} ${part(unknown, 'warn', 'unknown')}</div>
        <p class="muted">of ${plural(all, 'patient')}</p>`;
}

customElements.define('anamnesis-cohort', Cohort);

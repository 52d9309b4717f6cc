/* Patients near this one, and some of them side by side. */
import { html, nothing } from 'lit';
import { PageElement, failure, loading, panel, table } from '/assets/page.js';
import { Last, get, path, post } from '/assets/api.js';
import { link } from '/assets/route.js';
import { formatCount, formatNumber, formatAgo, plural, NOTHING } from '/assets/format.js';
import { MODALITIES, MODALITY_NAMES, demographics, unitOf } from '/app/words.js';

const NEIGHBOURS = 10;
const MOST_BESIDE = 3;
const TERMS = 6;

class Similar extends PageElement {
    static properties = {
        patient: {},
        answer: { state: true },
        error: { state: true },
        exact: { state: true },
        beside: { state: true },
    };

    constructor() {
        super();
        this.exact = false;
        this.asked = new Last();
        this.answer = null;
        this.error = null;
        this.beside = new Map();
    }

    willUpdate(changed) {
        if (changed.has('patient')) {
            this.load();
        }
    }

    load() {
        this.error = null;
        const body = { patient: this.patient, k: NEIGHBOURS, exact: this.exact };
        this.asked.ask(
            (signal) => post('/v1/similarity/query', body, { signal }),
            (answer) => (this.answer = answer),
            (broken) => (this.error = broken),
        );
    }

    async choose(patient) {
        const beside = new Map(this.beside);
        if (beside.delete(patient)) {
            this.beside = beside;
            return;
        }
        this.beside = beside.set(patient, { loading: true });
        for (const each of [patient, ...(this.beside.has(this.patient) ? [] : [this.patient])]) {
            const held = await profileOf(each);
            this.beside = new Map(this.beside).set(each, held);
        }
    }

    render() {
        const none = this.answer && this.answer.neighbours.length === 0;
        return panel(
            {
                id: 'similar-title',
                title: 'Similar patients',
                meaning: this.answer?.spaces.length
                    ? html`By distance in ${this.answer.spaces.join(', ')}, among ${plural(this.answer.candidates, 'patient')}.`
                    : 'Whose notes, images or fused picture lie near.',
                state: this.error ? (lacksVectors(this.error) ? 'unavailable' : 'error') : !this.answer ? 'loading' : none ? 'empty' : 'ready',
                empty: this.error
                    ? html`${this.error.message} Notes and images with an embedding give a patient a place to compare.`
                    : 'Nobody else has what this patient could be compared by.',
                error: this.error,
                retry: () => this.load(),
                aside: html`<label class="row"
                    ><input
                        type="checkbox"
                        .checked=${this.exact}
                        @change=${(event) => {
                            this.exact = event.target.checked;
                            this.load();
                        }}
                    />
                    compare with everybody</label
                >`,
            },
            this.answer ? this.content() : nothing,
        );
    }

    content() {
        const { coverage, missingSpaces } = this.answer;
        return html`<div class="stack">
            ${coverage.share < 1
                ? html`<p class="note warn">${coverage.slices} of ${coverage.of} parts of the index answered: nearer ones may be missing.</p>`
                : nothing}
            ${missingSpaces.length ? html`<p class="muted">Not compared, for there is no vector: ${missingSpaces.join(', ')}.</p>` : nothing}
            ${table({
                caption: 'Similar patients, nearest first',
                quiet: true,
                columns: [
                    { label: 'Patient', heading: true, cell: (n) => html`<a href=${link('patients', n.patient)}>${n.patient}</a>` },
                    { label: 'Distance', number: true, cell: (n) => formatNumber(n.distance) },
                    { label: 'Both have', cell: (n) => shared(n.sharedTerms) },
                    {
                        label: 'Side by side',
                        cell: (n) => html`<input
                            type="checkbox"
                            aria-label=${'Show ' + n.patient + ' side by side'}
                            .checked=${this.beside.has(n.patient)}
                            ?disabled=${!this.beside.has(n.patient) && this.chosen.length >= MOST_BESIDE}
                            @change=${() => this.choose(n.patient)}
                        />`,
                    },
                ],
                rows: this.answer.neighbours,
            })}
            ${this.chosen.length ? this.sideBySide() : nothing}
        </div>`;
    }

    get chosen() {
        return [...this.beside.keys()].filter((each) => each !== this.patient);
    }

    sideBySide() {
        const columns = [this.patient, ...this.chosen].map((id) => ({ id, ...(this.beside.get(id) ?? { loading: true }) }));
        const metrics = [...new Set(columns.flatMap((each) => each.profile?.wearables.map((m) => m.metric) ?? []))].slice(0, 12);
        const rows = [
            ['Age', (c) => (c.who?.age ?? NOTHING)],
            ['Sex', (c) => c.who?.sex ?? NOTHING],
            ...MODALITIES.map((key) => [MODALITY_NAMES[key], (c) => presence(c.profile.modalities[key])]),
            ...metrics.map((metric) => [`${metric}, mean of 14 d`, (c) => meanOf(c.profile, metric)]),
        ];
        return html`<h3>Side by side</h3>
            <div class="scroll" tabindex="0" role="region" aria-label="Side by side">
                <table>
                    <caption class="hidden-text">
                        Patients side by side
                    </caption>
                    <thead>
                        <tr>
                            <td></td>
                            ${columns.map((c) => html`<th scope="col">${c.id === this.patient ? c.id + ' (this one)' : html`<a href=${link('patients', c.id)}>${c.id}</a>`}</th>`)}
                        </tr>
                    </thead>
                    <tbody>
                        ${rows.map(
                            ([name, cell]) => html`<tr>
                                <th scope="row">${name}</th>
                                ${columns.map((c) => html`<td>${c.loading ? loading() : c.error ? failure(c.error) : cell(c)}</td>`)}
                            </tr>`,
                        )}
                    </tbody>
                </table>
            </div>`;
    }
}

async function profileOf(patient) {
    try {
        const [profile, page] = await Promise.all([
            get(path(['v1', 'patients', patient])),
            get(path(['v1', 'patients', patient, 'items', 'clinical'], { kind: 'patient', limit: 5 })),
        ]);
        return { profile, who: demographics(page.items) };
    } catch (error) {
        return { error };
    }
}

function lacksVectors(error) {
    return error.status === 422 || error.status === 400 || error.status === 404;
}

function presence(view) {
    return view?.present ? html`${formatCount(view.messages)} messages, ${formatAgo(view.lastObservedAt)}` : html`<span class="muted">missing</span>`;
}

function meanOf(profile, metric) {
    const held = profile.wearables.find((each) => each.metric === metric);
    return held ? `${formatNumber(held.features?.['14d']?.mean ?? held.features?.all?.mean)} ${unitOf(held.unit)}` : html`<span class="muted">missing</span>`;
}

/** `condition/code:snomed:44054006` is `condition snomed:44054006`. */
function shared(terms) {
    if (!terms.length) {
        return html`<span class="muted">nothing that both are known to have</span>`;
    }
    const few = terms.slice(0, TERMS).map((each) => html`<li><code>${each}</code></li>`);
    return html`<ul class="terms">
        ${few} ${terms.length > TERMS ? html`<li class="muted">and ${terms.length - TERMS} more</li>` : nothing}
    </ul>`;
}

customElements.define('anamnesis-similar', Similar);

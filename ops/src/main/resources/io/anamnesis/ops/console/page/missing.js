/* Which modalities patients lack, out of the index. It is a question over all patients, so it is asked once in half a minute. */
import { html } from 'lit';
import { PageElement, panel } from '/assets/page.js';
import { post } from '/assets/api.js';
import { formatCount } from '/assets/format.js';

const EVERY_MILLIS = 30_000;
const MOST = 12;
const EVERYBODY = 'modality:notes present or modality:notes missing';
const MODALITIES = ['wearables', 'genomics', 'imaging', 'notes', 'clinical'];

class Missing extends PageElement {
    static properties = { answer: { state: true }, wrong: { state: true }, at: { state: true } };

    constructor() {
        super();
        this.answer = null;
        this.wrong = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.load();
        this.timer = setInterval(() => this.load(), EVERY_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this.timer);
        super.disconnectedCallback();
    }

    async load() {
        try {
            this.answer = await post('/v1/cohorts/aggregate', { criteria: EVERYBODY, aggregations: [{ missingness: {} }] });
            this.at = Date.now();
            this.wrong = null;
        } catch (problem) {
            this.wrong = problem;
        }
    }

    render() {
        const patterns = this.answer?.results[0]?.missingness?.patterns ?? [];
        return panel(
            {
                id: 'missing-title',
                title: 'Missing modalities',
                meaning: 'Patients by what is known of them. A row is a group; a dash is what the group lacks.',
                next: 'A modality that most lack: is its source still sending?',
                state: this.state(patterns),
                empty: 'No patient is in the index yet. They come with their first message.',
                error: this.wrong,
                retry: () => this.load(),
                updated: this.at,
            },
            this.map(patterns),
        );
    }

    state(patterns) {
        if (this.wrong) {
            return this.answer ? 'stale' : 'error';
        }
        if (!this.answer) {
            return 'loading';
        }
        return patterns.length ? 'ready' : 'empty';
    }

    map(patterns) {
        const all = patterns.reduce((sum, pattern) => sum + pattern.count, 0);
        const left = patterns.slice(MOST).reduce((sum, pattern) => sum + pattern.count, 0);
        const coverage = this.answer?.coverage;
        return html`<div class="scroll" tabindex="0" role="region" aria-label="Missing modalities">
            <table class="heat">
                <caption>
                    ${formatCount(all)} patients${coverage && coverage.slices < coverage.of ? html`; ${coverage.slices} of ${coverage.of} slices answered` : ''}
                </caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">patients</th>
                        ${MODALITIES.map((modality) => html`<th scope="col">${modality}</th>`)}
                    </tr>
                </thead>
                <tbody>
                    ${patterns.slice(0, MOST).map(
                        (pattern) => html`<tr>
                            <th scope="row" class="number">${formatCount(pattern.count)}</th>
                            ${MODALITIES.map((modality) => cell(pattern.present.includes(modality), pattern.count / all))}
                        </tr>`,
                    )}
                </tbody>
            </table>
            ${left ? html`<p class="muted">and ${formatCount(left)} patients in rarer groups</p>` : ''}
        </div>`;
    }
}

function cell(present, share) {
    const heat = share > 0.5 ? 3 : share > 0.2 ? 2 : 1;
    return present
        ? html`<td class="has"><span>has</span></td>`
        : html`<td class="lacks h${heat}"><span aria-hidden="true">–</span><span class="hidden-text">lacks</span></td>`;
}

customElements.define('ops-missing', Missing);

/* Find a patient by how the id begins; ids are all that is told here. */
import { html, nothing } from 'lit';
import { PageElement, panel, table } from '/assets/page.js';
import { Last, get, path } from '/assets/api.js';
import { go, link } from '/assets/route.js';
import { formatCount, formatNumber, NOTHING } from '/assets/format.js';

const PAGE = 25;
const WAIT_MILLIS = 150;

class Find extends PageElement {
    static properties = {
        prefix: { state: true },
        page: { state: true },
        error: { state: true },
        befores: { state: true },
    };

    constructor() {
        super();
        this.prefix = '';
        this.page = null;
        this.error = null;
        this.befores = [];
        this.asked = new Last();
    }

    connectedCallback() {
        super.connectedCallback();
        this.load(undefined, []);
    }

    disconnectedCallback() {
        this.asked.leave();
        clearTimeout(this.timer);
        super.disconnectedCallback();
    }

    firstUpdated() {
        this.querySelector('#find').focus();
    }

    load(after, befores) {
        const { prefix } = this;
        this.asked.ask(
            (signal) => get(path(['v1', 'patients'], { prefix, after, limit: PAGE }), { signal }),
            (page) => {
                this.page = { ...page, prefix };
                this.after = after;
                this.befores = befores;
                this.error = null;
            },
            (failure) => (this.error = failure),
        );
    }

    typed(event) {
        this.prefix = event.target.value.trimStart();
        this.asked.leave();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.load(undefined, []), WAIT_MILLIS);
    }

    /** To the only one found, if it was found by what stands there now: what was typed a moment ago can be somebody else. */
    submitted(event) {
        event.preventDefault();
        const wanted = this.prefix.trim();
        const rows = this.page?.prefix === this.prefix ? this.page.patients : [];
        if (rows.length === 1) {
            go('patients', rows[0].patient);
        } else if (wanted) {
            go('patients', wanted);
        }
    }

    render() {
        return html`<h1>Patients</h1>
            <form class="row" role="search" @submit=${this.submitted}>
                <div class="field grow">
                    <label for="find">Patient id begins with</label>
                    <input
                        id="find"
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        maxlength="127"
                        .value=${this.prefix}
                        @input=${this.typed}
                        aria-describedby="find-hint"
                    />
                    <span id="find-hint" class="hint">Capital and small letters count. Enter opens the only one found, else the id as you typed it.</span>
                </div>
            </form>
            ${panel(
                {
                    id: 'found',
                    title: this.prefix ? html`Ids that begin with <code>${this.prefix}</code>` : 'All patients',
                    meaning: 'In the order of ids, as the index of all nodes knows them.',
                    state: this.error ? 'error' : this.page ? 'ready' : 'loading',
                    error: this.error,
                    retry: () => this.asked.again(),
                    next: html`To find patients by what they have, <a href="#/cohort">build a cohort</a>.`,
                },
                this.page ? this.rows() : nothing,
            )}`;
    }

    rows() {
        const { patients, nextAfter, coverage } = this.page;
        const first = this.befores.length * PAGE;
        return html`${coverage.share < 1
                ? html`<p class="note warn">
                      Only ${coverage.slices} of ${coverage.of} parts of the index answered: patients may be missing here.
                  </p>`
                : nothing}
            <div aria-live="polite" class="hidden-text">${patients.length} patients shown</div>
            ${table({
                caption: 'Patients',
                quiet: true,
                columns: [
                    { label: 'Patient', heading: true, cell: (r) => html`<a href=${link('patients', r.patient)}>${r.patient}</a>` },
                    {
                        label: 'Age',
                        number: true,
                        cell: (r) => (r.numbers.age === undefined ? NOTHING : formatNumber(r.numbers.age)),
                    },
                    { label: 'Messages', number: true, cell: (r) => formatCount(r.seq) },
                ],
                rows: patients,
                empty: this.prefix
                    ? 'No patient id begins so.'
                    : html`There are no patients yet. <code>anamnesis load FILES</code> brings some, <code>anamnesis demo</code>
                          simulates a ward.`,
                place: patients.length ? `${first + 1} to ${first + patients.length}` : '',
                previous: this.befores.length
                    ? () => this.load(this.befores.at(-1), this.befores.slice(0, -1))
                    : undefined,
                next: nextAfter ? () => this.load(nextAfter, [...this.befores, this.after]) : undefined,
            })}`;
    }
}

customElements.define('anamnesis-find', Find);

/* The configuration in force on the node that serves this page, and where each value came from. */
import { html } from 'lit';
import { PageElement, panel, table } from '/assets/page.js';
import { get } from '/assets/api.js';

class Config extends PageElement {
    static properties = { entries: { state: true }, wrong: { state: true }, sought: { state: true } };

    constructor() {
        super();
        this.entries = null;
        this.wrong = null;
        this.sought = 'anamnesis.';
    }

    connectedCallback() {
        super.connectedCallback();
        this.load();
    }

    async load() {
        try {
            const answer = await get('/v1/ops/config');
            this.entries = Object.entries(answer).map(([key, entry]) => ({ key, ...entry }));
            this.wrong = null;
        } catch (problem) {
            this.wrong = problem;
        }
    }

    render() {
        const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
        const rows = (this.entries ?? []).filter((entry) =>
            words.every((word) => (entry.key + ' ' + JSON.stringify(entry.value) + ' ' + entry.origin).toLowerCase().includes(word)),
        );
        return panel(
            {
                id: 'config-title',
                title: 'Keys',
                meaning: 'Of the node that serves this page. Secrets are masked. A change needs a restart of the node.',
                state: this.wrong ? 'error' : this.entries ? 'ready' : 'loading',
                error: this.wrong,
                retry: () => this.load(),
            },
            html`<div class="stack">
                <div class="field">
                    <label for="sought">Show keys, values and origins with these words</label>
                    <input id="sought" type="search" autocomplete="off" .value=${this.sought} @input=${(event) => (this.sought = event.target.value)} />
                </div>
                <p class="muted" role="status">${rows.length} of ${this.entries?.length ?? 0} keys</p>
                ${table({
                    caption: 'Configuration',
                    quiet: true,
                    columns: [
                        { label: 'Key', cell: (row) => html`<code>${row.key}</code>`, heading: true },
                        { label: 'Value', cell: (row) => html`<code>${typeof row.value === 'string' ? row.value : JSON.stringify(row.value)}</code>` },
                        { label: 'From', cell: (row) => row.origin },
                    ],
                    rows,
                    empty: 'No key has these words.',
                })}
            </div>`,
        );
    }
}

customElements.define('ops-config', Config);

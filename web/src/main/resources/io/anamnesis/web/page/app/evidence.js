/* Where a value comes from: the message, and the file, line or element that it stood in. */
import { html, nothing } from 'lit';
import { PageElement, copy, failure, loading, moment, table } from '/assets/page.js';
import { Last, get, path } from '/assets/api.js';
import { formatCount, formatMinute, formatNumber, formatSecond, plural } from '/assets/format.js';
import { kindOf, labelOf, timeOf } from '/app/words.js';

const MOST_ITEMS = 50;
const MOST_MESSAGES = 20;

class Evidence extends PageElement {
    static properties = {
        patient: {},
        shown: { state: true },
        text: { state: true },
        messages: { state: true },
        error: { state: true },
    };

    constructor() {
        super();
        this.shown = null;
        this.text = null;
        this.messages = null;
        this.error = null;
        this.asked = new Last();
    }

    /** @param {{items?: object[], window?: object}} shown things of the profile, or a window of a metric */
    open(shown) {
        this.shown = shown;
        this.text = null;
        this.messages = null;
        this.error = null;
        this.asked.leave();
        this.updateComplete.then(() => {
            const dialog = this.querySelector('dialog');
            if (!dialog.open) {
                dialog.showModal();
            }
        });
        if (shown.window) {
            this.findMessages(shown.window);
        }
    }

    close() {
        this.querySelector('dialog').close();
    }

    disconnectedCallback() {
        this.asked.leave();
        super.disconnectedCallback();
    }

    /** A browser tells of it with its next picture: by then something else can be shown. */
    closed(event) {
        if (!event.target.open) {
            this.shown = null;
            this.asked.leave();
        }
    }

    render() {
        return html`<dialog aria-labelledby="evidence-title" @close=${this.closed} @click=${this.outside}>
            ${this.shown ? (this.shown.window ? this.ofWindow(this.shown.window) : this.ofItems(this.shown.items)) : nothing}
        </dialog>`;
    }

    outside(event) {
        if (event.target.localName === 'dialog') {
            this.close();
        }
    }

    head(title) {
        return html`<div class="row spread">
            <h2 id="evidence-title">${title}</h2>
            <button @click=${this.close} aria-label="Close the evidence">Close</button>
        </div>`;
    }

    ofItems(items) {
        if (items.length === 1) {
            return html`<div class="stack">${this.head(labelOf(items[0]))} ${this.item(items[0])}</div>`;
        }
        return html`<div class="stack">
            ${this.head(plural(items.length, 'thing'))}
            ${items.length > MOST_ITEMS
                ? html`<p class="muted">The first ${MOST_ITEMS}; zoom in to tell the others apart.</p>`
                : nothing}
            ${items.slice(0, MOST_ITEMS).map(
                (item) => html`<details class="evidence-item">
                    <summary>${labelOf(item)} <span class="muted">${kindOf(item)}, ${formatMinute(timeOf(item))}</span></summary>
                    ${this.item(item)}
                </details>`,
            )}
        </div>`;
    }

    item(item) {
        const { provenance: p } = item;
        return html`<dl class="facts">
                <dt>What</dt>
                <dd>${kindOf(item)}</dd>
                <dt>True at</dt>
                <dd>${moment(timeOf(item), formatSecond)}</dd>
                <dt>Message</dt>
                <dd>
                    <code>${p.messageId}</code>
                    <button class="link" @click=${() => copy(p.messageId, 'Message id')}>Copy</button>
                </dd>
                <dt>Place in the record</dt>
                <dd>number ${formatCount(p.seq)} of this patient</dd>
                <dt>Source</dt>
                <dd>${p.source.system}${p.source.device ? ', ' + p.source.device : ''}</dd>
                <dt>File</dt>
                <dd>${p.origin?.document ? html`<code>${p.origin.document}</code>` : 'the sender did not say'}</dd>
                ${p.origin?.line ? html`<dt>Line</dt><dd>${formatCount(p.origin.line)}</dd>` : nothing}
                ${p.origin?.element ? html`<dt>Element</dt><dd><code>${p.origin.element}</code></dd>` : nothing}
                <dt>Observed</dt>
                <dd>${moment(p.observedAt, formatSecond)}</dd>
                <dt>Issued</dt>
                <dd>${moment(p.issuedAt, formatSecond)}</dd>
            </dl>
            ${item.kind === 'note' ? this.note(item) : nothing}
            <details>
                <summary>As it is held</summary>
                <pre class="mono raw" tabindex="0">${raw(item.content)}</pre>
            </details>`;
    }

    note(item) {
        const held = this.text?.noteId === item.content.noteId ? this.text : null;
        if (!held) {
            return html`<div>
                <button @click=${() => this.read(item.content.noteId)}>Read the note</button> ${this.error
                    ? failure(this.error)
                    : nothing}
            </div>`;
        }
        return held.text === undefined ? loading() : html`<pre class="note-text" tabindex="0">${marked(held)}</pre>`;
    }

    read(noteId) {
        this.text = { noteId };
        this.error = null;
        const base = ['v1', 'patients', this.patient, 'items', 'notes'];
        this.asked.ask(
            (signal) =>
                Promise.all([
                    get(path(base, { kind: 'note-text', noteId, limit: 1 }), { signal }),
                    get(path(base, { kind: 'entity', noteId, limit: 1000 }), { signal }),
                ]),
            ([texts, entities]) =>
                (this.text = {
                    noteId,
                    text: texts.items[0]?.content.text ?? 'The text is not held.',
                    entities: texts.items.length ? entities.items.map((each) => each.content) : [],
                }),
            (broken) => {
                this.text = null;
                this.error = broken;
            },
        );
    }

    ofWindow(w) {
        const g = w.glucose;
        return html`<div class="stack">
            ${this.head(`${w.metric}, ${formatMinute(w.start)} to ${formatMinute(w.end)}`)}
            <dl class="figures">
                ${figure('Mean', formatNumber(w.mean), w.unit)} ${figure('Lowest', formatNumber(w.min), w.unit)}
                ${figure('Highest', formatNumber(w.max), w.unit)} ${figure('Samples', formatCount(w.count), w.closed ? 'complete' : 'still open')}
                ${g ? figure('In 70 to 180', formatNumber((100 * g.in70To180) / w.count) + ' %', 'mg/dL') : nothing}
                ${g ? figure('Below 70', formatNumber((100 * g.below70) / w.count) + ' %', 'mg/dL') : nothing}
            </dl>
            ${w.corrections ? html`<p>Changed ${plural(w.corrections, 'time')} by late or corrected samples.</p>` : nothing}
            <div>
                <h3>Messages that can have brought it</h3>
                <p class="muted">
                    A window is made of samples of several messages. The record does not tell which; these are of the same metric and end
                    in this window or next after it.
                </p>
            </div>
            ${this.error ? failure(this.error) : this.messages ? this.messageTable() : loading()}
        </div>`;
    }

    messageTable() {
        return table({
            caption: 'Messages',
            quiet: true,
            columns: [
                { label: 'Message', heading: true, cell: (m) => html`<code class="id" title=${m.messageId}>${m.messageId}</code>` },
                { label: 'Source', cell: (m) => m.sourceSystem + (m.sourceDevice ? ', ' + m.sourceDevice : '') },
                { label: 'What', cell: (m) => m.summary },
                { label: 'Last sample', cell: (m) => moment(m.observedAt, formatMinute) },
                { label: 'No.', number: true, cell: (m) => formatCount(m.seq) },
            ],
            rows: this.messages,
            empty: 'None among the latest 1,000 messages.',
        });
    }

    findMessages(window) {
        this.asked.ask(
            (signal) => get(path(['v1', 'patients', this.patient, 'timeline'], { limit: 1000 }), { signal }),
            (page) => (this.messages = messagesOf(window, page.entries)),
            (broken) => (this.error = broken),
        );
    }
}

/** Those of the same metric that end in the window, and the next one behind it. */
function messagesOf(window, entries) {
    const from = Date.parse(window.start);
    const to = Date.parse(window.end);
    const same = entries
        .filter((each) => each.modality === 'wearables' && each.summary.startsWith(window.metric + ','))
        .map((each) => ({ ...each, end: Date.parse(each.observedAt) }))
        .filter((each) => each.end >= from)
        .sort((one, other) => one.end - other.end);
    const next = same.findIndex((each) => each.end >= to);
    return same.slice(0, Math.min(MOST_MESSAGES, next < 0 ? same.length : next + 1));
}

function figure(name, value, detail) {
    return html`<div>
        <dt>${name}</dt>
        <dd>${value}<small>${detail}</small></dd>
    </div>`;
}

/** JSON, with FHIR text in it as JSON too. */
function raw(content) {
    const shown = { ...content };
    if (typeof shown.content === 'string') {
        try {
            shown.content = JSON.parse(shown.content);
        } catch {
            // no JSON: as it is
        }
    }
    return JSON.stringify(shown, null, 2);
}

/** The text with what was found in it marked. */
function marked({ text, entities }) {
    const parts = [];
    let at = 0;
    for (const entity of [...entities].sort((one, other) => one.begin - other.begin)) {
        if (entity.begin < at) {
            continue;
        }
        parts.push(text.slice(at, entity.begin));
        parts.push(
            html`<mark class=${entity.assertion} title="${entity.concept}, ${entity.assertion}">${text.slice(entity.begin, entity.end)}</mark>`,
        );
        at = entity.end;
    }
    return [...parts, text.slice(at)];
}

customElements.define('anamnesis-evidence', Evidence);

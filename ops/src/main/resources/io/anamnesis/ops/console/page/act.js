/* Asks whether, and why; then does it. */
import { html, nothing } from 'lit';
import { PageElement, announce, failure } from '/assets/page.js';
import { post, path } from '/assets/api.js';
import { VERBS } from '/ops/words.js';

class Act extends PageElement {
    static properties = { verb: { state: true }, node: { state: true }, wrong: { state: true }, busy: { state: true }, short: { state: true } };

    constructor() {
        super();
        this.verb = '';
        this.node = null;
        this.clear();
    }

    clear() {
        this.wrong = null;
        this.busy = false;
        this.short = false;
    }

    async open(verb, node) {
        this.verb = verb;
        this.node = node;
        this.clear();
        await this.updateComplete;
        this.querySelector('textarea').value = '';
        this.querySelector('dialog').showModal();
        this.querySelector('textarea').focus();
    }

    render() {
        if (!this.verb) {
            return nothing;
        }
        const { title, what } = VERBS[this.verb];
        return html`<dialog aria-labelledby="act-title" aria-describedby="act-what">
            <form class="stack" @submit=${this.submitted} novalidate>
                <h2 id="act-title">${title} <span class="mono">${this.node.node}</span>?</h2>
                <p id="act-what">${what}</p>
                <div class="field">
                    <label for="reason">Why? It is recorded with your name.</label>
                    <textarea id="reason" rows="2" maxlength="500" required aria-invalid=${this.short ? 'true' : nothing} aria-describedby="reason-short"></textarea>
                    <span id="reason-short" role="alert">${this.short ? html`<span class="note bad">Say why, in three characters or more.</span>` : nothing}</span>
                </div>
                ${this.wrong ? failure(this.wrong) : nothing}
                <div class="row">
                    <button class="primary" type="submit" ?disabled=${this.busy}>${this.busy ? 'Asking …' : title}</button>
                    <button type="button" @click=${() => this.querySelector('dialog').close()}>Cancel</button>
                </div>
            </form>
        </dialog>`;
    }

    async submitted(event) {
        event.preventDefault();
        const reason = this.querySelector('textarea').value.trim();
        this.short = reason.length < 3;
        if (this.short || this.busy) {
            return;
        }
        this.busy = true;
        this.wrong = null;
        try {
            await post(path(['v1', 'ops', 'nodes', this.node.node, this.verb]), { reason });
            this.querySelector('dialog').close();
            announce(`${VERBS[this.verb].title}: ${this.node.node} was asked. Watch its card.`, 'good');
        } catch (problem) {
            this.wrong = problem;
        } finally {
            this.busy = false;
        }
    }
}

customElements.define('ops-act', Act);

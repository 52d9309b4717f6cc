/*
 * Asks whether, and why; then does it. What is to be done: `title`, `subject`, `what` it does, `path` and `body` of the request, and what is
 * `said` when it is under way; `done` is called then.
 */
import { html, nothing } from 'lit';
import { PageElement, announce, failure } from '/assets/page.js';
import { post } from '/assets/api.js';

class Act extends PageElement {
    static properties = { act: { state: true }, wrong: { state: true }, busy: { state: true }, short: { state: true } };

    constructor() {
        super();
        this.act = null;
        this.clear();
    }

    clear() {
        this.wrong = null;
        this.busy = false;
        this.short = false;
    }

    async open(act) {
        this.act = act;
        this.clear();
        await this.updateComplete;
        this.querySelector('textarea').value = '';
        this.querySelector('dialog').showModal();
        this.querySelector('textarea').focus();
    }

    render() {
        if (!this.act) {
            return nothing;
        }
        const { title, subject, what } = this.act;
        return html`<dialog aria-labelledby="act-title" aria-describedby="act-what">
            <form class="stack" @submit=${this.submitted} novalidate>
                <h2 id="act-title">${title} <span class="mono">${subject}</span>?</h2>
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
        const { act } = this;
        this.busy = true;
        this.wrong = null;
        try {
            await post(act.path, { ...act.body, reason });
            announce(act.said, 'good');
            act.done?.();
            if (this.act === act) {
                this.busy = false;
                this.querySelector('dialog').close();
            }
        } catch (problem) {
            if (this.act === act) {
                this.busy = false;
                this.wrong = problem;
            } else {
                announce(problem.message, 'bad');
            }
        }
    }
}

customElements.define('ops-act', Act);

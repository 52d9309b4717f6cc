/* What `announce` says: read out by a screen reader, shown for some seconds. Hovering or focus keeps it. */
import { html } from 'lit';
import { PageElement } from '/assets/page.js';

const SHOWN_MILLIS = 8_000;
const MOST = 4;

class Toasts extends PageElement {
    static properties = { said: { state: true } };

    constructor() {
        super();
        this.said = [];
        this.next = 0;
        this.hear = (event) => this.say(event.detail);
    }

    connectedCallback() {
        super.connectedCallback();
        addEventListener('anamnesis-say', this.hear);
    }

    disconnectedCallback() {
        removeEventListener('anamnesis-say', this.hear);
        super.disconnectedCallback();
    }

    say({ text, tone }) {
        const id = this.next++;
        this.said = [...this.said, { id, text, tone }].slice(-MOST);
        setTimeout(() => this.drop(id), SHOWN_MILLIS);
    }

    drop(id) {
        if (!this.matches(':hover, :focus-within')) {
            this.said = this.said.filter((each) => each.id !== id);
        } else {
            setTimeout(() => this.drop(id), SHOWN_MILLIS / 2);
        }
    }

    render() {
        return html`<div class="toasts" role="status" aria-live="polite">
            ${this.said.map((each) => html`<div class="note ${each.tone}">${each.text}</div>`)}
        </div>`;
    }
}

customElements.define('anamnesis-toasts', Toasts);

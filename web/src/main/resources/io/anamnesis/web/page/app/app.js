/* The clinicians' pages: which place is shown, and the frame around it. */
import { html } from 'lit';
import { PageElement, frame } from '/assets/page.js';
import { session } from '/assets/session.js';
import { currentRoute } from '/assets/route.js';
import '/assets/elements/header.js';
import '/assets/elements/sign-in.js';
import '/assets/elements/toasts.js';

const LINKS = [{ key: 'patients', href: '#/', label: 'Patients' }];

class App extends PageElement {
    static properties = { route: { state: true } };

    constructor() {
        super();
        this.route = currentRoute();
        addEventListener('hashchange', () => {
            this.route = currentRoute();
        });
        session.addEventListener('change', () => this.requestUpdate());
    }

    firstUpdated() {
        performance.mark('anamnesis-first-paint');
    }

    render() {
        const content = session.signedIn ? html`<h1>Patients</h1>` : html`<anamnesis-sign-in></anamnesis-sign-in>`;
        return frame({ current: this.route.parts[0] ?? 'patients', links: LINKS }, content);
    }
}

document.querySelector('anamnesis-app').replaceChildren();
customElements.define('anamnesis-app', App);

/* The clinicians' pages: which place is shown, and the frame around it. */
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement, frame } from '/assets/page.js';
import { session } from '/assets/session.js';
import { currentRoute } from '/assets/route.js';
import '/assets/elements/header.js';
import '/assets/elements/sign-in.js';
import '/assets/elements/toasts.js';
import '/app/find.js';

const LINKS = [
    { key: 'patients', href: '#/', label: 'Patients' },
    { key: 'cohort', href: '#/cohort', label: 'Cohort' },
    { key: 'live', href: '#/live', label: 'Live cohorts' },
];

/** The places by their first part. What is not needed for the first paint is loaded when somebody goes there. */
const PLACES = {
    patients: { load: () => import('/app/patient.js'), show: patient },
    cohort: {
        load: () => import('/app/cohort.js'),
        show: (route) => html`<anamnesis-cohort .route=${route}></anamnesis-cohort>`,
    },
    live: {
        load: () => import('/app/live.js'),
        show: (route) => {
            const name = route.parts[1] ?? '';
            return keyed(name, html`<anamnesis-live .name=${name}></anamnesis-live>`);
        },
    },
};

/** A patient's element is of no other one, ever: what was asked for one patient and comes late can't be shown as another's. */
function patient(route) {
    const [, id, part] = route.parts;
    return keyed(
        id,
        part === 'board'
            ? html`<anamnesis-board .patient=${id}></anamnesis-board>`
            : html`<anamnesis-patient .patient=${id}></anamnesis-patient>`,
    );
}

class App extends PageElement {
    static properties = { route: { state: true } };

    constructor() {
        super();
        this.route = currentRoute();
        addEventListener('hashchange', () => this.arrive());
        session.addEventListener('change', () => this.requestUpdate());
    }

    arrive() {
        const before = this.route.parts.join('/');
        this.route = currentRoute();
        if (this.route.parts.join('/') !== before) {
            this.updateComplete.then(() => {
                scrollTo(0, 0);
                document.getElementById('main')?.focus({ preventScroll: true });
            });
        }
    }

    firstUpdated() {
        performance.mark('anamnesis-first-paint');
    }

    render() {
        const place = this.route.parts[0] ?? '';
        return frame({ current: place || 'patients', links: LINKS }, this.content(place));
    }

    content(place) {
        if (!session.signedIn) {
            return html`<anamnesis-sign-in></anamnesis-sign-in>`;
        }
        if (place === '' || (place === 'patients' && this.route.parts.length === 1)) {
            document.title = 'Patients – Anamnesis';
            return html`<anamnesis-find></anamnesis-find>`;
        }
        const known = PLACES[place];
        if (!known) {
            return html`<h1>There is nothing here</h1>
                <p>The address names no place of these pages. <a href="#/">Find a patient</a>.</p>`;
        }
        known.load();
        return known.show(this.route);
    }
}

document.querySelector('anamnesis-app').replaceChildren();
customElements.define('anamnesis-app', App);

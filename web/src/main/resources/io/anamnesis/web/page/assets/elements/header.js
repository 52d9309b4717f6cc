/* The header of all pages: where one can go, who is signed in, light or dark. */
import { html, nothing } from 'lit';
import { PageElement } from '/assets/page.js';
import { session } from '/assets/session.js';
import { formatMinute } from '/assets/format.js';

/** The places of the system; a page adds its own in between. */
const PLACES = [
    { href: '/app/', label: 'Clinic' },
    { href: '/ops/', label: 'Operations' },
];

class Header extends PageElement {
    static properties = {
        current: {},
        links: { attribute: false },
        theme: { state: true },
    };

    constructor() {
        super();
        this.current = '';
        this.links = [];
        this.theme = document.documentElement.dataset.theme ?? '';
        this.changed = () => this.requestUpdate();
    }

    connectedCallback() {
        super.connectedCallback();
        session.addEventListener('change', this.changed);
    }

    disconnectedCallback() {
        session.removeEventListener('change', this.changed);
        super.disconnectedCallback();
    }

    render() {
        const here = location.pathname;
        return html`<header class="top">
            <div>
                <a class="brand" href="/app/"><img src="/assets/icon.svg" alt="" width="26" height="26" />Anamnesis</a>
                <nav aria-label="Places">
                    <ul>
                        ${this.links.map((link) => this.item(link, link.key === this.current))}
                        ${PLACES.filter((place) => place.href !== here).map((place) => this.item(place, false))}
                    </ul>
                </nav>
                <div class="who">
                    <button class="plain" @click=${this.turn} aria-label=${'Theme: ' + this.themeName() + '. Change it'}>
                        <span aria-hidden="true">${{ light: '☀', dark: '☾' }[this.theme] ?? '◐'}</span>
                    </button>
                    ${session.signedIn
                        ? html`<span title=${'Signed in until ' + formatMinute(session.expiresAt)}>${session.subject}</span>
                              <button @click=${() => session.signOut()}>Sign out</button>`
                        : nothing}
                </div>
            </div>
        </header>`;
    }

    item(place, current) {
        return html`<li><a href=${place.href} aria-current=${current ? 'page' : nothing}>${place.label}</a></li>`;
    }

    themeName() {
        return { light: 'light', dark: 'dark' }[this.theme] ?? 'as the system';
    }

    /** The system's, light, dark, and around. */
    turn() {
        this.theme = { '': 'light', light: 'dark', dark: '' }[this.theme];
        if (this.theme) {
            document.documentElement.dataset.theme = this.theme;
        } else {
            delete document.documentElement.dataset.theme;
        }
        try {
            localStorage.setItem('anamnesis.theme', this.theme);
        } catch {
            // storage is switched off: it holds for this page
        }
        dispatchEvent(new Event('anamnesis-theme'));
    }
}

customElements.define('anamnesis-header', Header);

/* The form in place of a page for who is not signed in. */
import { html, nothing } from 'lit';
import { PageElement } from '/assets/page.js';
import { session } from '/assets/session.js';

class SignIn extends PageElement {
    static properties = { wrong: { state: true } };

    constructor() {
        super();
        this.wrong = '';
    }

    render() {
        return html`<section class="panel sign-in" aria-labelledby="sign-in-title">
            <header><h1 id="sign-in-title">Sign in</h1></header>
            <form class="content stack" @submit=${this.submitted} novalidate>
                ${session.reason ? html`<p class="note warn" role="status">${session.reason}</p>` : nothing}
                <div class="field">
                    <label for="token">Bearer token</label>
                    <textarea
                        id="token"
                        class="mono"
                        rows="4"
                        spellcheck="false"
                        autocomplete="off"
                        aria-describedby="token-hint token-wrong"
                        aria-invalid=${this.wrong ? 'true' : nothing}
                    ></textarea>
                    <span class="hint" id="token-hint"
                        ><code>anamnesis open</code> prints an address that signs you in; <code>anamnesis token</code> prints a
                        token. It is kept in this tab only.</span
                    >
                    <span id="token-wrong" role="alert">${this.wrong ? html`<span class="note bad">${this.wrong}</span>` : nothing}</span>
                </div>
                <div><button class="primary" type="submit">Sign in</button></div>
            </form>
        </section>`;
    }

    firstUpdated() {
        this.querySelector('#token').focus();
    }

    submitted(event) {
        event.preventDefault();
        const field = this.querySelector('#token');
        this.wrong = session.signIn(field.value);
        if (this.wrong) {
            field.focus();
        }
    }
}

customElements.define('anamnesis-sign-in', SignIn);

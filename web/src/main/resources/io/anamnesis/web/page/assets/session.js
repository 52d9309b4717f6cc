/*
 * Who is signed in, in this tab: a bearer token, in sessionStorage so that it ends with the tab and no other origin can read it.
 * It comes from a form, or once from the address, `#token=…`, and is taken out of the address before anything else happens.
 */
const KEY = 'anamnesis.token';
const LONGEST_TIMER = 2 ** 31 - 1;

/** What a token says of itself; its signature is the server's to judge. */
function read(token) {
    try {
        const middle = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
        const bytes = Uint8Array.from(atob(middle), (c) => c.charCodeAt(0));
        const claims = JSON.parse(new TextDecoder().decode(bytes));
        return typeof claims.exp === 'number' ? claims : null;
    } catch {
        return null;
    }
}

/** Fires `change` when somebody signs in or out. */
class Session extends EventTarget {
    #token = null;
    #claims = null;
    #timer = 0;
    /** Why nobody is signed in any more, as a sentence; empty where nothing went wrong. */
    reason = '';

    constructor() {
        super();
        this.#takeFromAddress();
        const kept = sessionStorage.getItem(KEY);
        if (kept) {
            this.#set(kept);
        }
    }

    get token() {
        return this.#token;
    }

    get signedIn() {
        return this.#token !== null;
    }

    get subject() {
        return this.#claims?.sub ?? '';
    }

    get roles() {
        return this.#claims?.roles ?? [];
    }

    get purpose() {
        return this.#claims?.purpose ?? '';
    }

    /** @returns {Date|null} */
    get expiresAt() {
        return this.#claims ? new Date(this.#claims.exp * 1000) : null;
    }

    /** @returns {string} what is wrong with the token; empty where it was taken */
    signIn(token) {
        const clean = token.trim().replace(/^Bearer\s+/i, '');
        const claims = read(clean);
        if (!claims) {
            return 'This is no token. Expected three parts with dots between them, as "anamnesis token" prints it.';
        }
        if (claims.exp * 1000 <= Date.now()) {
            return 'This token has expired. Ask for a new one.';
        }
        this.#set(clean);
        this.dispatchEvent(new Event('change'));
        return '';
    }

    /** @param {string} reason told on the form; empty where the person wanted it */
    signOut(reason = '') {
        if (!this.signedIn && !reason) {
            return;
        }
        clearTimeout(this.#timer);
        sessionStorage.removeItem(KEY);
        this.#token = null;
        this.#claims = null;
        this.reason = reason;
        this.dispatchEvent(new Event('change'));
    }

    #set(token) {
        const claims = read(token);
        const left = claims ? claims.exp * 1000 - Date.now() : 0;
        if (left <= 0) {
            sessionStorage.removeItem(KEY);
            this.reason = 'Your token has expired. Sign in again.';
            return;
        }
        this.#token = token;
        this.#claims = claims;
        this.reason = '';
        sessionStorage.setItem(KEY, token);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(
            () => this.signOut('Your token has expired. Sign in again; you come back to this page.'),
            Math.min(left, LONGEST_TIMER),
        );
    }

    #takeFromAddress() {
        const found = /^#token=([\w-]+\.[\w-]+\.[\w-]+)(.*)$/.exec(location.hash);
        if (!found) {
            return;
        }
        const rest = found[2].startsWith('&to=') ? '#' + decodeURIComponent(found[2].slice(4)) : '#/';
        history.replaceState(null, '', location.pathname + rest);
        sessionStorage.setItem(KEY, found[1]);
    }
}

export const session = new Session();

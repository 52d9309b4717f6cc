/* Talk with the server: one function a method, every failure a Problem with a sentence that a person can read. */
import { session } from '/assets/session.js';

const TIMEOUT_MILLIS = 15_000;

/** A request that did not succeed. */
export class Problem extends Error {
    /**
     * @param {number} status 0 where no answer came
     * @param {string} code permanent; `unreachable`, `timed-out` and `unreadable-answer` are the page's own
     * @param {object} members of the body: `pointer`, `parameter`, `location` …
     */
    constructor(status, code, title, detail, members = {}) {
        super(detail || title);
        this.status = status;
        this.code = code;
        this.title = title;
        this.members = members;
    }

    get retryable() {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }
}

async function problem(response) {
    try {
        const body = await response.json();
        return new Problem(response.status, body.code ?? 'unknown', body.title ?? response.statusText, body.detail, body);
    } catch {
        return new Problem(response.status, 'unreadable-answer', 'The server answered ' + response.status, '');
    }
}

function unreached(failure, millis) {
    if (failure.name === 'TimeoutError') {
        return new Problem(0, 'timed-out', 'No answer', `The server did not answer within ${millis / 1000} seconds.`);
    }
    return new Problem(0, 'unreachable', 'Not reached', 'The server can’t be reached. Is it running?');
}

/**
 * One request.
 *
 * @param {{body?: unknown, signal?: AbortSignal, millis?: number, headers?: object}} options an aborted `signal` rejects with
 *     its AbortError, everything else with a Problem
 * @returns {Promise<any>} the JSON of the answer
 */
export async function ask(method, path, options = {}) {
    const { body, signal, millis = TIMEOUT_MILLIS, headers = {} } = options;
    const limits = [AbortSignal.timeout(millis), signal].filter(Boolean);
    const all = { Accept: 'application/json', ...headers };
    const { token } = session;
    if (token) {
        all.Authorization = 'Bearer ' + token;
    }
    if (body !== undefined && !all['Content-Type']) {
        all['Content-Type'] = 'application/json';
    }
    let response;
    try {
        response = await fetch(path, {
            method,
            headers: all,
            body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
            signal: AbortSignal.any(limits),
            cache: 'no-store',
            credentials: 'omit',
            referrerPolicy: 'no-referrer',
        });
    } catch (failure) {
        if (signal?.aborted) {
            throw failure;
        }
        throw unreached(failure, millis);
    }
    if (response.status === 401) {
        const why = await problem(response);
        if (session.token === token) {
            session.signOut('The server refused your token: ' + why.message); // not who has signed in since
        }
        throw why;
    }
    if (!response.ok) {
        throw await problem(response);
    }
    try {
        const text = await response.text();
        return text && (response.headers.get('Content-Type') ?? '').includes('json') && !all.Accept.includes('ndjson')
            ? JSON.parse(text)
            : text;
    } catch (failure) {
        if (signal?.aborted) {
            throw failure;
        }
        throw new Problem(0, 'unreadable-answer', 'The answer broke off', 'The answer of the server broke off. Try again.');
    }
}

export const get = (path, options) => ask('GET', path, options);
export const post = (path, body, options) => ask('POST', path, { ...options, body });
export const put = (path, body, options) => ask('PUT', path, { ...options, body });
export const remove = (path, options) => ask('DELETE', path, options);

/** Questions of which only the last one counts: who asks anew gives up the one before, whose answer or failure never comes. */
export class Last {
    #leaving = null;
    #asked = null;
    #anew = false;

    /**
     * @param {(signal: AbortSignal) => Promise<any>} question
     * @param {(answer: any) => void} answered
     * @param {(problem: Problem) => void} failed
     */
    async ask(question, answered, failed) {
        this.leave();
        this.#asked = [question, answered, failed];
        const leaving = (this.#leaving = new AbortController());
        let tell;
        try {
            const answer = await question(leaving.signal);
            tell = () => answered(answer);
        } catch (problem) {
            tell = () => failed(problem);
        }
        if (this.#leaving !== leaving) {
            return;
        }
        this.#leaving = null;
        tell();
        if (this.#anew) {
            this.#anew = false;
            this.again();
        }
    }

    /** Asks once more what was asked last; where its answer is still on its way, after that. */
    again() {
        if (this.#leaving) {
            this.#anew = true;
        } else if (this.#asked) {
            this.ask(...this.#asked);
        }
    }

    /** Gives up what was asked last. */
    leave() {
        this.#leaving?.abort();
        this.#leaving = null;
        this.#anew = false;
    }
}

/** A path of parts that are escaped, with those parameters that have a value. */
export function path(parts, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined && value !== null && value !== '') {
            query.append(name, String(value));
        }
    }
    const text = query.toString();
    return '/' + parts.map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

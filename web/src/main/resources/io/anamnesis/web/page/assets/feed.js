/*
 * A feed over WebSocket that goes on where it was cut: the last number that was seen is sent along, waits grow up to a bound, and
 * what a person sees of it is one of STATES. The token travels as a subprotocol, never in the address.
 */
import { session } from '/assets/session.js';

/** What each state means to a person. */
export const STATES = {
    connecting: 'connecting',
    live: 'live',
    reconnecting: 'reconnecting',
    stale: 'stale: nothing came for a while',
    ended: 'ended',
    refused: 'refused',
};

/** Frames that move the place from which a feed goes on. */
const SEQUENCE = new Set(['snapshot', 'delta', 'change']);

const SILENCE_MILLIS = 15_000; // three heartbeats
const STALE_AFTER_MILLIS = 10_000;
const FIRST_WAIT_MILLIS = 400;
const LONGEST_WAIT_MILLIS = 15_000;

export class Feed {
    #path;
    #onFrame;
    #onState;
    #last;
    #socket = null;
    #wait = FIRST_WAIT_MILLIS;
    #retry = 0;
    #silence = 0;
    #aging = 0;
    #closed = false;
    #state = '';

    /**
     * @param {string} path such as `/v1/feeds/patients/p1`
     * @param {{fromSeq?: number, onFrame: (frame: object) => void, onState: (state: string, detail: string) => void}} options
     *     without `fromSeq` the first frame is a snapshot
     */
    constructor(path, { fromSeq, onFrame, onState }) {
        this.#path = path;
        this.#last = fromSeq;
        this.#onFrame = onFrame;
        this.#onState = onState;
    }

    open() {
        this.#tell('connecting');
        this.#connect();
        return this;
    }

    close() {
        this.#closed = true;
        clearTimeout(this.#retry);
        clearTimeout(this.#silence);
        clearTimeout(this.#aging);
        this.#socket?.close(1000);
    }

    #connect() {
        if (this.#closed || !session.token) {
            return;
        }
        const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
        const from = this.#last === undefined ? '' : '?fromSeq=' + this.#last;
        const socket = new WebSocket(scheme + location.host + this.#path + from, ['bearer', session.token]);
        this.#socket = socket;
        socket.onmessage = (message) => this.#received(JSON.parse(message.data));
        socket.onclose = (event) => socket === this.#socket && this.#cut(event);
        this.#listen();
    }

    #received(frame) {
        this.#listen();
        this.#wait = FIRST_WAIT_MILLIS;
        if (frame.type === 'delta' && this.#last !== undefined && frame.prevSeq !== this.#last) {
            if (frame.seq <= this.#last) {
                return; // told twice
            }
            this.#restart(); // a gap: what is between comes with fromSeq
            return;
        }
        if (SEQUENCE.has(frame.type)) {
            this.#last = frame.seq;
        }
        clearTimeout(this.#aging);
        this.#aging = 0;
        this.#tell('live');
        this.#onFrame(frame);
    }

    /** A socket can be dead for minutes before the browser says so. */
    #listen() {
        clearTimeout(this.#silence);
        this.#silence = setTimeout(() => this.#restart(), SILENCE_MILLIS);
    }

    #restart() {
        const old = this.#socket;
        this.#socket = null;
        old?.close(1000);
        this.#later();
    }

    #cut(event) {
        clearTimeout(this.#silence);
        if (this.#closed) {
            return;
        }
        if (event.code === 4401) {
            session.signOut('Your token has expired. Sign in again; you come back to this page.');
        } else if (event.code === 4404 || event.code === 4400 || event.code === 4422) {
            this.#tell('refused', event.reason);
        } else if (event.code === 1000) {
            this.#tell('ended', event.reason);
        } else {
            this.#later();
        }
    }

    #later() {
        if (!this.#aging) {
            this.#aging = setTimeout(() => this.#tell('stale'), STALE_AFTER_MILLIS);
        }
        if (this.#state !== 'stale') {
            this.#tell('reconnecting');
        }
        clearTimeout(this.#retry);
        const jitter = 0.75 + Math.random() / 2;
        this.#retry = setTimeout(() => this.#connect(), this.#wait * jitter);
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
    }

    #tell(state, detail = '') {
        if (state !== this.#state) {
            this.#state = state;
            this.#onState(state, detail);
        }
    }
}

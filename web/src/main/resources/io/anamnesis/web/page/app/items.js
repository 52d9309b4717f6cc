/* What a profile holds of genomics, imaging, notes and clinical records, page by page, up to a bound that is told. */
import { get, path } from '/assets/api.js';
import { TIMELINE_KINDS, timeOf } from '/app/words.js';

const PAGE = 500;
const MOST_ITEMS = 4_000;
const GATHER_MILLIS = 700;

export class Items {
    #patient;
    #changed;
    #leaving = new AbortController();
    /** By modality: which kinds are to be loaded again, null for all. */
    #wanted = new Map();
    #busy = new Set();
    #timer = 0;
    /** By modality: { items, complete, error } */
    held = new Map();

    constructor(patient, changed) {
        this.#patient = patient;
        this.#changed = changed;
    }

    close() {
        this.#leaving.abort();
        clearTimeout(this.#timer);
    }

    /** Loads what is present; the small modalities first. */
    load(modalities) {
        modalities.forEach((each) => this.#wanted.set(each, null));
        this.#work();
    }

    /**
     * Takes note of what a message changed; loads those kinds again a moment later, all changes of that moment at once.
     *
     * @param {boolean} more whether it changed things that are not among these
     */
    change(modality, changes, more) {
        const kinds = this.#wanted.get(modality);
        if (kinds !== null) {
            this.#wanted.set(modality, more ? null : new Set([...(kinds ?? []), ...changes.map((each) => each.kind)]));
        }
        this.#later();
    }

    #later() {
        this.#timer ||= setTimeout(() => {
            this.#timer = 0;
            this.#work();
        }, GATHER_MILLIS);
    }

    /** One thing a modality at a time: of two the earlier could end last, and what it read is older. */
    #work() {
        for (const [modality, kinds] of [...this.#wanted]) {
            if (!this.#busy.has(modality)) {
                this.#wanted.delete(modality);
                this.#busy.add(modality);
                this.#one(modality, kinds);
            }
        }
    }

    async #one(modality, kinds) {
        await (kinds === null ? this.#load(modality) : this.#refresh(modality, kinds));
        this.#busy.delete(modality);
        if (this.#wanted.has(modality) && !this.#leaving.signal.aborted) {
            this.#later();
        }
    }

    /** Ascending by time. */
    get events() {
        const events = [];
        for (const [modality, { items }] of this.held) {
            for (const item of items) {
                if (item.content.resourceType !== 'Patient') {
                    events.push({ time: timeOf(item), lane: modality, item });
                }
            }
        }
        return events.sort((one, other) => one.time - other.time);
    }

    /** Shown as it comes, but for what replaces something: that is shown whole. */
    async #load(modality) {
        const before = this.held.get(modality)?.items ?? [];
        const items = [];
        const loading = () => this.#tell(modality, { items: before.length ? before : items, complete: false, error: null, loading: true });
        loading();
        try {
            for (const kind of TIMELINE_KINDS[modality] ?? [undefined]) {
                await this.#pages(modality, kind, items, loading);
            }
            this.#tell(modality, { items, complete: items.length < MOST_ITEMS, error: null, loading: false });
        } catch (failure) {
            this.#tell(modality, { items: before.length ? before : items, complete: false, error: failure, loading: false });
        }
    }

    async #pages(modality, kind, items, each = () => {}) {
        let after;
        do {
            const page = await get(path(['v1', 'patients', this.#patient, 'items', modality], { kind, after, limit: PAGE }), {
                signal: this.#leaving.signal,
            });
            items.push(...page.items);
            after = page.nextAfter;
            each();
        } while (after && items.length < MOST_ITEMS);
    }

    async #refresh(modality, kinds) {
        const shown = TIMELINE_KINDS[modality];
        const held = this.held.get(modality) ?? { items: [], complete: true, error: null };
        for (const kind of kinds) {
            if (shown && !shown.includes(kind)) {
                continue;
            }
            const items = [];
            try {
                await this.#pages(modality, kind, items);
            } catch (failure) {
                if (!this.#leaving.signal.aborted) {
                    this.#tell(modality, { ...held, error: failure });
                }
                return;
            }
            held.items = [...held.items.filter((each) => each.kind !== kind), ...items];
        }
        this.#tell(modality, { ...held, loading: false });
    }

    #tell(modality, state) {
        if (!this.#leaving.signal.aborted) {
            this.held.set(modality, state);
            this.#changed();
        }
    }
}

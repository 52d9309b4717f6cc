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
    #touched = new Map();
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
        for (const modality of modalities) {
            this.#load(modality);
        }
    }

    /** Takes note of what a message changed; loads those kinds again a moment later, all changes of that moment at once. */
    change(modality, changes) {
        const kinds = this.#touched.get(modality) ?? new Set();
        changes.forEach((each) => kinds.add(each.kind));
        this.#touched.set(modality, kinds);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            const all = [...this.#touched];
            this.#touched.clear();
            all.forEach(([name, touched]) => this.#refresh(name, touched));
        }, GATHER_MILLIS);
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

    async #load(modality) {
        const items = [];
        this.held.set(modality, { items, complete: false, error: null, loading: true });
        try {
            for (const kind of TIMELINE_KINDS[modality] ?? [undefined]) {
                await this.#pages(modality, kind, items, () =>
                    this.#tell(modality, { items, complete: false, error: null, loading: true }),
                );
            }
            this.#tell(modality, { items, complete: items.length < MOST_ITEMS, error: null, loading: false });
        } catch (failure) {
            this.#tell(modality, { items, complete: false, error: failure, loading: false });
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

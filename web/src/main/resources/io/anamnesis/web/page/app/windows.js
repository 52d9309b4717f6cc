/*
 * Windows of metrics for what is in view: fetched in tiles, in the coarsest length that still fills the view, kept for a while. A
 * view of five years asks for days, one of a week for hours; nobody is ever sent half a million samples.
 */
import { get, path } from '/assets/api.js';

const HOUR = 3_600_000;
/** Lengths of a window that are asked for; the first is what the patient holds itself. */
const LEVELS = [
    { millis: HOUR, every: undefined },
    { millis: 6 * HOUR, every: '6h' },
    { millis: 24 * HOUR, every: '1d' },
    { millis: 7 * 24 * HOUR, every: '7d' },
];
const MOST_BINS = 2_000;
const TILE_BINS = 512;
const MOST_TILES = 240;
const DIRTY_MILLIS = 5_000;

function binOf(window) {
    return {
        from: Date.parse(window.start),
        to: Date.parse(window.end),
        mean: window.mean,
        min: window.min,
        max: window.max,
        count: window.count,
        window,
    };
}

export class WindowTiles {
    #patient;
    #changed;
    #tiles = new Map();
    #leaving = new AbortController();

    /** @param {() => void} changed when something came */
    constructor(patient, changed) {
        this.#patient = patient;
        this.#changed = changed;
    }

    close() {
        this.#leaving.abort();
    }

    /**
     * What is known of a span; what is not is fetched.
     *
     * @returns {{millis: number, bins: object[], loading: boolean, error: Error|null}} bins ascending
     */
    in(metric, from, to) {
        const level = LEVELS.find((each) => (to - from) / each.millis <= MOST_BINS) ?? LEVELS.at(-1);
        const size = level.millis * TILE_BINS;
        const bins = [];
        let loading = false;
        let error = null;
        for (let tile = Math.floor(from / size); tile * size < to; tile++) {
            const known = this.#tile(metric, level, tile, size);
            loading ||= known.asking && known.bins.length === 0;
            error ??= known.error;
            for (const bin of known.bins) {
                if (bin.to > from && bin.from < to) {
                    bins.push(bin);
                }
            }
        }
        return { millis: level.millis, bins, loading, error };
    }

    /** Takes windows that a message changed; longer ones that hold them are asked for again, not more often than every so often. */
    change(windows) {
        for (const window of windows) {
            const bin = binOf(window);
            for (const level of LEVELS) {
                const size = level.millis * TILE_BINS;
                const tile = this.#tiles.get(key(window.metric, level, Math.floor(bin.from / size)));
                if (!tile) {
                    continue;
                }
                if (level.every === undefined) {
                    place(tile.bins, bin);
                }
                tile.dirty ||= level.every !== undefined || tile.asking; // an answer on its way may be from before
            }
        }
        this.#changed();
    }

    /** After a gap: nothing that is held can be trusted. */
    forget() {
        this.#tiles.clear();
        this.#changed();
    }

    #tile(metric, level, index, size) {
        const name = key(metric, level, index);
        let tile = this.#tiles.get(name);
        if (!tile) {
            tile = { bins: [], asking: false, dirty: true, asked: 0, error: null };
            this.#tiles.set(name, tile);
            if (this.#tiles.size > MOST_TILES) {
                this.#tiles.delete(this.#tiles.keys().next().value);
            }
        }
        if (tile.dirty && !tile.asking && Date.now() - tile.asked > DIRTY_MILLIS) {
            this.#ask(tile, metric, level, index * size, (index + 1) * size);
        }
        return tile;
    }

    async #ask(tile, metric, level, from, to) {
        tile.asking = true;
        tile.dirty = false;
        tile.asked = Date.now();
        try {
            const page = await get(
                path(['v1', 'patients', this.#patient, 'windows'], {
                    metric,
                    from: new Date(from).toISOString(),
                    to: new Date(to).toISOString(),
                    every: level.every,
                    limit: 10_000,
                }),
                { signal: this.#leaving.signal },
            );
            tile.bins = page.windows.map(binOf);
            tile.error = null;
        } catch (failure) {
            tile.error = failure;
            tile.dirty = true;
        }
        tile.asking = false;
        if (!this.#leaving.signal.aborted) {
            this.#changed();
            if (tile.dirty) {
                setTimeout(this.#changed, DIRTY_MILLIS + 1); // who still looks at it asks again
            }
        }
    }
}

function key(metric, level, index) {
    return `${metric}|${level.millis}|${index}`;
}

/** Ascending by beginning; the same one is replaced. */
function place(bins, bin) {
    let at = bins.length;
    while (at > 0 && bins[at - 1].from > bin.from) {
        at--;
    }
    if (at > 0 && bins[at - 1].from === bin.from) {
        bins[at - 1] = bin;
    } else {
        bins.splice(at, 0, bin);
    }
}

/* Words, shapes and tones for what the server says in codes. */

/** Levels of findings. */
export const LEVEL = {
    WELL: { tone: 'good', word: 'well' },
    NOTE: { tone: 'quiet', word: 'note' },
    WATCH: { tone: 'warn', word: 'watch' },
    ILL: { tone: 'bad', word: 'ill' },
};

/** Places of shards: a class, and a sentence that begins with how many. */
export const PLACE = {
    HERE: { kind: 'here', word: 'here' },
    MOVING: { kind: 'moving', word: 'on the move' },
    CUT_OFF: { kind: 'cut', word: 'cut off' },
    NOWHERE: { kind: 'nowhere', word: 'nowhere yet' },
};

export const VERBS = {
    drain: {
        label: 'Drain',
        title: 'Drain',
        what: 'It says that it is not ready, ends the requests that it has, hands its shards over and leaves. No request fails. It stays out until somebody starts it again.',
    },
    leave: {
        label: 'Restart',
        title: 'Hand over and restart',
        what: 'It ends the requests that it has, hands its shards over and leaves at once. What supervises it starts it again.',
    },
    down: {
        label: 'Down',
        title: 'Down',
        what: 'The others take its shards at once, without asking it. Only for a node whose process is dead: one that is alive ends itself, and what it had under way is lost to it.',
    },
};

export function bytes(value) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let size = value;
    let unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
        size /= 1024;
        unit++;
    }
    return (size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)) + ' ' + units[unit];
}

export function millis(value) {
    if (value >= 1000) {
        return (value / 1000).toFixed(1) + ' s';
    }
    return (value < 10 ? value.toFixed(1) : Math.round(value)) + ' ms';
}

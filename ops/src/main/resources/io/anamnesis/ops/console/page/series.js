/* What was, over the last ten minutes: lines by time, each with its latest value in words. */
import { html, nothing, svg } from 'lit';
import { panel } from '/assets/page.js';
import { formatNumber } from '/assets/format.js';
import { millis } from '/ops/words.js';

const WIDTH = 600;
const HEIGHT = 120;
const SPAN_MILLIS = 600_000;

const RATES = [
    { key: 'acceptedPerSecond', name: 'durable', kind: 'l1' },
    { key: 'overloadedPerSecond', name: 'overloaded (429)', kind: 'l2' },
    { key: 'unavailablePerSecond', name: 'not answered in time', kind: 'l3' },
    { key: 'refusedPerSecond', name: 'refused for good', kind: 'l4' },
];
const TIMES = [
    { key: 'p50Millis', name: 'half of the messages', kind: 'l1' },
    { key: 'p99Millis', name: '99 of 100 messages', kind: 'l2' },
    { key: 'storeP99Millis', name: '99 of 100 database requests', kind: 'l3' },
];

export function seriesPanels(samples) {
    const latest = samples.at(-1);
    return html`<div class="two">
        ${panel(
            {
                id: 'rate-title',
                title: 'Messages a second',
                meaning: 'What all nodes made durable, and what they turned away. A hole means that nobody could take messages.',
                next: overload(latest),
                state: samples.length ? 'ready' : 'loading',
            },
            chart('Messages a second', samples, RATES, (value) => formatNumber(value), { least: 1 }),
        )}
        ${panel(
            {
                id: 'time-title',
                title: 'How long a message takes',
                meaning: 'From its arrival until it is durable, on the slowest node. It can’t be faster than the database.',
                next: 'Where the messages’ line leaves the database’s behind, look at the nodes: processors, collections, shards on the move.',
                state: samples.length ? 'ready' : 'loading',
            },
            chart('How long a message takes', samples, TIMES, (value) => millis(value), { least: 100, logarithmic: true }),
        )}
    </div>`;
}

function overload(latest) {
    if (latest && latest.overloadedPerSecond > 0) {
        return 'Some patients’ queues are full: slow their senders, who were told to wait.';
    }
    return 'Nobody is overloaded. If it were so, senders get 429 and wait; nothing is lost.';
}

/**
 * @param {object} scale
 * @param {number} scale.least the axis reaches at least so far, so that noise does not look like a storm
 * @param {boolean} [scale.logarithmic] from 1 on, so that one slow second does not flatten all others
 */
function chart(name, samples, lines, written, scale) {
    const now = samples.length ? new Date(samples.at(-1).at).getTime() : Date.now();
    const highest = Math.max(scale.least, ...samples.flatMap((sample) => lines.map((line) => sample[line.key])));
    const top = scale.logarithmic ? 10 ** Math.ceil(Math.log10(highest)) : round(highest);
    const height = scale.logarithmic ? (value) => Math.log10(Math.max(1, value)) / Math.log10(top) : (value) => value / top;
    const marks = scale.logarithmic ? decades(top) : [top, top / 2, 0];
    return html`<figure class="chart">
        <div class="plot">
            <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${said(name, samples, lines, written)}>
                ${marks.map((mark) => svg`<line class="grid" x1="0" y1=${place(height(mark))} x2=${WIDTH} y2=${place(height(mark))}></line>`)}
                ${lines.map((line) => svg`<path class=${line.kind} d=${path(samples, line.key, now, height)}></path>`)}
            </svg>
            <div class="marks" aria-hidden="true">${marks.map((mark) => html`<span>${written(mark)}</span>`)}</div>
            <div class="row spread muted"><span>10 min ago</span><span>now</span></div>
        </div>
        <figcaption>
            <ul class="legend">
                ${lines.map(
                    (line) => html`<li><svg viewBox="0 0 24 6" width="24" height="6" aria-hidden="true"><path class=${line.kind} d="M0 3L24 3"></path></svg>${line.name}
                        <strong>${samples.length ? written(samples.at(-1)[line.key]) : nothing}</strong></li>`,
                )}
            </ul>
        </figcaption>
    </figure>`;
}

function decades(top) {
    const all = [];
    for (let mark = top; mark >= 0.99; mark /= 10) {
        all.push(Math.round(mark));
    }
    return all;
}

/** From a share of the height to a place from above. */
function place(share) {
    return (HEIGHT - 2 - Math.min(1, share) * (HEIGHT - 4)).toFixed(1);
}

function path(samples, key, now, height) {
    let last = 0;
    return samples
        .map((sample) => {
            const at = new Date(sample.at).getTime();
            const x = WIDTH - ((now - at) / SPAN_MILLIS) * WIDTH;
            const pen = at - last > 5_000 ? 'M' : 'L'; // a gap stays a gap
            last = at;
            return x < 0 ? '' : `${pen}${x.toFixed(1)} ${place(height(sample[key]))}`;
        })
        .filter(Boolean)
        .join('')
        .replace(/^L/, 'M');
}

/** 1, 2 or 5 times a power of ten. */
function round(value) {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

function said(name, samples, lines, written) {
    if (!samples.length) {
        return name + ': nothing yet';
    }
    return (
        name +
        ', now: ' +
        lines.map((line) => `${line.name} ${written(samples.at(-1)[line.key])}, at most ${written(Math.max(...samples.map((s) => s[line.key])))} in ten minutes`).join('; ')
    );
}

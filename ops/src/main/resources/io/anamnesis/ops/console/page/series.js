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
            chart('Messages a second', samples, RATES, (value) => formatNumber(value), 1),
        )}
        ${panel(
            {
                id: 'time-title',
                title: 'How long a message takes',
                meaning: 'From its arrival until it is durable, on the slowest node. It can’t be faster than the database.',
                next: 'Where the messages’ line leaves the database’s behind, look at the nodes: processors, collections, shards on the move.',
                state: samples.length ? 'ready' : 'loading',
            },
            chart('How long a message takes', samples, TIMES, (value) => millis(value), 10),
        )}
    </div>`;
}

function overload(latest) {
    if (latest && latest.overloadedPerSecond > 0) {
        return 'Some patients’ queues are full: slow their senders, who were told to wait.';
    }
    return 'Nobody is overloaded. If it were so, senders get 429 and wait; nothing is lost.';
}

/** @param {number} least the axis reaches at least so far, so that noise does not look like a storm */
function chart(name, samples, lines, written, least) {
    const now = samples.length ? new Date(samples.at(-1).at).getTime() : Date.now();
    const top = round(Math.max(least, ...samples.flatMap((sample) => lines.map((line) => sample[line.key]))));
    return html`<figure class="chart">
        <div class="plot">
            <span class="top-label">${written(top)}</span>
            <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${said(name, samples, lines, written)}>
                <line class="axis" x1="0" y1=${HEIGHT - 0.5} x2=${WIDTH} y2=${HEIGHT - 0.5}></line>
                <line class="grid" x1="0" y1=${HEIGHT / 2} x2=${WIDTH} y2=${HEIGHT / 2}></line>
                ${lines.map((line) => svg`<path class=${line.kind} d=${path(samples, line.key, now, top)}></path>`)}
            </svg>
            <div class="row spread muted"><span>10 min ago</span><span>now</span></div>
        </div>
        <figcaption>
            <ul class="legend">
                ${lines.map(
                    (line) => html`<li><i class=${line.kind}></i>${line.name} <strong>${samples.length ? written(samples.at(-1)[line.key]) : nothing}</strong></li>`,
                )}
            </ul>
        </figcaption>
    </figure>`;
}

function path(samples, key, now, top) {
    let last = 0;
    return samples
        .map((sample) => {
            const at = new Date(sample.at).getTime();
            const x = WIDTH - ((now - at) / SPAN_MILLIS) * WIDTH;
            const y = HEIGHT - (Math.min(sample[key], top) / top) * (HEIGHT - 6) - 1;
            const pen = at - last > 5_000 ? 'M' : 'L'; // a gap stays a gap
            last = at;
            return x < 0 ? '' : `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
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

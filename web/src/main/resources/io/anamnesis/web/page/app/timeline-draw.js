/* Draws the timeline: an axis of time, a lane of ticks for each modality that has things, a lane of a curve for each metric. */
import { formatNumber } from '/assets/format.js';

export const EVENT_LANE = 40;
export const GLUCOSE_LANE = 150;
export const METRIC_LANE = 84;
export const AXIS = 26;
const TICK_PIXELS = 3;
const TARGET_LOW = 70;
const TARGET_HIGH = 180;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MONTHS = [1, 3, 6, 12, 24, 60, 120, 240];

/** Where lanes are: `[{ key, kind: 'events'|'metric', name, top, height }]`. */
export function layOut(eventLanes, metrics) {
    let top = 4;
    const lanes = [];
    for (const lane of eventLanes) {
        lanes.push({ ...lane, kind: 'events', top, height: EVENT_LANE });
        top += EVENT_LANE;
    }
    for (const metric of metrics) {
        const height = metric.key === 'glucose' ? GLUCOSE_LANE : METRIC_LANE;
        lanes.push({ ...metric, kind: 'metric', top: top + 6, height: height - 6 });
        top += height;
    }
    return { lanes, height: top + AXIS };
}

/** Times of the axis with what stands there. */
export function axisOf(from, to, width) {
    const wanted = ((to - from) / width) * 96;
    const step = STEPS.find((each) => each >= wanted);
    return step ? evenly(from, to, step) : monthly(from, to, MONTHS.find((each) => each * 30.4 * DAY >= wanted) ?? 240);
}

function evenly(from, to, step) {
    const offset = new Date(from).getTimezoneOffset() * MINUTE;
    const marks = [];
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
    const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...(to - from > 300 * DAY ? { year: '2-digit' } : {}) });
    for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
        const midnight = (at - offset) % DAY === 0;
        marks.push({ at, text: midnight || step >= DAY ? date.format(at) : time.format(at), strong: midnight && step < DAY });
    }
    return marks;
}

function monthly(from, to, months) {
    const marks = [];
    const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
    const start = new Date(from);
    const first = months >= 12 ? Math.floor(start.getFullYear() / (months / 12)) * months : start.getFullYear() * 12;
    for (let count = first; ; count += months) {
        const at = new Date(Math.floor(count / 12), count % 12, 1).getTime();
        if (at > to) {
            return marks;
        }
        if (at >= from) {
            marks.push({ at, text: months >= 12 ? String(Math.floor(count / 12)) : month.format(at), strong: count % 12 === 0 && months < 12 });
        }
    }
}

/**
 * @param {CanvasRenderingContext2D} g in CSS pixels
 * @param {object} scene { width, height, from, to, left, right, lanes, colours, selected, now }
 */
export function draw(g, scene) {
    const { width, height, colours } = scene;
    g.clearRect(0, 0, width, height);
    g.font = '12px ' + colours.font;
    g.textBaseline = 'middle';
    drawAxis(g, scene);
    for (const lane of scene.lanes) {
        g.fillStyle = colours.line;
        g.fillRect(scene.left, lane.top + lane.height, width - scene.left, 1);
        if (lane.kind === 'events') {
            drawEvents(g, scene, lane);
        } else {
            drawMetric(g, scene, lane);
        }
        drawName(g, scene, lane);
    }
    drawNow(g, scene);
    drawSelection(g, scene);
}

export function xOf(scene, time) {
    return scene.left + ((time - scene.from) / (scene.to - scene.from)) * (scene.right - scene.left);
}

export function timeAt(scene, x) {
    return scene.from + ((x - scene.left) / (scene.right - scene.left)) * (scene.to - scene.from);
}

function drawAxis(g, scene) {
    const bottom = scene.height - AXIS;
    for (const mark of axisOf(scene.from, scene.to, scene.right - scene.left)) {
        const x = Math.round(xOf(scene, mark.at));
        g.fillStyle = scene.colours.line;
        g.fillRect(x, 0, mark.strong ? 2 : 1, bottom);
        g.fillStyle = scene.colours.muted;
        g.textAlign = x < scene.left + 30 ? 'left' : x > scene.width - 30 ? 'right' : 'center';
        g.fillText(mark.text, x, bottom + AXIS / 2 + 2);
    }
}

function drawName(g, scene, lane) {
    const { colours } = scene;
    g.textAlign = 'left';
    if (scene.left > 0) {
        g.fillStyle = colours.surface;
        g.fillRect(0, lane.top - 6, scene.left, lane.height + 7);
        g.fillStyle = lane.colour;
        g.fillRect(0, lane.top + 2, 3, lane.height - 4);
        g.fillStyle = colours.ink;
        g.fillText(lane.name, 10, lane.top + (lane.kind === 'events' ? lane.height / 2 : 9));
        if (lane.unit) {
            g.fillStyle = colours.muted;
            g.fillText(lane.unit, 10, lane.top + 26);
        }
    } else {
        const text = lane.name + (lane.unit ? ' ' + lane.unit : '');
        const room = g.measureText(text).width + 8;
        g.globalAlpha = 0.85;
        g.fillStyle = colours.surface;
        g.fillRect(0, lane.top, room, 15);
        g.globalAlpha = 1;
        g.fillStyle = lane.colour;
        g.fillText(text, 3, lane.top + 8);
    }
}

/** Things too close to be told apart are one tick, taller and stronger the more there are. */
function drawEvents(g, scene, lane) {
    const columns = new Map();
    for (const event of lane.events) {
        const column = Math.floor(xOf(scene, event.time) / TICK_PIXELS);
        columns.set(column, (columns.get(column) ?? 0) + 1);
    }
    g.fillStyle = lane.colour;
    const room = lane.height - 16;
    const base = lane.top + lane.height - 4;
    for (const [column, count] of columns) {
        const tall = Math.min(room, 8 + 6 * Math.log2(count + 1));
        g.globalAlpha = Math.min(1, 0.6 + 0.1 * count);
        g.fillRect(column * TICK_PIXELS, base - tall, TICK_PIXELS - 1, tall);
    }
    g.globalAlpha = 1;
}

export function scaleOf(lane) {
    let low = lane.key === 'glucose' ? 40 : Infinity;
    let high = lane.key === 'glucose' ? 250 : -Infinity;
    for (const bin of lane.bins) {
        low = Math.min(low, bin.min);
        high = Math.max(high, bin.max);
    }
    if (!Number.isFinite(low)) {
        return null;
    }
    const spare = (high - low || Math.abs(high) || 1) * 0.06;
    return { low: low - spare, high: high + spare, least: low, greatest: high };
}

function drawMetric(g, scene, lane) {
    const scale = scaleOf(lane);
    if (!scale) {
        g.fillStyle = scene.colours.muted;
        g.textAlign = 'left';
        g.fillText(lane.error ? lane.error.message : lane.loading ? 'loading' : 'nothing in this span', scene.left + 8, lane.top + lane.height / 2);
        return;
    }
    const y = (value) => lane.top + lane.height - 3 - ((value - scale.low) / (scale.high - scale.low)) * (lane.height - 8);
    if (lane.key === 'glucose') {
        g.fillStyle = scene.colours.target;
        g.fillRect(scene.left, y(TARGET_HIGH), scene.right - scene.left, y(TARGET_LOW) - y(TARGET_HIGH));
    }
    g.save();
    g.beginPath();
    g.rect(scene.left, lane.top - 4, scene.right - scene.left, lane.height + 4);
    g.clip();
    g.fillStyle = lane.colour;
    g.globalAlpha = 0.28;
    for (const bin of lane.bins) {
        const x0 = xOf(scene, bin.from);
        const top = y(bin.max);
        g.fillRect(x0, top, Math.max(1, xOf(scene, bin.to) - x0), Math.max(1.5, y(bin.min) - top));
    }
    g.globalAlpha = 1;
    drawCurve(g, scene, lane, y);
    g.restore();
    g.fillStyle = scene.colours.muted;
    g.textAlign = 'right';
    for (const value of lane.key === 'glucose' ? [TARGET_LOW, TARGET_HIGH] : [scale.greatest, scale.least]) {
        g.fillText(formatNumber(value), scene.width - 4, Math.max(lane.top + 6, Math.min(lane.top + lane.height - 6, y(value))));
    }
}

/** A line through the means; a hole in the data is a hole in the line. */
function drawCurve(g, scene, lane, y) {
    g.strokeStyle = lane.colour;
    g.lineWidth = 1.6;
    g.lineJoin = 'round';
    g.beginPath();
    let last = null;
    for (const bin of lane.bins) {
        const x = xOf(scene, (bin.from + bin.to) / 2);
        if (last && bin.from - last.to < (bin.to - bin.from) * 2) {
            g.lineTo(x, y(bin.mean));
        } else {
            g.moveTo(x - 1, y(bin.mean));
            g.lineTo(x + 1, y(bin.mean));
        }
        last = bin;
    }
    g.stroke();
}

function drawNow(g, scene) {
    if (scene.now < scene.from || scene.now > scene.to) {
        return;
    }
    g.strokeStyle = scene.colours.accent;
    g.setLineDash([3, 3]);
    g.beginPath();
    const x = Math.round(xOf(scene, scene.now)) + 0.5;
    g.moveTo(x, 0);
    g.lineTo(x, scene.height - AXIS);
    g.stroke();
    g.setLineDash([]);
}

function drawSelection(g, scene) {
    const { selected } = scene;
    if (!selected || selected.to < scene.from || selected.from > scene.to) {
        return;
    }
    const x0 = xOf(scene, selected.from);
    const x1 = Math.max(x0 + 4, xOf(scene, selected.to));
    g.strokeStyle = scene.colours.focus;
    g.lineWidth = 2;
    g.strokeRect(x0 - 2, selected.lane.top, x1 - x0 + 4, selected.lane.height);
}

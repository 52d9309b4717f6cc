/*
 * One timeline over all modalities. Wheel or the keys + and − zoom, dragging or the arrows move, a click or Enter shows the evidence.
 * What the canvas shows is also there as a table, for who can't see it.
 */
import { html, nothing } from 'lit';
import { PageElement, announce, moment, table } from '/assets/page.js';
import { formatCount, formatMinute, formatNumber, formatSecond, formatSpan, plural } from '/assets/format.js';
import { MODALITIES, MODALITY_NAMES, colour, isDay, kindOf, labelOf, unitOf } from '/app/words.js';
import { draw, layOut, timeAt } from '/app/timeline-draw.js';

const DAY = 86_400_000;
const LEAST_SPAN = DAY / 12;
const MOST_SPAN = 130 * 365 * DAY;
const REACH_PIXELS = 7;
const ROWS = 25;
const MOST_METRICS = 4;
const SPANS = [
    ['24 h', DAY],
    ['14 d', 14 * DAY],
    ['90 d', 90 * DAY],
    ['1 y', 365 * DAY],
    ['5 y', 5 * 365.25 * DAY],
];

class Timeline extends PageElement {
    static properties = {
        profile: { attribute: false },
        events: { attribute: false },
        windows: { attribute: false },
        version: { type: Number },
        view: { state: true },
        selected: { state: true },
        chosen: { state: true },
        page: { state: true },
    };

    constructor() {
        super();
        this.profile = null;
        this.events = [];
        this.windows = null;
        this.version = 0;
        this.view = null;
        this.selected = null;
        this.chosen = null;
        this.page = 0;
        this.moved = false;
        this.repaint = () => this.paint();
        this.size = new ResizeObserver(() => this.paint());
        this.recolour = () => {
            this.colours = null;
            this.paint();
        };
    }

    connectedCallback() {
        super.connectedCallback();
        addEventListener('anamnesis-theme', this.recolour);
        this.scheme = matchMedia('(prefers-color-scheme: dark)');
        this.scheme.addEventListener('change', this.recolour);
    }

    disconnectedCallback() {
        removeEventListener('anamnesis-theme', this.recolour);
        this.scheme.removeEventListener('change', this.recolour);
        this.size.disconnect();
        super.disconnectedCallback();
    }

    firstUpdated() {
        this.canvas = this.querySelector('canvas');
        this.canvas.addEventListener('wheel', (event) => this.wheeled(event), { passive: false });
        this.size.observe(this.canvas.parentElement);
    }

    willUpdate() {
        if (!this.moved) {
            this.view = this.whole();
        }
        const all = this.metrics.map((metric) => metric.metric);
        this.chosen ??= null;
        this.shown = this.chosen ?? preferred(all);
    }

    updated() {
        this.paint();
    }

    get metrics() {
        return this.profile?.wearables ?? [];
    }

    /** From the first to the last that is known; of a long life the last five years. */
    whole(most = 5 * 365.25 * DAY) {
        const known = this.times();
        if (!known.length) {
            return { from: Date.now() - 14 * DAY, to: Date.now() };
        }
        const to = Math.max(...known);
        const from = Math.max(Math.min(...known), to - most);
        const spare = Math.max((to - from) * 0.02, DAY / 24);
        return { from: from - spare, to: to + spare };
    }

    /** The first and the last of each kind. */
    times() {
        const times = this.metrics.flatMap((metric) => [Date.parse(metric.firstObservedAt), Date.parse(metric.lastObservedAt)]);
        if (this.events.length) {
            times.push(this.events[0].time, this.events.at(-1).time);
        }
        return times.filter(Number.isFinite);
    }

    render() {
        const span = (this.view.to - this.view.from) / 1000;
        return html`<div class="stack">
            <div class="row spread timeline-tools">
                <div class="row" role="group" aria-label="Span">
                    ${SPANS.map(([name, millis]) => html`<button @click=${() => this.span(millis)}>${name}</button>`)}
                    <button @click=${() => this.show(this.whole(MOST_SPAN))}>Whole</button>
                </div>
                <div class="row" role="group" aria-label="Move and zoom">
                    <button @click=${() => this.move(-0.5)} aria-label="Earlier">◀</button>
                    <button @click=${() => this.move(0.5)} aria-label="Later">▶</button>
                    <button @click=${() => this.zoom(1.6)} aria-label="Zoom out">−</button>
                    <button @click=${() => this.zoom(1 / 1.6)} aria-label="Zoom in">+</button>
                </div>
            </div>
            <p class="muted" aria-live="polite">
                ${formatMinute(this.view.from)} to ${formatMinute(this.view.to)}, ${formatSpan(span)}, in your time zone
            </p>
            ${this.metrics.length > 1 ? this.choice() : nothing}
            <div
                class="timeline"
                tabindex="0"
                role="application"
                aria-label="Timeline of all modalities"
                aria-describedby="timeline-keys"
                @keydown=${this.pressed}
            >
                <canvas
                    @pointerdown=${this.grabbed}
                    @pointermove=${this.dragged}
                    @pointerup=${this.released}
                    @pointercancel=${() => (this.drag = null)}
                    @pointerleave=${this.left}
                ></canvas>
                <div class="timeline-tip" hidden></div>
            </div>
            <p id="timeline-keys" class="hint">
                Arrows move, + and − zoom, Home shows all, comma and full stop go from thing to thing, Enter shows its evidence.
            </p>
            ${this.inView()}
        </div>`;
    }

    choice() {
        return html`<fieldset class="row choice">
            <legend class="hint">Curves, at most ${MOST_METRICS}</legend>
            ${this.metrics.map(
                (metric) => html`<label class="row"
                    ><input
                        type="checkbox"
                        .checked=${this.shown.includes(metric.metric)}
                        ?disabled=${!this.shown.includes(metric.metric) && this.shown.length >= MOST_METRICS}
                        @change=${() => this.toggle(metric.metric)}
                    />
                    ${metric.metric}</label
                >`,
            )}
        </fieldset>`;
    }

    toggle(metric) {
        this.chosen = this.shown.includes(metric) ? this.shown.filter((each) => each !== metric) : [...this.shown, metric];
    }

    /** The same as a table. */
    inView() {
        const seen = this.seen();
        const from = Math.min(this.page * ROWS, Math.max(0, Math.floor((seen.length - 1) / ROWS) * ROWS));
        return html`<details class="in-view">
            <summary>${plural(seen.length, 'thing')} in this span, as a table</summary>
            ${table({
                caption: 'Things in this span, newest first',
                quiet: true,
                columns: [
                    { label: 'When', cell: (e) => moment(e.time, isDay(e.item) ? dayOf : formatMinute) },
                    { label: 'Modality', cell: (e) => MODALITY_NAMES[e.lane] },
                    { label: 'Kind', cell: (e) => kindOf(e.item) },
                    { label: 'What', heading: true, cell: (e) => labelOf(e.item) },
                    {
                        label: 'Evidence',
                        cell: (e) => html`<button class="link" @click=${() => this.evidence({ items: [e.item] })}>Show</button>`,
                    },
                ],
                rows: seen.slice(from, from + ROWS),
                empty: 'Nothing in this span.',
                place: seen.length ? `${formatCount(from + 1)} to ${formatCount(Math.min(seen.length, from + ROWS))}` : '',
                previous: from > 0 ? () => (this.page = from / ROWS - 1) : undefined,
                next: from + ROWS < seen.length ? () => (this.page = from / ROWS + 1) : undefined,
            })}
        </details>`;
    }

    seen() {
        return between(this.events, this.view.from, this.view.to).reverse();
    }

    // what is shown

    show(view) {
        this.moved = true;
        this.page = 0;
        this.view = bounded(view);
    }

    /** A span that ends where the view ends, or with the last that is known: beside years, the room behind that would be weeks. */
    span(millis) {
        const known = this.times();
        const last = known.length ? Math.max(...known) + millis * 0.02 : Date.now();
        const end = Math.min(this.view.to, last);
        this.show({ from: end - millis, to: end });
    }

    move(part) {
        const by = (this.view.to - this.view.from) * part;
        this.show({ from: this.view.from + by, to: this.view.to + by });
    }

    zoom(factor, around = (this.view.from + this.view.to) / 2) {
        this.show({ from: around - (around - this.view.from) * factor, to: around + (this.view.to - around) * factor });
    }

    pressed(event) {
        const actions = {
            ArrowLeft: () => this.move(-0.15),
            ArrowRight: () => this.move(0.15),
            PageUp: () => this.move(-0.9),
            PageDown: () => this.move(0.9),
            '+': () => this.zoom(1 / 1.6),
            '=': () => this.zoom(1 / 1.6),
            '-': () => this.zoom(1.6),
            Home: () => this.show(this.whole(MOST_SPAN)),
            ',': () => this.step(-1),
            '.': () => this.step(1),
            Enter: () => this.selected && this.evidence(this.selected),
            Escape: () => (this.selected = null),
        };
        const action = actions[event.key];
        if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            action();
        }
    }

    /** To the next thing in view, over all lanes in the order of time. */
    step(by) {
        const seen = this.seen().reverse();
        if (!seen.length) {
            announce('Nothing in this span.');
            return;
        }
        const at = this.selected?.items ? seen.findIndex((each) => each.item === this.selected.items[0]) : -1;
        const next = at < 0 ? (by > 0 ? 0 : seen.length - 1) : (at + by + seen.length) % seen.length;
        const event = seen[next];
        const lane = this.scene?.lanes.find((each) => each.key === event.lane);
        this.selected = { lane, from: event.time, to: event.time, items: [event.item] };
        announce(`${labelOf(event.item)}, ${MODALITY_NAMES[event.lane]}, ${formatMinute(event.time)}`);
    }

    evidence(detail) {
        this.dispatchEvent(new CustomEvent('evidence', { detail, bubbles: true }));
    }

    // pointer

    wheeled(event) {
        if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY) && document.activeElement !== this.querySelector('.timeline')) {
            return; // the page scrolls, unless the timeline has the focus
        }
        event.preventDefault();
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
            this.move(event.deltaX / 1500);
        } else {
            this.zoom(Math.exp(event.deltaY / 500), timeAt(this.scene, event.offsetX));
        }
    }

    grabbed(event) {
        this.drag = { x: event.offsetX, from: this.view.from, to: this.view.to, far: false };
        event.target.setPointerCapture(event.pointerId);
    }

    dragged(event) {
        if (!this.drag) {
            this.hover(event);
            return;
        }
        const by = event.offsetX - this.drag.x;
        if (Math.abs(by) > 4) {
            this.drag.far = true;
        }
        if (this.drag.far) {
            const millis = (by / (this.scene.right - this.scene.left)) * (this.drag.to - this.drag.from);
            this.show({ from: this.drag.from - millis, to: this.drag.to - millis });
        }
    }

    released(event) {
        const drag = this.drag;
        this.drag = null;
        if (drag && !drag.far) {
            const found = this.under(event.offsetX, event.offsetY);
            this.selected = found;
            if (found) {
                this.evidence(found);
            }
        }
    }

    left() {
        this.querySelector('.timeline-tip').hidden = true;
    }

    hover(event) {
        const tip = this.querySelector('.timeline-tip');
        const found = this.under(event.offsetX, event.offsetY);
        tip.hidden = !found;
        this.canvas.classList.toggle('hit', Boolean(found));
        if (found) {
            tip.textContent = tipOf(found);
            const right = event.offsetX > this.scene.width - 240;
            tip.style.left = right ? '' : event.offsetX + 14 + 'px';
            tip.style.right = right ? this.scene.width - event.offsetX + 14 + 'px' : '';
            tip.style.top = event.offsetY + 14 + 'px';
        }
    }

    /** What lies at a point: things of a lane, or the window of a metric. */
    under(x, y) {
        const lane = this.scene?.lanes.find((each) => y >= each.top - 3 && y < each.top + each.height + 3);
        if (!lane || x < this.scene.left || x > this.scene.right) {
            return null;
        }
        if (lane.kind === 'metric') {
            const time = timeAt(this.scene, x);
            const bin = lane.bins.find((each) => each.from <= time && time < each.to);
            return bin ? { lane, from: bin.from, to: bin.to, window: bin.window } : null;
        }
        const near = between(lane.events, timeAt(this.scene, x - REACH_PIXELS), timeAt(this.scene, x + REACH_PIXELS));
        return near.length ? { lane, from: near[0].time, to: near.at(-1).time, items: near.map((each) => each.item) } : null;
    }

    // paint

    paint() {
        cancelAnimationFrame(this.frame);
        this.frame = requestAnimationFrame(() => this.painted());
    }

    painted() {
        if (!this.canvas || !this.isConnected) {
            return;
        }
        this.colours ??= paletteOf(this);
        const width = this.canvas.parentElement.clientWidth;
        const { lanes, height } = layOut(this.eventLanes(), this.metricLanes());
        this.scene = {
            width,
            height,
            left: width < 640 ? 0 : 118,
            right: width - 44,
            from: this.view.from,
            to: this.view.to,
            lanes,
            colours: this.colours,
            selected: this.selected && { ...this.selected, lane: lanes.find((each) => each.key === this.selected.lane?.key) },
            now: Date.now(),
        };
        if (this.scene.selected && !this.scene.selected.lane) {
            this.scene.selected = null;
        }
        const scale = devicePixelRatio || 1;
        if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
            this.canvas.width = Math.round(width * scale);
            this.canvas.height = Math.round(height * scale);
            this.canvas.style.height = height + 'px';
        }
        const g = this.canvas.getContext('2d');
        g.setTransform(scale, 0, 0, scale, 0, 0);
        draw(g, this.scene);
        this.dataset.drawn = lanes.map((lane) => `${lane.key}:${(lane.bins ?? lane.events).length}`).join(' ');
    }

    eventLanes() {
        const seen = between(this.events, this.view.from, this.view.to);
        return MODALITIES.filter((each) => each !== 'wearables' && this.profile?.modalities[each]?.present).map((key) => ({
            key,
            name: MODALITY_NAMES[key],
            colour: this.colours[key],
            events: seen.filter((event) => event.lane === key),
        }));
    }

    metricLanes() {
        return this.metrics
            .filter((metric) => this.shown.includes(metric.metric))
            .map((metric) => ({
                key: metric.metric,
                name: metric.metric,
                unit: unitOf(metric.unit),
                colour: this.colours.wearables,
                ...this.windows.in(metric.metric, this.view.from, this.view.to),
            }));
    }
}

function preferred(metrics) {
    const first = ['glucose', 'heart-rate'].filter((each) => metrics.includes(each));
    return [...first, ...metrics.filter((each) => !first.includes(each))].slice(0, 2);
}

function dayOf(time) {
    return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

function bounded({ from, to }) {
    const middle = (from + to) / 2;
    const span = Math.min(MOST_SPAN, Math.max(LEAST_SPAN, to - from));
    return { from: middle - span / 2, to: middle + span / 2 };
}

/** Of events ascending by time. */
function between(events, from, to) {
    return events.slice(lowest(events, from), lowest(events, to + 1));
}

function lowest(events, time) {
    let low = 0;
    let high = events.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (events[middle].time < time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

function tipOf(found) {
    if (found.window) {
        const w = found.window;
        return `${w.metric} ${formatNumber(w.mean)} ${unitOf(w.unit)} on average, ${formatNumber(w.min)} to ${formatNumber(w.max)}, ${plural(w.count, 'sample')}\n${formatMinute(w.start)} to ${formatMinute(w.end)}`;
    }
    const few = found.items.slice(0, 4).map(labelOf);
    const more = found.items.length - few.length;
    return [...few, ...(more ? [`and ${formatCount(more)} more`] : []), formatSecond(found.from)].join('\n');
}

function paletteOf(element) {
    const names = ['ink', 'muted', 'line', 'surface', 'accent', 'focus', 'clinical', 'notes', 'imaging', 'genomics', 'wearables'];
    const palette = Object.fromEntries(names.map((name) => [name, colour(element, name)]));
    return { ...palette, target: colour(element, 'good-wash'), font: getComputedStyle(element).fontFamily };
}

customElements.define('anamnesis-timeline', Timeline);

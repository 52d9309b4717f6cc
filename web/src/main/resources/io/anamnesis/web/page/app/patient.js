/* One patient: who, what is here and what is not, the timeline, figures, fusion, who is like them, and the messages. All of it live. */
import { html, nothing } from 'lit';
import { PageElement, announce, badge, moment, panel, table } from '/assets/page.js';
import { Last, get, path } from '/assets/api.js';
import { Feed, STATES } from '/assets/feed.js';
import { link } from '/assets/route.js';
import { formatCount, formatMinute, formatNumber, plural } from '/assets/format.js';
import { MODALITIES, MODALITY_NAMES, MODALITY_SOURCES, THING_NAMES, demographics, unitOf } from '/app/words.js';
import { Items } from '/app/items.js';
import { WindowTiles } from '/app/windows.js';
import '/app/timeline.js';
import '/app/evidence.js';
import '/app/fusion.js';
import '/app/similar.js';
import '/app/board.js';

const TONES = { live: 'good', connecting: 'quiet', reconnecting: 'warn', stale: 'bad', ended: 'quiet', refused: 'bad' };
const MESSAGES = 10;
const HOLD_MILLIS = 400;
const DAY = 86_400_000;

/** Of the international consensus on time in range (Battelino 2019), with its goals for most adults with diabetes. */
const GLUCOSE = [
    ['percent-in-range-70-180', 'In 70 to 180', 'goal: above 70'],
    ['percent-below-70', 'Below 70', 'goal: below 4'],
    ['percent-above-180', 'Above 180', 'goal: below 25'],
    ['cv-percent', 'CV', 'goal: at most 36'],
    ['gmi-percent', 'GMI', 'estimate of HbA1c'],
    ['active-percent', 'Sensor in use', 'goal: above 70'],
];

class Patient extends PageElement {
    static properties = {
        patient: {},
        profile: { state: true },
        who: { state: true },
        error: { state: true },
        feed: { state: true },
        version: { state: true },
        messages: { state: true },
        lastChange: { state: true },
    };

    constructor() {
        super();
        this.profile = null;
        this.who = undefined;
        this.error = null;
        this.feed = 'connecting';
        this.version = 0;
        this.messages = null;
        this.befores = [];
        this.lastChange = null;
        this.events = [];
        this.askedMessages = new Last();
        this.askedWindow = new Last();
        this.holding = 0;
    }

    willUpdate(changed) {
        if (changed.has('patient')) {
            this.open();
        }
    }

    disconnectedCallback() {
        this.close();
        super.disconnectedCallback();
    }

    open() {
        document.title = `${this.patient} – Anamnesis`;
        this.windows = new WindowTiles(this.patient, () => this.version++);
        this.items = new Items(this.patient, () => this.itemsChanged());
        this.watch = new Feed(path(['v1', 'feeds', 'patients', this.patient]), {
            onFrame: (frame) => this.framed(frame),
            onState: (state, detail) => this.feedState(state, detail),
        }).open();
    }

    close() {
        this.watch?.close();
        this.items?.close();
        this.windows?.close();
        this.askedMessages.leave();
        this.askedWindow.leave();
        clearTimeout(this.holding);
    }

    // what comes

    feedState(state, detail) {
        this.feed = state;
        if (state === 'refused') {
            this.error = Object.assign(new Error(refusal(detail, this.patient)), { code: detail });
        }
    }

    framed(frame) {
        switch (frame.type) {
            case 'snapshot':
                this.snapshot(frame.profile);
                break;
            case 'delta':
                this.delta(frame);
                break;
            case 'features':
                this.features(frame);
                break;
            default:
        }
    }

    snapshot(profile) {
        const first = this.profile === null;
        this.profile = profile;
        this.error = null;
        if (!first) {
            this.windows.forget();
        }
        if (profile.messages === 0) {
            this.who = null;
            return; // somebody who is watched before anything is known
        }
        const present = MODALITIES.filter((each) => each !== 'wearables' && profile.modalities[each]?.present);
        this.items.load(present.sort((one, other) => profile.modalities[one].items - profile.modalities[other].items));
        this.loadWho();
        this.refreshMessages();
    }

    delta(frame) {
        const modality = this.profile.modalities[frame.modality] ?? {};
        const later = !modality.lastObservedAt || Date.parse(frame.observedAt) > Date.parse(modality.lastObservedAt);
        this.profile = {
            ...this.profile,
            seq: frame.seq,
            messages: this.profile.messages + 1,
            updatedAt: frame.receivedAt,
            modalities: {
                ...this.profile.modalities,
                [frame.modality]: {
                    ...modality,
                    present: true,
                    messages: (modality.messages ?? 0) + 1,
                    lastObservedAt: later ? frame.observedAt : modality.lastObservedAt,
                    lastSeq: frame.seq,
                },
            },
        };
        this.lastChange = frame;
        if (this.profile.messages === 1) {
            this.items.load(frame.modality === 'wearables' ? [] : [frame.modality]);
            this.loadWho();
        }
        if (frame.windows.length) {
            this.windows.change(frame.windows);
        }
        if (frame.items.length || frame.itemsLeftOut) {
            this.items.change(frame.modality, frame.items, frame.itemsLeftOut > 0);
        }
        this.holding ||= setTimeout(() => {
            this.holding = 0;
            this.refreshMessages();
        }, HOLD_MILLIS);
    }

    features(frame) {
        this.profile = {
            ...this.profile,
            wearables: frame.metrics,
            modalities: { ...this.profile.modalities, ...frame.modalities },
            fusion: frame.fusion ?? this.profile.fusion,
        };
    }

    itemsChanged() {
        this.events = this.items.events;
        this.version++;
    }

    async loadWho() {
        try {
            const page = await get(path(['v1', 'patients', this.patient, 'items', 'clinical'], { kind: 'patient', limit: 5 }));
            this.who = demographics(page.items);
        } catch {
            this.who = null; // the header says that it is not known; the clinical lane tells the error
        }
    }

    /** The page of them that is looked at. */
    refreshMessages() {
        if (this.messages) {
            this.askedMessages.again();
        } else {
            this.loadMessages();
        }
    }

    loadMessages(beforeSeq, befores = []) {
        this.askedMessages.ask(
            (signal) => get(path(['v1', 'patients', this.patient, 'timeline'], { beforeSeq, limit: MESSAGES }), { signal }),
            (page) => {
                this.messages = page;
                this.beforeSeq = beforeSeq;
                this.befores = befores;
                this.messagesError = null;
            },
            (failure) => {
                this.messagesError = failure;
                this.requestUpdate();
            },
        );
    }

    // what is shown

    render() {
        if (this.error) {
            return html`<h1>${this.patient}</h1>
                <div class="note bad" role="alert">${this.error.message} <code>${this.error.code}</code></div>
                <p><a href="#/">Find another patient</a></p>`;
        }
        return html`${this.head()} ${this.profile ? this.body() : this.waiting()}
            <anamnesis-evidence .patient=${this.patient}></anamnesis-evidence>`;
    }

    waiting() {
        return panel({ id: 'opening', title: 'Opening', state: 'loading' }, nothing);
    }

    head() {
        return html`<div class="patient-head">
            <div>
                <h1>${this.patient}</h1>
                <p class="muted">${this.identity()}</p>
            </div>
            <div class="row">
                <span role="status" aria-label=${'Live feed: ' + STATES[this.feed]}>
                    ${badge(TONES[this.feed], STATES[this.feed], this.profile ? 'As of number ' + this.profile.seq : '')}
                </span>
                ${this.lastChange
                    ? html`<span class="muted"
                          >last change: ${MODALITY_NAMES[this.lastChange.modality].toLowerCase()},
                          ${moment(this.lastChange.receivedAt, formatMinute)}</span
                      >`
                    : nothing}
                <a class="button" href=${link('patients', this.patient, 'board')}>Tumour board</a>
            </div>
        </div>`;
    }

    identity() {
        const who = this.who;
        if (who === undefined) {
            return ' ';
        }
        if (who === null) {
            return 'Sex and birth are not known: no clinical record of the patient is here.';
        }
        const parts = [];
        if (who.age !== null) {
            parts.push(who.deceased ? `died at ${who.age}` : plural(who.age, 'year'));
        }
        parts.push(who.sex ?? 'sex not known');
        if (who.birthDate) {
            parts.push('born ' + who.birthDate);
        }
        return parts.join(' · ');
    }

    body() {
        if (this.profile.messages === 0) {
            return html`<p class="note warn" role="status">
                    Nothing is known of a patient with the id “${this.patient}”. This page shows the first message as soon as it comes.
                </p>
                <p><a href="#/">Find another patient</a></p>`;
        }
        return html`${this.presence()}
            ${panel(
                {
                    id: 'timeline-title',
                    title: 'Timeline',
                    meaning: 'Everything that is known, when it was so. Bands of a curve go from the lowest to the highest sample.',
                    aside: this.loadingItems(),
                },
                html`<anamnesis-timeline
                    .profile=${this.profile}
                    .events=${this.events}
                    .windows=${this.windows}
                    .version=${this.version}
                    @evidence=${(event) => this.querySelector('anamnesis-evidence').open(event.detail)}
                ></anamnesis-timeline>`,
            )}
            <div class="halves">
                ${this.figures()}
                <anamnesis-fusion .patient=${this.patient} .seq=${this.profile.seq} .live=${this.profile.fusion}></anamnesis-fusion>
            </div>
            <anamnesis-similar .patient=${this.patient}></anamnesis-similar>
            ${this.record()}`;
    }

    loadingItems() {
        const states = [...this.items.held.entries()];
        const broken = states.filter(([, each]) => each.error);
        const cut = states.filter(([, each]) => !each.loading && !each.error && !each.complete);
        return html`${states.some(([, each]) => each.loading) ? html`<span class="muted" role="status">loading things …</span>` : nothing}
        ${broken.map(
            ([modality, each]) => html`<span class="note bad">${MODALITY_NAMES[modality]}: ${each.error.message}
                <button @click=${() => this.items.load([modality])}>Try again</button></span>`,
        )}
        ${cut.map(([modality, each]) => html`<span class="note warn">${MODALITY_NAMES[modality]}: the first ${formatCount(each.items.length)} only</span>`)}`;
    }

    presence() {
        const missing = MODALITIES.filter((each) => !this.profile.modalities[each]?.present);
        return html`<section class="presence" aria-label="What is here and what is missing">
            ${MODALITIES.map((key) => this.modality(key, this.profile.modalities[key]))}
            <p class="hidden-text">${missing.length ? 'Missing: ' + missing.map((each) => MODALITY_NAMES[each]).join(', ') : 'Nothing is missing.'}</p>
        </section>`;
    }

    modality(key, view) {
        const present = view?.present;
        return html`<div class="modality ${key} ${present ? '' : 'absent'}">
            <h2>${MODALITY_NAMES[key]}</h2>
            ${present
                ? html`<p><strong>${this.amount(key)}</strong></p>
                      <p class="muted">last observed ${moment(view.lastObservedAt)}</p>
                      <p class="muted">${plural(view.messages, 'message')}</p>`
                : html`<p><strong>Missing</strong></p>
                      <p class="muted">No message. It comes with ${MODALITY_SOURCES[key]}.</p>`}
        </div>`;
    }

    /** How much of it there is, as far as it has been loaded. */
    amount(key) {
        if (key === 'wearables') {
            return plural(this.profile.wearables.length, 'metric');
        }
        const held = this.items.held.get(key);
        const count = held?.items.filter((item) => item.content.resourceType !== 'Patient').length;
        return held?.complete ? plural(count, ...THING_NAMES[key]) : count ? `${formatCount(count)} and more` : 'loading …';
    }

    figures() {
        const metrics = this.profile.wearables;
        return panel(
            {
                id: 'figures-title',
                title: 'Wearables in figures',
                meaning: 'The latest value, and the last 24 hours, 14 days and all of each metric.',
                state: metrics.length ? 'ready' : 'empty',
                empty: 'No wearable data. Exports of sensors and watches come with “anamnesis load”.',
            },
            html`${this.glucose()}
            ${table({
                caption: 'Wearables',
                quiet: true,
                columns: [
                    { label: 'Metric', heading: true, cell: (m) => html`${m.metric} <span class="muted">${unitOf(m.unit)}</span>` },
                    { label: 'Latest', number: true, cell: (m) => this.latest(m) },
                    { label: 'Mean 24 h', number: true, cell: (m) => formatNumber(m.features?.['24h']?.mean) },
                    { label: 'Mean 14 d', number: true, cell: (m) => formatNumber(m.features?.['14d']?.mean) },
                    { label: 'Mean, all', number: true, cell: (m) => formatNumber(m.features?.all?.mean) },
                    { label: 'Samples', number: true, cell: (m) => formatCount(m.samples) },
                ],
                rows: metrics,
            })}`,
        );
    }

    latest(metric) {
        return html`<button class="link" aria-label=${`Evidence of the latest ${metric.metric}`} @click=${() => this.evidenceOf(metric)}>
                ${formatNumber(metric.latest)}</button
            ><br /><span class="muted">${moment(metric.lastObservedAt)}</span>`;
    }

    /** The window that holds the latest sample. */
    evidenceOf({ metric, lastObservedAt }) {
        const last = Date.parse(lastObservedAt);
        const span = { metric, from: new Date(last - DAY).toISOString(), to: new Date(last + 1).toISOString() };
        this.askedWindow.ask(
            (signal) => get(path(['v1', 'patients', this.patient, 'windows'], span), { signal }),
            (page) => {
                if (page.windows.length) {
                    this.querySelector('anamnesis-evidence').open({ window: page.windows.at(-1) });
                }
            },
            (broken) => announce(broken.message, 'bad'),
        );
    }

    /** The consensus figures of two weeks, where there are some. */
    glucose() {
        const features = this.profile.wearables.find((each) => each.metric === 'glucose')?.features?.['14d'];
        const known = GLUCOSE.filter(([name]) => Number.isFinite(features?.[name]));
        if (!known.length) {
            return nothing;
        }
        return html`<h3>Glucose, the last 14 days of readings</h3>
            <dl class="figures glucose">
                ${known.map(
                    ([name, words, goal]) => html`<div>
                        <dt>${words}</dt>
                        <dd>${formatNumber(Math.round(features[name] * 10) / 10)} %<small>${goal}</small></dd>
                    </div>`,
                )}
            </dl>`;
    }

    record() {
        return panel(
            {
                id: 'record-title',
                title: 'Record',
                meaning: 'Accepted messages, the newest first. A number never changes its meaning.',
                state: this.messagesError ? 'error' : this.messages ? 'ready' : 'loading',
                error: this.messagesError,
                retry: () => this.askedMessages.again(),
            },
            this.messages
                ? table({
                      caption: 'Messages',
                      quiet: true,
                      columns: [
                          { label: 'No.', number: true, cell: (m) => formatCount(m.seq) },
                          { label: 'Message', heading: true, cell: (m) => html`<code class="id" title=${m.messageId}>${m.messageId}</code>` },
                          { label: 'Modality', cell: (m) => MODALITY_NAMES[m.modality] },
                          { label: 'What', cell: (m) => m.summary },
                          { label: 'Source', cell: (m) => m.sourceSystem + (m.sourceDevice ? ', ' + m.sourceDevice : '') },
                          { label: 'Observed', cell: (m) => moment(m.observedAt, formatMinute) },
                          { label: 'Received', cell: (m) => moment(m.receivedAt) },
                      ],
                      rows: this.messages.entries,
                      previous: this.befores.length
                          ? () => this.loadMessages(this.befores.at(-1), this.befores.slice(0, -1))
                          : undefined,
                      next: this.messages.nextBeforeSeq
                          ? () => this.loadMessages(this.messages.nextBeforeSeq, [...this.befores, this.beforeSeq])
                          : undefined,
                  })
                : nothing,
        );
    }
}

function refusal(code, patient) {
    return code === 'unknown-patient'
        ? `Nothing is known of a patient with the id “${patient}”.`
        : `The patient “${patient}” can’t be watched.`;
}

customElements.define('anamnesis-patient', Patient);

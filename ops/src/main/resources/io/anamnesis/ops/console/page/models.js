/* Which models serve and who decided so, jobs with their progress, versions on record, and drift. */
import { html, nothing } from 'lit';
import { PageElement, announce, badge, moment, panel, table } from '/assets/page.js';
import { Last, get, remove, path } from '/assets/api.js';
import { formatCount, formatNumber, formatSecond, plural } from '/assets/format.js';
import { driftPanel } from '/ops/drift.js';
import '/ops/act.js';

const OFTEN_MILLIS = 2_000;
const SELDOM_MILLIS = 15_000;
const PAGE = 50;
const MOST_JOBS = 15;
const STATE = {
    waiting: ['quiet', 'waits'],
    running: ['quiet', 'under way'],
    done: ['good', 'done'],
    failed: ['bad', 'failed'],
    cancelled: ['warn', 'given up'],
};
const CANCEL = {
    training: 'It stops between two steps. Nothing goes on record.',
    promotion: 'What served before serves again, on every node. That is another promotion, on record with your name.',
};

class Models extends PageElement {
    static properties = {
        aliases: { state: true },
        jobs: { state: true },
        versions: { state: true },
        drift: { state: true },
        wrong: { state: true },
        asking: { state: true },
        busy: { state: true },
    };

    constructor() {
        super();
        this.wrong = {};
        this.at = {};
        this.after = [];
        this.asking = null;
        this.busy = false;
        this.askedVersions = new Last();
    }

    connectedCallback() {
        super.connectedCallback();
        this.turn([]);
        this.often();
        this.load('drift', '/v1/drift');
        this.timers = [setInterval(() => this.often(), OFTEN_MILLIS), setInterval(() => this.seldom(), SELDOM_MILLIS)];
    }

    disconnectedCallback() {
        this.timers.forEach(clearInterval);
        this.askedVersions.leave();
        super.disconnectedCallback();
    }

    often() {
        this.load('aliases', '/v1/aliases');
        this.load('jobs', '/v1/jobs');
    }

    seldom() {
        this.askedVersions.again();
        this.load('drift', '/v1/drift');
    }

    async load(what, url) {
        try {
            this.loaded(what, await get(url));
        } catch (problem) {
            this.failed(what, problem);
        }
    }

    loaded(what, answer) {
        this[what] = answer;
        this.at[what] = Date.now();
        this.wrong = { ...this.wrong, [what]: undefined };
    }

    failed(what, problem) {
        this.wrong = { ...this.wrong, [what]: problem };
    }

    /** What a panel is told of the state of its part. */
    part(what, empty) {
        const wrong = this.wrong[what];
        const there = this[what];
        const state = wrong ? (there ? 'stale' : 'error') : !there ? 'loading' : empty?.(there) ? 'empty' : 'ready';
        return { state, error: wrong, updated: this.at[what], retry: () => (this.often(), this.seldom()) };
    }

    render() {
        return html`<div class="stack">
            <div class="two">${this.serving()} ${this.work()}</div>
            ${driftPanel(this.part('drift'), this.drift)} ${this.record()} ${this.question()}
            <ops-act></ops-act>
        </div>`;
    }

    // ---- what serves

    serving() {
        const { champion, challenger, nodes = [] } = this.aliases ?? {};
        const behind = nodes.filter((node) => champion && node.generation !== champion.generation);
        return panel(
            {
                id: 'serving-title',
                title: 'What serves',
                meaning: 'The champion fuses every patient. The challenger runs beside it where a patient’s fusion is asked for.',
                next: behind.length
                    ? `${plural(behind.length, 'node')} still on the model before: wait; a node that can’t load the version says so in its log.`
                    : 'Nothing to do. Promote a version below where its measures are better.',
                ...this.part('aliases'),
            },
            html`<div class="stack">
                <dl class="facts">${alias('Champion', champion, 'the built-in model: no version was promoted yet')} ${alias('Challenger', challenger, 'none')}</dl>
                ${table({
                    caption: 'How far each node is with the champion',
                    columns: [
                        { label: 'Node', cell: (node) => html`<span class="mono">${short(node.node)}</span>`, heading: true },
                        { label: 'Serves', cell: (node) => `${node.model} ${node.version}` },
                        { label: 'Patients fused', cell: (node) => bar(node.done, node.patients) },
                    ],
                    rows: nodes,
                    empty: 'No node has told of itself yet; each does so once a second.',
                })}
            </div>`,
        );
    }

    // ---- jobs

    work() {
        const jobs = this.jobs?.jobs ?? [];
        return panel(
            {
                id: 'jobs-title',
                title: 'Jobs',
                meaning: 'Promotions go through all patients; trainings run on nodes with the role trainer. Those that are over are forgotten in time.',
                next: html`To train: <code>anamnesis models train</code>.`,
                empty: 'Nothing is under way, and nothing was of late.',
                ...this.part('jobs', (answer) => !answer.jobs.length),
            },
            html`${table({
                caption: 'Jobs',
                quiet: true,
                columns: [
                    { label: 'Job', cell: (job) => html`${job.kind} <span class="muted">by ${job.startedBy}, ${moment(job.startedAt)}</span>`, heading: true },
                    { label: 'Where', cell: (job) => html`<span class="mono address">${job.node === 'all' ? 'all nodes' : short(job.node)}</span>` },
                    { label: 'State', cell: (job) => badge(...(STATE[job.state] ?? ['quiet', job.state])) },
                    { label: 'Progress', cell: (job) => job.outcome ?? html`${job.stage} ${bar(job.done, job.total)}` },
                    { label: 'Do', cell: (job) => this.cancelButton(job) },
                ],
                rows: jobs.slice(0, MOST_JOBS),
            })}
            ${jobs.length > MOST_JOBS ? html`<p class="muted">and ${plural(jobs.length - MOST_JOBS, 'older job')}, all of them at <code>/v1/jobs</code></p>` : nothing}`,
        );
    }

    cancelButton(job) {
        return job.state === 'waiting' || job.state === 'running'
            ? html`<button @click=${() => this.ask(job)} aria-label=${'Cancel ' + job.id}>Cancel …</button>`
            : nothing;
    }

    async ask(job) {
        this.asking = job;
        this.busy = false;
        await this.updateComplete;
        this.querySelector('dialog.cancel').showModal();
    }

    question() {
        const job = this.asking;
        return html`<dialog class="cancel" aria-labelledby="cancel-title" aria-describedby="cancel-what">
            ${job
                ? html`<form class="stack" @submit=${this.cancelled}>
                      <h2 id="cancel-title">Give the ${job.kind} up?</h2>
                      <p id="cancel-what">${CANCEL[job.kind] ?? ''}</p>
                      <div class="row">
                          <button class="primary" type="submit" ?disabled=${this.busy}>Give it up</button>
                          <button type="button" @click=${() => this.querySelector('dialog.cancel').close()}>Let it run</button>
                      </div>
                  </form>`
                : html`<h2 id="cancel-title">No job</h2>
                      <p id="cancel-what"></p>`}
        </dialog>`;
    }

    async cancelled(event) {
        event.preventDefault();
        const job = this.asking;
        this.busy = true;
        try {
            await remove(path(['v1', 'jobs', job.id]));
            announce('It is being given up.', 'good');
        } catch (problem) {
            announce(problem.message, 'bad');
        }
        if (this.asking === job) {
            this.busy = false;
            this.querySelector('dialog.cancel').close();
        }
        this.often();
    }

    // ---- versions

    record() {
        const rows = this.versions?.models ?? [];
        return panel(
            {
                id: 'versions-title',
                title: 'Versions on record',
                meaning: 'Each with what it was judged by, on patients that it had not learned from. A version never changes.',
                next: 'Make a new version the challenger first: it is then told beside the champion. Taking a promotion back is another one.',
                empty: html`No model is on record. <code>anamnesis models train</code> trains one.`,
                ...this.part('versions', (answer) => !answer.models.length && !this.after.length),
            },
            table({
                caption: 'Versions',
                quiet: true,
                columns: [
                    { label: 'Version', cell: (row) => html`${row.name} ${row.version}`, heading: true },
                    { label: 'Serves as', cell: (row) => this.serves(row) },
                    { label: 'Fuses by', cell: (row) => row.strategy },
                    { label: 'Judged', cell: (row) => metrics(row.metrics) },
                    { label: 'Numbers', number: true, cell: (row) => formatCount(row.features) },
                    { label: 'Made', cell: (row) => html`${moment(row.createdAt, formatSecond)} by ${row.createdBy}` },
                    { label: 'Do', cell: (row) => this.promoteButtons(row) },
                ],
                rows,
                previous: this.after.length ? () => this.turn(this.after.slice(0, -1)) : undefined,
                next: this.versions?.nextAfter ? () => this.turn([...this.after, this.versions.nextAfter]) : undefined,
            }),
        );
    }

    turn(after) {
        this.after = after;
        this.askedVersions.ask(
            (signal) => get(path(['v1', 'models'], { after: after.at(-1), limit: PAGE }), { signal }),
            (versions) => this.loaded('versions', versions),
            (problem) => this.failed('versions', problem),
        );
    }

    is(row, promotion) {
        return promotion && promotion.name === row.name && promotion.version === row.version;
    }

    serves(row) {
        const { champion, challenger } = this.aliases ?? {};
        return [this.is(row, champion) ? badge('good', 'champion') : nothing, this.is(row, challenger) ? badge('quiet', 'challenger') : nothing];
    }

    promoteButtons(row) {
        const { champion, challenger } = this.aliases ?? {};
        return html`<span class="row">
            ${this.is(row, champion) ? nothing : this.promoteButton(row, 'champion')} ${this.is(row, challenger) ? nothing : this.promoteButton(row, 'challenger')}
        </span>`;
    }

    promoteButton(row, alias) {
        return html`<button aria-label=${`Make ${row.name} ${row.version} the ${alias}`} @click=${() => this.promote(row, alias)}>Make ${alias} …</button>`;
    }

    promote(row, alias) {
        this.querySelector('ops-act').open({
            title: 'Make ' + alias,
            subject: `${row.name} ${row.version}`,
            what:
                alias === 'champion'
                    ? 'Every node loads it and fuses its patients anew; until a node is done its searches go by the model before.'
                    : 'It is run beside the champion where a patient’s fusion is asked for. Nothing else changes.',
            path: path(['v1', 'aliases', alias]),
            body: { name: row.name, version: row.version },
            said: `${row.name} ${row.version} becomes the ${alias}.`,
            done: () => this.often(),
        });
    }
}

function alias(name, promotion, none) {
    return html`<dt>${name}</dt>
        <dd>
            ${promotion
                ? html`<strong>${promotion.name} ${promotion.version}</strong> by ${promotion.promotedBy}, ${moment(promotion.promotedAt)}:
                      <q>${promotion.reason}</q>`
                : html`<span class="muted">${none}</span>`}
        </dd>`;
}

function bar(done, total) {
    return total
        ? html`<progress max=${total} value=${done} aria-label=${`${formatCount(done)} of ${formatCount(total)}`}></progress>
              <span class="muted">${formatCount(done)} of ${formatCount(total)}</span>`
        : html`<span class="muted">–</span>`;
}

function metrics(all) {
    const named = Object.entries(all);
    return named.length
        ? html`<ul class="metrics">
              ${named.slice(0, 4).map(([name, value]) => html`<li>${name} <strong>${formatNumber(value)}</strong></li>`)}
          </ul>`
        : '–';
}

/** Addresses of nodes come with the name of the cluster. */
export function short(node) {
    return node.slice(node.indexOf('@') + 1);
}

customElements.define('ops-models', Models);

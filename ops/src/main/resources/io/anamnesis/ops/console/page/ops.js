/* The operators' console: one page over one feed. A picture a second comes whole, so that nothing here remembers but what is drawn. */
import { html, nothing } from 'lit';
import { PageElement, announce, badge, failure, frame, loading } from '/assets/page.js';
import { session } from '/assets/session.js';
import { Last, get, path } from '/assets/api.js';
import { Feed } from '/assets/feed.js';
import { currentRoute } from '/assets/route.js';
import { formatAgo } from '/assets/format.js';
import '/assets/elements/header.js';
import '/assets/elements/sign-in.js';
import '/assets/elements/toasts.js';
import { LEVEL, VERBS } from '/ops/words.js';
import { nodesPanel } from '/ops/nodes.js';
import { seriesPanels } from '/ops/series.js';
import { eventsPanel } from '/ops/events.js';
import { workPanels } from '/ops/work.js';
import '/ops/missing.js';
import '/ops/actions.js';
import '/ops/config.js';
import '/ops/act.js';
import '/ops/quarantine.js';
import '/ops/models.js';

const LINKS = [
    { key: 'now', href: '#/', label: 'Now' },
    { key: 'work', href: '#/work', label: 'Work' },
    { key: 'models', href: '#/models', label: 'Models' },
    { key: 'actions', href: '#/actions', label: 'Actions' },
    { key: 'quarantine', href: '#/quarantine', label: 'Kept aside' },
    { key: 'config', href: '#/config', label: 'Configuration' },
];
const MOST_SAMPLES = 600;
const MOST_EVENTS = 200;
const STALE_MILLIS = 5_000;
const SAID_EVERY_MILLIS = 10_000;
const RANK = { WELL: 0, NOTE: 1, WATCH: 2, ILL: 3 };

class Ops extends PageElement {
    static properties = {
        route: { state: true },
        picture: { state: true },
        samples: { state: true },
        events: { state: true },
        link: { state: true },
        wrong: { state: true },
    };

    constructor() {
        super();
        this.route = currentRoute();
        this.asked = new Last();
        this.reset();
        addEventListener('hashchange', () => {
            this.route = currentRoute();
            document.getElementById('main')?.focus();
        });
        session.addEventListener('change', () => this.begin());
        setInterval(() => this.requestUpdate(), 1_000); // ages grow though nothing comes
    }

    reset() {
        this.picture = null;
        this.pictureAt = 0;
        this.samples = [];
        this.events = [];
        this.link = '';
        this.wrong = null;
        this.shown = '';
        this.shownLevel = null;
        this.saidAt = 0;
    }

    firstUpdated() {
        this.begin();
    }

    /** Asked first: a socket that is refused does not say why. */
    begin() {
        this.feed?.close();
        this.asked.leave();
        this.reset();
        if (session.signedIn) {
            this.asked.ask(
                (signal) => get('/v1/ops/cluster', { signal }),
                () => this.open(),
                (problem) => (problem.code === 'no-picture-yet' ? this.open() : (this.wrong = problem)),
            );
        }
    }

    open() {
        this.feed = new Feed('/v1/feeds/ops', {
            onFrame: (next) => this.take(next),
            onState: (state) => {
                this.link = state;
            },
        }).open();
    }

    take(next) {
        if (next.type === 'hello') {
            this.samples = next.samples;
            this.events = next.events;
            if (next.picture) {
                this.take({ type: 'picture', picture: next.picture, events: [] });
            }
        } else {
            this.told(next.picture);
            this.picture = next.picture;
            this.pictureAt = Date.now();
            this.samples = [...this.samples, next.picture.latest].slice(-MOST_SAMPLES);
            this.events = [...this.events, ...next.events].slice(-MOST_EVENTS);
        }
    }

    /** What is new is said aloud, once: not each figure and each second, and what got better only when it stays so. */
    told(picture) {
        const { level, what } = picture.headline;
        const key = level + what.replace(/(\S+:\d+|[0-9.,]+)/g, '');
        const now = Date.now();
        const worse = RANK[level] > RANK[this.shownLevel ?? level];
        if (key !== this.shown && (!this.shown || worse || now - this.saidAt > SAID_EVERY_MILLIS)) {
            if (this.shown) {
                announce(what, LEVEL[level].tone === 'quiet' ? '' : LEVEL[level].tone);
            }
            this.shown = key;
            this.shownLevel = level;
            this.saidAt = now;
        }
    }

    get stale() {
        return this.picture && Date.now() - this.pictureAt > STALE_MILLIS;
    }

    render() {
        if (!session.signedIn) {
            return frame({ current: 'now', links: LINKS }, html`<anamnesis-sign-in></anamnesis-sign-in>`);
        }
        return frame({ current: this.route.parts[0] ?? 'now', links: LINKS }, this.place());
    }

    place() {
        if (this.wrong) {
            return html`<h1>Operations</h1>
                ${failure(this.wrong, () => this.begin())}
                ${this.wrong.status === 403
                    ? html`<p>
                          Sign in with a token of an operator: <code>anamnesis open --page ops</code> prints an address that does.
                      </p>`
                    : nothing}`;
        }
        switch (this.route.parts[0]) {
            case 'actions':
                return html`<h1>What operators did</h1>
                    <ops-actions></ops-actions>`;
            case 'work':
                return this.work();
            case 'models':
                return html`<h1>Models, jobs and drift</h1>
                    <ops-models></ops-models>`;
            case 'quarantine':
                return html`<h1>Quarantine</h1>
                    <ops-quarantine></ops-quarantine>`;
            case 'config':
                return html`<h1>Configuration in force</h1>
                    <ops-config></ops-config>`;
            default:
                return this.now();
        }
    }

    now() {
        return html`<div class="row spread">
                <h1>Operations</h1>
                ${this.connection()}
            </div>
            ${this.picture
                ? html`${this.lost()} ${this.first()}
                      <div class=${this.stale ? 'stack old' : 'stack'}>
                          ${nodesPanel(this.picture, this.acts())} ${seriesPanels(this.samples)}
                          <div class="two">
                              ${eventsPanel(this.events)}
                              <ops-missing></ops-missing>
                          </div>
                      </div>`
                : loading()}
            <ops-act></ops-act>`;
    }

    /** What nodes are busy with: tables over the same picture. */
    work() {
        return html`<div class="row spread">
                <h1>What nodes are busy with</h1>
                ${this.connection()}
            </div>
            ${this.picture
                ? html`${this.lost()}
                      <div class=${this.stale ? 'stack old' : 'stack'}>${workPanels(this.picture)}</div>`
                : loading()}`;
    }

    connection() {
        if (!this.picture) {
            return badge('quiet', this.link || 'connecting');
        }
        const at = html`<span class="muted">seen by ${this.picture.seenBy}, ${formatAgo(this.picture.at)}</span>`;
        return html`<span class="row">${this.link === 'live' && !this.stale ? badge('good', 'live') : badge('bad', 'not live')} ${at}</span>`;
    }

    /** The node that one watches by can be the one that died. */
    lost() {
        if (this.link === 'live' && !this.stale) {
            return nothing;
        }
        const others = this.picture.nodes.filter((n) => n.report && n.node !== this.picture.seenBy && n.status !== 'gone');
        return html`<div class="note bad" role="alert">
            <span>
                <strong>${this.picture.seenBy} no longer answers this page.</strong> What you see below was true
                ${formatAgo(this.picture.at)}. The page tries again by itself.
            </span>
            ${others.length ? html`<span>Watch by another node: ${others.map((n) => html`<a href=${n.report.url + '/ops/'}>${n.node}</a> `)}</span>` : nothing}
        </div>`;
    }

    first() {
        return html`<div class="two verdicts">
            ${this.verdict('Is a node ill?', this.picture.headline)} ${this.verdict('Are messages slow?', this.picture.slow)}
        </div>`;
    }

    verdict(question, finding) {
        const { tone, word } = LEVEL[finding.level];
        return html`<section class="verdict ${tone}" aria-label=${question}>
            <p class="row"><span class="muted">${question}</span> ${badge(tone, word)}</p>
            <p class="what">${finding.what}</p>
            <p>${finding.meaning}</p>
            <p><strong>Next:</strong> ${finding.next}</p>
        </section>`;
    }

    acts() {
        const open = (act) => this.querySelector('ops-act').open(act);
        return {
            node: (verb, node) =>
                open({
                    title: VERBS[verb].title,
                    subject: node.node,
                    what: VERBS[verb].what,
                    path: path(['v1', 'ops', 'nodes', node.node, verb]),
                    said: `${VERBS[verb].title}: ${node.node} was asked. Watch its card.`,
                }),
            even: () =>
                open({
                    title: 'Even out',
                    subject: 'the shards',
                    what: 'Rounds follow each other without a pause until no node has more than one shard more than another. Messages for a patient whose shard moves wait some hundred milliseconds.',
                    path: '/v1/ops/shards/rebalance',
                    said: 'The shards move. Watch the squares.',
                }),
            move: (shard, node) =>
                open({
                    title: 'Move',
                    subject: `shard ${shard} to ${node}`,
                    what: 'It is handed over to that node. Messages for its patients wait some hundred milliseconds.',
                    path: path(['v1', 'ops', 'shards', shard, 'move']),
                    body: { node },
                    said: `Shard ${shard} moves to ${node}.`,
                }),
        };
    }
}

document.querySelector('anamnesis-ops').replaceChildren();
customElements.define('anamnesis-ops', Ops);

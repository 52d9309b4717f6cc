/* What nodes are busy with beside messages: a table for each kind of work, a row for each node. */
import { html } from 'lit';
import { badge, panel, table } from '/assets/page.js';
import { formatCount, formatNumber, formatSpan } from '/assets/format.js';
import { bytes, millis } from '/ops/words.js';

const SLOW_LAG_MILLIS = 1_000;
const POOR_RECALL = 0.9;

export function workPanels(picture) {
    const told = picture.nodes.filter((node) => node.status !== 'gone' && node.report);
    const holders = told.filter((node) => !node.roles.length || node.roles.includes('data'));
    return html`${index(holders)} ${memory(holders)} ${feeds(told)} ${cohorts(holders)} ${database(told)} ${machines(told)}`;
}

const per = (count, node) => (node.report.pulse.seconds > 0 ? count / node.report.pulse.seconds : 0);

function name(node) {
    return html`<span class="mono">${node.node}</span>${node.silentSeconds > 3 ? html` <span class="muted">${formatSpan(node.silentSeconds)} ago</span>` : ''}`;
}

const NODE = { label: 'Node', cell: name, heading: true };

function work(o, nodes, columns) {
    return panel(
        { ...o, state: nodes.length ? 'ready' : 'empty', empty: 'No node with this work has told of itself yet.' },
        table({ caption: o.title, quiet: true, columns: [NODE, ...columns], rows: nodes }),
    );
}

function index(nodes) {
    const waiting = nodes.some((node) => node.report.loading.length);
    const outdated = nodes.some((node) => node.report.work.outdated);
    const poor = nodes.some((node) => Object.values(node.report.work.recall).some((share) => share < POOR_RECALL));
    return work(
        {
            id: 'work-index',
            title: 'Index slices',
            meaning:
                'What questions over all patients are answered from. Recall is the share of the true neighbours that the graph found in sampled searches.',
            next: waiting
                ? 'Slices load: until then answers say that they are partial. Wait some seconds.'
                : poor
                  ? 'A graph finds too little: below min-recall searches are exact and slower; give its space a larger search-width.'
                  : outdated
                    ? 'Patients with a digest of an older build are woken, a few a second, to make it anew: until then questions find them by what that build made of them. Nothing to do.'
                    : 'Nothing to do.',
        },
        nodes,
        [
            { label: 'Ready', number: true, cell: (node) => formatCount(node.report.ready) },
            { label: 'Loading', number: true, cell: (node) => formatCount(node.report.loading.length) },
            { label: 'Patients', number: true, cell: (node) => formatCount(node.report.patients) },
            { label: 'Size', number: true, cell: (node) => bytes(node.report.indexBytes) },
            { label: 'Digests waiting', number: true, cell: (node) => formatCount(node.report.work.waiting) },
            { label: 'Patients unsettled', number: true, cell: (node) => formatCount(node.report.work.unsettled) },
            { label: 'Digests outdated', number: true, cell: (node) => formatCount(node.report.work.outdated || 0) },
            { label: 'Recall by space', cell: (node) => recall(node.report.work.recall) },
        ],
    );
}

function recall(spaces) {
    const all = Object.entries(spaces).sort();
    if (!all.length) {
        return html`<span class="muted">no search by graph was sampled yet</span>`;
    }
    return all.map(
        ([space, share]) => html`<div>${badge(share < POOR_RECALL ? 'warn' : 'good', Math.round(share * 100) + ' %')} <code>${space}</code></div>`,
    );
}

function memory(nodes) {
    return work(
        {
            id: 'work-memory',
            title: 'Patients in memory',
            meaning: 'A patient who hears nothing for two minutes is written down and leaves; the next message brings it back.',
            next: 'Many who come and go at once: senders touch more patients than fit the idle time; see passivation in the configuration.',
        },
        nodes,
        [
            { label: 'In memory', number: true, cell: (node) => formatCount(Object.values(node.report.entities).reduce((sum, count) => sum + count, 0)) },
            { label: 'Came, a second', number: true, cell: (node) => formatNumber(per(node.report.work.recovered, node)) },
            { label: 'Left, a second', number: true, cell: (node) => formatNumber(per(node.report.work.stopped, node)) },
            { label: 'Heap', number: true, cell: (node) => share(node.report.jvm.heapUsedBytes, node.report.jvm.heapMaxBytes) },
        ],
    );
}

function share(part, whole) {
    return whole > 0 ? Math.round((part / whole) * 100) + ' %' : '–';
}

function feeds(nodes) {
    const slow = nodes.some((node) => node.report.work.lag.p99Millis > SLOW_LAG_MILLIS);
    const conflated = nodes.some((node) => node.report.work.conflated > 0);
    return work(
        {
            id: 'work-feeds',
            title: 'Feeds',
            meaning: 'Who watches patients, and how long after a message arrived its watchers are told.',
            next: slow
                ? 'Watchers are told late: compare with how long messages take; if those are quick, the watchers’ networks are slow.'
                : conflated
                  ? 'Some watchers are too slow for every change and get their sum; nothing is lost to them.'
                  : 'Nothing to do.',
        },
        nodes,
        [
            { label: 'Watchers', number: true, cell: (node) => formatCount(node.report.watchers) },
            { label: 'Frames a second', number: true, cell: (node) => formatNumber(per(node.report.work.frames, node)) },
            { label: 'Lag, half', number: true, cell: (node) => latency(node.report.work.lag, 'p50Millis') },
            { label: 'Lag, 99 of 100', number: true, cell: (node) => latency(node.report.work.lag, 'p99Millis') },
            { label: 'Too slow, a second', number: true, cell: (node) => formatNumber(per(node.report.work.conflated, node)) },
        ],
    );
}

function latency(times, which) {
    return times.count ? millis(times[which]) : '–';
}

function cohorts(nodes) {
    return work(
        {
            id: 'work-cohorts',
            title: 'Live cohorts',
            meaning:
                'Each change of a patient is judged for the cohorts that look at what changed, counted since the node started; then their watchers are told.',
            next: 'Where a change costs milliseconds, end cohorts that nobody watches, or make their criteria narrower.',
        },
        nodes,
        [
            { label: 'Cohorts', number: true, cell: (node) => formatCount(node.report.live.cohorts) },
            { label: 'Changes judged', number: true, cell: (node) => formatCount(node.report.live.changes) },
            { label: 'Seconds in all', number: true, cell: (node) => formatNumber(node.report.live.judgingSeconds) },
            {
                label: 'A change costs',
                number: true,
                cell: (node) => (node.report.live.changes ? millis((node.report.live.judgingSeconds / node.report.live.changes) * 1000) : '–'),
            },
            { label: 'Watchers', number: true, cell: (node) => formatCount(node.report.work.cohortFeeds.watchers) },
            { label: 'Frames a second', number: true, cell: (node) => formatNumber(per(node.report.work.cohortFeeds.frames, node)) },
            { label: 'Lag, half', number: true, cell: (node) => latency(node.report.work.cohortFeeds.lag, 'p50Millis') },
            { label: 'Lag, 99 of 100', number: true, cell: (node) => latency(node.report.work.cohortFeeds.lag, 'p99Millis') },
        ],
    );
}

function database(nodes) {
    const silent = nodes.some((node) => node.report.storeMillis < 0);
    const failing = nodes.some((node) => node.report.pulse.storeErrors > 0);
    return work(
        {
            id: 'work-database',
            title: 'Cassandra',
            meaning: 'How long requests of each node took in the last second, and whether the database answers a small question now.',
            next: silent
                ? 'A node gets no answer: is Cassandra up, and can this node reach it?'
                : failing
                  ? 'Requests fail and are tried again: look at Cassandra’s log and load.'
                  : 'Nothing to do. One node slower than the others: its network. All slower: Cassandra’s disks and compactions.',
        },
        nodes,
        [
            { label: 'Answers', cell: (node) => (node.report.storeMillis < 0 ? badge('bad', 'no') : badge('good', millis(node.report.storeMillis))) },
            { label: 'Requests a second', number: true, cell: (node) => formatNumber(per(node.report.pulse.store.count, node)) },
            { label: 'Half', number: true, cell: (node) => latency(node.report.pulse.store, 'p50Millis') },
            { label: '99 of 100', number: true, cell: (node) => latency(node.report.pulse.store, 'p99Millis') },
            { label: 'Longest', number: true, cell: (node) => latency(node.report.pulse.store, 'maxMillis') },
            { label: 'Failed a second', number: true, cell: (node) => formatNumber(per(node.report.pulse.storeErrors, node)) },
        ],
    );
}

function machines(nodes) {
    return work(
        {
            id: 'work-machines',
            title: 'Processes',
            meaning: 'What each node’s Java machine has and uses. A node is ill of memory when it collects all the time, not when its heap is full.',
            next: 'More than a tenth of the time collecting: give it more heap, or add a node with the role data.',
        },
        nodes,
        [
            { label: 'For', cell: (node) => node.roles.join(', ') || '–' },
            { label: 'Heap', number: true, cell: (node) => `${bytes(node.report.jvm.heapUsedBytes)} of ${bytes(node.report.jvm.heapMaxBytes)}` },
            { label: 'Collecting', number: true, cell: (node) => Math.round(node.report.jvm.gcShare * 100) + ' %' },
            { label: 'Processors', number: true, cell: (node) => (node.report.jvm.cpuLoad < 0 ? '–' : Math.round(node.report.jvm.cpuLoad * 100) + ' %') },
            { label: 'Threads', number: true, cell: (node) => formatCount(node.report.jvm.threads) },
            { label: 'Build', cell: (node) => node.report.build },
        ],
    );
}

/* How far the patients of today are from those that the champion was made with, number by number, in words. */
import { html, nothing } from 'lit';
import { badge, panel, table } from '/assets/page.js';
import { formatCount, formatNumber } from '/assets/format.js';

const MOST = 25;
const LEVEL = {
    alarm: { tone: 'bad', word: 'alarm', what: 'These are no longer the patients that the model was made with.' },
    watch: { tone: 'warn', word: 'watch', what: 'Some numbers have moved further than chance moves them.' },
    steady: { tone: 'good', word: 'steady', what: 'Nothing has moved further than chance moves it.' },
    unknown: { tone: 'quiet', word: 'unknown', what: 'Too little is known to tell.' },
};
const NEXT = {
    alarm: 'Look whether the source of the first number changed (units, devices, a new ward). If the patients did, train a new version on those of today.',
    watch: 'Look at the first number: does its source still send what it did? Look again tomorrow.',
    steady: 'Nothing to do.',
    unknown: 'Nothing to do; it is told when there are enough patients.',
};

/**
 * @param {object} part state, error, updated and retry
 * @param {object} [answer] of /v1/drift: of one node, or of all
 */
export function driftPanel(part, answer) {
    const level = answer?.level ?? 'unknown';
    const { tone, word, what } = LEVEL[level] ?? LEVEL.unknown;
    const series = answer?.series ?? [];
    return panel(
        {
            id: 'drift-title',
            title: 'Drift',
            meaning: 'Each number that the champion looks at and each of its scores, beside those that it was made with; the farthest first.',
            aside: answer ? badge(tone, word) : nothing,
            next: NEXT[level] ?? NEXT.unknown,
            ...part,
            state: part.state === 'ready' && !series.length ? 'empty' : part.state,
            empty: answer?.reason ?? 'The model came without what it was made with, so nothing can be compared.',
        },
        html`<div class="stack">
            <p>${what} ${answer?.reason ?? ''} <span class="muted">${whose(answer)}</span></p>
            ${table({
                caption: 'Drift by number',
                quiet: true,
                columns: [
                    { label: 'Number', cell: (row) => html`<code>${row.of}.${row.name}</code>`, heading: true },
                    { label: 'Level', cell: (row) => badge(LEVEL[row.level]?.tone ?? 'quiet', LEVEL[row.level]?.word ?? row.level) },
                    { label: 'In words', cell: inWords },
                    { label: 'PSI', number: true, cell: (row) => formatNumber(row.psi) },
                    { label: 'By chance', number: true, cell: (row) => formatNumber(row.psiByChance) },
                    { label: 'KS', number: true, cell: (row) => formatNumber(row.ks) },
                    { label: 'Missing then', number: true, cell: (row) => percent(row.missingThen) },
                    { label: 'Missing now', number: true, cell: (row) => percent(row.missingNow) },
                ],
                rows: series.slice(0, MOST),
            })}
            ${series.length > MOST ? html`<p class="muted">and ${formatCount(series.length - MOST)} that moved less; all are at <code>/v1/drift</code></p>` : nothing}
        </div>`,
    );
}

function whose(answer) {
    if (!answer) {
        return '';
    }
    const where = answer.node ? `of node ${answer.node.slice(answer.node.indexOf('@') + 1)}` : 'of all nodes that answered';
    return `${formatCount(answer.patients)} patients ${where}, against ${answer.model?.name ?? 'the model'} ${answer.model?.version ?? ''}.`;
}

function inWords(row) {
    if (row.missingNow !== undefined && row.missingNow !== null && row.missingNow - row.missingThen > 0.2) {
        return 'Many lack it who would have had it: is its source still sending?';
    }
    if (row.level === 'alarm') {
        return 'It is spread quite differently now.';
    }
    return row.level === 'watch' ? 'It is spread somewhat differently now.' : row.level === 'steady' ? 'As it was.' : 'Too few patients to tell.';
}

function percent(share) {
    return share === undefined || share === null ? '–' : Math.round(share * 100) + ' %';
}

/* The map of the cluster: each node with its shards, its verdict and what may be done. */
import { html, nothing } from 'lit';
import { badge, panel } from '/assets/page.js';
import { formatCount, formatSpan, plural } from '/assets/format.js';
import { LEVEL, PLACE, VERBS, bytes, millis } from '/ops/words.js';

/** @param {{node: (verb: string, node: object) => void, even: () => void, move: (shard: string, node: string) => void}} act */
export function nodesPanel(picture, act) {
    const adrift = picture.shards.filter((shard) => !shard.node);
    return panel(
        {
            id: 'nodes-title',
            title: 'Nodes and shards',
            meaning:
                'Each square is a shard: a share of the patients. The darker, the more of them are in memory. A node without shards carries nobody.',
            aside: html`<span class="muted">${summary(picture)}</span>`,
            next: html`To take a node out for maintenance, drain it. Down is for one whose process is dead.`,
        },
        html`<div class="stack">
            ${adrift.length ? driftingStrip(adrift) : nothing}
            <ul class="nodes">
                ${picture.nodes.map((node) => html`<li>${card(node, picture, act.node)}</li>`)}
            </ul>
            ${spread(picture, act)}
        </div>`,
    );
}

function summary(picture) {
    const here = picture.shards.filter((shard) => shard.place === 'HERE').length;
    return `${formatCount(here)} of ${formatCount(picture.shards.length)} shards in place`;
}

/** Whether shards will move, and if not, why; and how to have them. */
function spread(picture, act) {
    const { why } = picture.balance;
    const takers = picture.nodes.filter((node) => node.status === 'up' && node.reachable && node.roles.includes('data'));
    return html`<div class="balance">
        <div class="row balance-line">
            <span>${badge(LEVEL[why.level].tone, why.level === 'WELL' ? 'even' : 'uneven')} <strong>${why.what}</strong> ${why.meaning} ${why.next}</span>
            <button @click=${act.even}>Even out now …</button>
        </div>
        <details>
            <summary>Move one shard</summary>
            <form class="row" @submit=${(event) => moved(event, act)}>
                <div class="field">
                    <label for="shard">Shard, 0 to ${picture.shards.length - 1}</label>
                    <input id="shard" type="number" min="0" max=${picture.shards.length - 1} required />
                </div>
                <div class="field">
                    <label for="shard-to">To the node</label>
                    <select id="shard-to">
                        ${takers.map((node) => html`<option value=${node.node}>${node.node}</option>`)}
                    </select>
                </div>
                <button type="submit">Move …</button>
            </form>
            <p class="muted">Hover over a square to see its number. Later rounds even out numbers only, so it stays unless the node has too many.</p>
        </details>
    </div>`;
}

function moved(event, act) {
    event.preventDefault();
    act.move(event.target.querySelector('#shard').value, event.target.querySelector('#shard-to').value);
}

function driftingStrip(adrift) {
    return html`<div class="drift">
        <p><strong>${plural(adrift.length, 'shard')} between nodes.</strong> Messages for their patients wait.</p>
        ${cells(adrift)}
    </div>`;
}

function card(node, picture, act) {
    const { tone, word } = LEVEL[node.level];
    const shards = picture.shards.filter((shard) => shard.node === node.node);
    const gone = node.status === 'gone';
    return html`<article class="node ${tone}" aria-label=${'Node ' + node.node}>
        <header class="row spread">
            <h3 class="mono">${node.node}</h3>
            ${badge(tone, word)}
        </header>
        <p class="muted">${line(node)}</p>
        ${node.findings.map(finding)}
        ${gone ? nothing : html`${cells(shards)} ${node.report ? figures(node, shards) : html`<p class="muted">It has not told of itself yet.</p>`}`}
        ${gone ? nothing : buttons(node, act)}
    </article>`;
}

function line(node) {
    const words = [node.status];
    if (node.status === 'gone') {
        words.push('for ' + formatSpan(node.silentSeconds));
        return words.join(' ');
    }
    if (!node.reachable) {
        words.push('unreachable');
    }
    if (node.oldest) {
        words.push('oldest: coordinates the shards');
    }
    if (node.report) {
        words.push('up ' + formatSpan((Date.now() - new Date(node.report.startedAt).getTime()) / 1000));
        words.push('build ' + node.report.build);
    }
    if (node.roles.length) {
        words.push(node.roles.join(', '));
    }
    return words.join(' · ');
}

function finding(each) {
    return html`<div class="note ${LEVEL[each.level].tone === 'quiet' ? '' : LEVEL[each.level].tone}">
        <span><strong>${each.what}</strong> ${each.meaning} <em>${each.next}</em></span>
    </div>`;
}

/** Squares for eyes, a sentence for everybody else. */
function cells(shards) {
    const most = Math.max(1, ...shards.map((shard) => shard.entities));
    const words = Object.keys(PLACE)
        .map((place) => [shards.filter((shard) => shard.place === place).length, PLACE[place].word])
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}`);
    const loading = shards.filter((shard) => shard.place === 'HERE' && !shard.indexed).length;
    return html`<div class="cells" role="img" aria-label=${plural(shards.length, 'shard') + (words.length ? ': ' + words.join(', ') : '') + (loading ? `; ${loading} load their index` : '')}>
        ${shards.map((shard) => html`<i class="${PLACE[shard.place].kind} w${weight(shard, most)} ${shard.indexed ? '' : 'loading'}" title=${title(shard)}></i>`)}
    </div>`;
}

function weight(shard, most) {
    return shard.entities === 0 ? 0 : 1 + Math.min(3, Math.floor((shard.entities / most) * 3.99));
}

function title(shard) {
    const from = shard.from ? `, was on ${shard.from}` : '';
    const index = shard.indexed ? '' : ', its index loads';
    return `shard ${shard.shard}: ${PLACE[shard.place].word}${from}, ${shard.entities} patients in memory${index}`;
}

function figures(node, shards) {
    const r = node.report;
    const pulse = r.pulse;
    const per = (count) => formatCount(pulse.seconds > 0 ? count / pulse.seconds : 0);
    const heap = r.jvm.heapMaxBytes > 0 ? r.jvm.heapUsedBytes / r.jvm.heapMaxBytes : 0;
    const all = [
        ['shards', formatCount(shards.length)],
        ['patients in memory', formatCount(shards.reduce((sum, shard) => sum + shard.entities, 0))],
        ['messages a second', per(pulse.accepted)],
        ['99 of 100 take less than', pulse.record.count ? millis(pulse.record.p99Millis) : '–'],
        ['database, 99 of 100', pulse.store.count ? millis(pulse.store.p99Millis) : '–'],
        ['refused, overloaded', per(pulse.overloaded + pulse.unavailable)],
        ['questions a second', per(pulse.query.count)],
        ['watchers', formatCount(r.watchers)],
        ['index', `${formatCount(r.patients)} patients, ${bytes(r.indexBytes)}`],
        ['slices', r.loading.length ? `${r.ready} ready, ${r.loading.length} load` : `${r.ready} ready`],
        ['live cohorts', `${formatCount(r.live.cohorts)}, ${r.live.judgingSeconds.toFixed(1)} s in all`],
        ['heap', `${Math.round(heap * 100)} % of ${bytes(r.jvm.heapMaxBytes)}`],
        ['lives after a collection', r.memory ? `${Math.round(r.memory.live * 100)} % of the heap, ${formatCount(r.memory.passivated)} patients left for it` : '–'],
        ['processors', r.jvm.cpuLoad < 0 ? '–' : Math.round(r.jvm.cpuLoad * 100) + ' %'],
    ];
    const first = all.slice(0, 5);
    const old = node.silentSeconds > 3 ? html`<p class="muted">Figures of ${formatSpan(node.silentSeconds)} ago:</p>` : nothing;
    return html`${old}
        <dl class="facts">${first.map(fact)}</dl>
        <details>
            <summary>More figures of ${node.node}</summary>
            <dl class="facts">${all.slice(5).map(fact)}</dl>
        </details>`;
}

function fact([name, value]) {
    return html`<dt>${name}</dt>
        <dd>${value}</dd>`;
}

/** A button that can't work says why, and can be reached by the keyboard all the same. */
function buttons(node, act) {
    const up = node.status === 'up' && node.reachable && node.report?.stage !== 'DRAINING' && node.report?.stage !== 'LEAVING';
    const offered = node.reachable ? ['drain', 'leave'] : ['down'];
    return html`<div class="row">
        ${offered.map(
            (verb) => html`<button ?disabled=${verb !== 'down' && !up} @click=${() => act(verb, node)} aria-label=${VERBS[verb].title + ' ' + node.node}>
                ${VERBS[verb].label} …
            </button>`,
        )}
    </div>`;
}

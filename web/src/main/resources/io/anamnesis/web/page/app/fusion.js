/* What the model that is served makes of the patient: score, interval, attention by modality, study and time. */
import { html, nothing } from 'lit';
import { PageElement, moment, panel } from '/assets/page.js';
import { Last, get, path } from '/assets/api.js';
import { formatDay, formatNumber, plural } from '/assets/format.js';
import { MODALITY_NAMES } from '/app/words.js';

const REST_MILLIS = 3_000;
const MOST_IDS = 5;
const TIME_NAMES = { now: 'What holds now', study: 'Study before', window: 'Days before' };

class Fusion extends PageElement {
    static properties = {
        patient: {},
        seq: { type: Number },
        live: { attribute: false },
        fusion: { state: true },
        error: { state: true },
        offered: { state: true },
    };

    constructor() {
        super();
        this.fusion = null;
        this.error = null;
        this.offered = true;
        this.timer = 0;
        this.asked = new Last();
    }

    disconnectedCallback() {
        clearTimeout(this.timer);
        this.asked.leave();
        super.disconnectedCallback();
    }

    willUpdate(changed) {
        if (changed.has('patient')) {
            this.load();
        } else if (changed.has('live') && this.live) {
            this.fusion = { ...this.fusion, ...this.live };
        } else if (changed.has('seq') && this.offered) {
            this.timer ||= setTimeout(() => {
                this.timer = 0;
                this.asked.again();
            }, REST_MILLIS);
        }
    }

    load() {
        this.asked.ask(
            (signal) => get(path(['v1', 'patients', this.patient, 'fusion']), { signal }),
            (fusion) => {
                this.fusion = fusion;
                this.error = null;
            },
            (failure) => {
                this.offered = !((failure.status === 404 && failure.code === 'not-found') || failure.status === 501 || failure.status === 405);
                this.error = this.offered ? failure : null;
            },
        );
    }

    render() {
        const state = !this.offered ? 'unavailable' : this.error ? 'error' : this.fusion ? 'ready' : 'loading';
        return panel(
            {
                id: 'fusion-title',
                title: 'Fused score',
                meaning: 'One score out of whatever modalities are here, and how much each of them counts in it.',
                state,
                empty: 'This server does not offer fused scores: nothing is left out of view, there is none.',
                error: this.error,
                retry: () => this.load(),
                next: this.fusion
                    ? html`Model ${this.fusion.model?.name} version ${this.fusion.model?.version} (${this.fusion.model?.strategy}). A score is
                      no decision.`
                    : undefined,
            },
            this.fusion ? this.content() : nothing,
        );
    }

    /** What the model looks at, and the messages that it comes from. */
    inputs(inputs) {
        return html`<details>
            <summary>What it looks at, with its messages</summary>
            ${inputs.map(
                (input) => html`<h3>${MODALITY_NAMES[input.modality] ?? input.modality}</h3>
                    <p class="muted">
                        ${input.known} of ${input.features.length} numbers are known, from ${plural(input.messages, 'message')}:
                        ${input.messageIds.slice(0, MOST_IDS).map((id) => html`<code>${id}</code> `)}${input.messages > MOST_IDS ? '…' : ''}
                    </p>
                    <dl class="facts">
                        ${input.features
                            .filter((each) => each.value !== undefined)
                            .map(
                                (each) => html`<dt>${each.name}</dt>
                                    <dd>${formatNumber(each.value)} ${each.unit === '1' ? '' : each.unit}</dd>`,
                            )}
                    </dl>`,
            )}
        </details>`;
    }

    content() {
        const { score, withoutScore, attention = [], missing = [], cohort } = this.fusion;
        return html`<div class="stack">
            ${score ? fit(cohort) : nothing}
            ${score
                ? html`<dl class="figures">
                      ${score.values.map(
                          (each) => html`<div>
                              <dt>${each.name}</dt>
                              <dd>
                                  ${isShare(each) ? formatNumber(each.value * 100) + ' %' : formatNumber(each.value)}
                                  <small>${interval(each)}</small>
                              </dd>
                          </div>`,
                      )}
                  </dl>
                  <p class="muted">${basis(score)}</p>`
                : html`<p class="note">No score: ${withoutScore ?? 'no model was promoted yet.'}</p>`}
            ${attention.length
                ? html`<table>
                      <caption class="hidden-text">
                          Attention by modality
                      </caption>
                      <thead>
                          <tr>
                              <th scope="col">Modality</th>
                              <th scope="col" class="number">Share</th>
                              <th scope="col"><span class="hidden-text">Bar</span></th>
                              <th scope="col">Observed</th>
                          </tr>
                      </thead>
                      <tbody>
                          ${attention.map(
                              (each) => html`<tr>
                                  <th scope="row">${MODALITY_NAMES[each.modality] ?? each.modality}</th>
                                  <td class="number">${formatNumber(each.share * 100)} %</td>
                                  <td class="share">
                                      <meter class=${each.modality} min="0" max="1" value=${each.share} aria-label="Share"></meter>
                                  </td>
                                  <td>${moment(each.firstObservedAt, formatDay)} to ${moment(each.lastObservedAt, formatDay)}</td>
                              </tr>
                              ${times(each)}`,
                          )}
                      </tbody>
                  </table>`
                : nothing}
            ${this.fusion.inputs?.length ? this.inputs(this.fusion.inputs) : nothing}
            ${missing.length
                ? html`<p class="note warn">The model looks at ${missing.map((each) => MODALITY_NAMES[each] ?? each).join(', ')}, which is missing.</p>`
                : nothing}
        </div>`;
    }
}

/** Whether the model learned from such patients. */
function fit(cohort) {
    if (cohort?.fits === 'no') {
        return html`<p class="note warn">
            This patient is outside of the cohort that the model learned from: what it says was learned from others, and nobody knows how far it holds here.
        </p>`;
    }
    return cohort?.fits === 'unknown'
        ? html`<p class="note">It is not known whether this patient is of the cohort that the model learned from. ${cohort.reason ?? ''}</p>`
        : nothing;
}

/** What the model looked at of a modality at which times, where it looks at more than what holds now. */
function times({ modality, times: all = [] }) {
    if (all.length < 2) {
        return nothing;
    }
    return all.map(
        (each) => html`<tr class="part">
            <th scope="row" title=${each.id ?? ''}>${TIME_NAMES[each.kind] ?? each.kind}</th>
            <td class="number">${formatNumber(each.share * 100)} %</td>
            <td class="share"><meter class=${modality} min="0" max="1" value=${each.share} aria-label="Share"></meter></td>
            <td>${each.kind === 'now' ? 'latest ' : `${moment(each.from, formatDay)} to `}${moment(each.until, formatDay)}</td>
        </tr>`,
    );
}

/** A hazard is a number beside that of the average patient; all else is a probability. */
function isShare({ name }) {
    return name !== 'log-hazard';
}

function interval({ name, low, high, patients }) {
    if (name === 'log-hazard') {
        return 'beside the average patient, 0';
    }
    if (low === undefined || high === undefined) {
        return 'no interval';
    }
    const of = patients === undefined ? '' : `, of ${plural(patients, 'patient')}`;
    return `${formatNumber(low * 100)} to ${formatNumber(high * 100)} %${of}`;
}

/** What the intervals mean, or why there are none. */
function basis({ basis: of, withoutInterval }) {
    if (!of) {
        return `No interval: ${withoutInterval ?? 'the server tells none.'}`;
    }
    const { level, leastModalities: least, mostModalities: most, patients, takenAway } = of;
    const modalities = least === most ? plural(least, 'modality', 'modalities') : `${least} to ${most} modalities`;
    const taken = takenAway ? `, of ${takenAway} of whom some were taken away for that` : '';
    return `Intervals (${formatNumber(level * 100)} %): how often it was so among patients kept apart with a similar score and ${modalities}
        of those that the model looks at; ${plural(patients, 'such patient')}${taken}. It is not how sure the model is of this patient.`;
}

customElements.define('anamnesis-fusion', Fusion);

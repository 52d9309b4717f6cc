/*
 * What pages are built of. Pieces without a state of their own are functions that give a template; those with one are elements.
 * Everything is in the page's own tree, without shadow roots: one style sheet, one print style, and labels that can refer to
 * anything.
 */
import { LitElement, html, nothing } from 'lit';
import { formatAgo, formatSecond } from '/assets/format.js';

/** An element in the page's own tree. */
export class PageElement extends LitElement {
    createRenderRoot() {
        return this;
    }
}

/**
 * A panel: what it is, what it means, what to do next.
 *
 * @param {object} o
 * @param {string} o.id of the heading, unique in the page
 * @param {string} o.title
 * @param {unknown} [o.meaning] one sentence for who sees it for the first time
 * @param {unknown} [o.next] the next action, at its foot
 * @param {'loading'|'ready'|'empty'|'stale'|'error'|'unavailable'} [o.state]
 * @param {unknown} [o.empty] what is not there, why, and what brings it here
 * @param {Error} [o.error]
 * @param {() => void} [o.retry]
 * @param {string|number|Date} [o.updated] when what is shown was true; told where it is stale
 * @param {unknown} [o.aside] beside the title: counts, buttons
 * @param {string} [o.kind] a class of its own
 */
export function panel(o, content) {
    const { state = 'ready' } = o;
    return html`<section class="panel ${o.kind ?? ''}" aria-labelledby=${o.id} aria-busy=${state === 'loading'}>
        <header>
            <div>
                <h2 id=${o.id}>${o.title}</h2>
                ${o.meaning ? html`<p>${o.meaning}</p>` : nothing}
            </div>
            ${o.aside ? html`<div class="row">${o.aside}</div>` : nothing}
        </header>
        <div class="content">${inState(state, o, content)}</div>
        ${o.next ? html`<footer>${o.next}</footer>` : nothing}
    </section>`;
}

function inState(state, o, content) {
    switch (state) {
        case 'loading':
            return loading();
        case 'empty':
            return html`<p class="muted">${o.empty ?? 'Nothing is here yet.'}</p>`;
        case 'unavailable':
            return html`<p class="note">${o.empty ?? 'This server does not offer it.'}</p>`;
        case 'error':
            return failure(o.error, o.retry);
        case 'stale':
            return html`<div class="stack">
                <p class="note warn">
                    What you see was true ${o.updated ? formatAgo(o.updated) : 'a while ago'} and may have changed.
                    ${o.retry ? html`<button @click=${o.retry}>Load again</button>` : nothing}
                </p>
                ${content}
            </div>`;
        default:
            return content;
    }
}

export function loading() {
    return html`<div class="bones" role="status"><span class="hidden-text">Loading</span><i></i><i></i><i></i></div>`;
}

/** What went wrong, in a sentence, with its permanent code. */
export function failure(error, retry) {
    return html`<div class="note bad" role="alert">
        <span>${error?.message ?? 'This failed.'} ${error?.code ? html`<code>${error.code}</code>` : nothing}</span>
        ${retry ? html`<button @click=${retry}>Try again</button>` : nothing}
    </div>`;
}

/** A state in a word, a shape and a colour. @param {'good'|'warn'|'bad'|'quiet'} tone */
export function badge(tone, text, title = '') {
    return html`<span class="badge ${tone}" title=${title || nothing}>${text}</span>`;
}

/** A time as one reads it, with the exact one in its title. */
export function moment(time, written = formatAgo) {
    return time ? html`<time datetime=${new Date(time).toISOString()} title=${formatSecond(time)}>${written(time)}</time>` : '–';
}

/** A link into another place of the page. */
export function placeLink(href, text) {
    return html`<a href=${href}>${text}</a>`;
}

/**
 * A table with pages.
 *
 * @param {object} o
 * @param {unknown} o.caption what the rows are; always said, if only to a screen reader
 * @param {boolean} [o.quiet] whether the caption is for screen readers only
 * @param {{label: unknown, cell: (row: any) => unknown, number?: boolean, heading?: boolean}[]} o.columns
 * @param {any[]} o.rows
 * @param {unknown} [o.empty] in place of rows
 * @param {() => void} [o.previous] there where a page before is
 * @param {() => void} [o.next] there where a further page is
 * @param {unknown} [o.place] which page this is, such as `101 to 200`
 */
export function table(o) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${typeof o.caption === 'string' ? o.caption : 'Table'}>
            <table>
                <caption class=${o.quiet ? 'hidden-text' : nothing}>
                    ${o.caption}
                </caption>
                <thead>
                    <tr>
                        ${o.columns.map((c) => html`<th scope="col" class=${c.number ? 'number' : nothing}>${c.label}</th>`)}
                    </tr>
                </thead>
                <tbody>
                    ${o.rows.length === 0
                        ? html`<tr>
                              <td colspan=${o.columns.length} class="muted">${o.empty ?? 'None.'}</td>
                          </tr>`
                        : o.rows.map(
                              (row) => html`<tr>
                                  ${o.columns.map((c) =>
                                      c.heading
                                          ? html`<th scope="row">${c.cell(row)}</th>`
                                          : html`<td class=${c.number ? 'number' : nothing}>${c.cell(row)}</td>`,
                                  )}
                              </tr>`,
                          )}
                </tbody>
            </table>
        </div>
        ${o.previous || o.next
            ? html`<div class="pager">
                  <span class="muted">${o.place ?? nothing}</span>
                  <button ?disabled=${!o.previous} @click=${() => o.previous?.()}>Previous</button>
                  <button ?disabled=${!o.next} @click=${() => o.next?.()}>Next</button>
              </div>`
            : nothing}`;
}

/** Says something to who can't see it happen, and shows it for a while. @param {'good'|'warn'|'bad'|''} tone */
export function announce(text, tone = '') {
    dispatchEvent(new CustomEvent('anamnesis-say', { detail: { text, tone } }));
}

/** Copies; says whether it worked. */
export async function copy(text, what) {
    try {
        await navigator.clipboard.writeText(text);
        announce(what + ' copied.', 'good');
    } catch {
        announce('The browser did not let the page copy.', 'bad');
    }
}

/** The frame of every page: header with the places of the system, the page or the sign-in, and what is announced. */
export function frame({ current, links }, content) {
    return html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
        <anamnesis-header .current=${current} .links=${links}></anamnesis-header>
        <main id="main" tabindex="-1">${content}</main>
        <anamnesis-toasts></anamnesis-toasts>`;
}

function skip(event) {
    event.preventDefault();
    document.getElementById('main')?.focus();
}

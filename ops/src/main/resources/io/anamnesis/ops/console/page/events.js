/* What happened, the newest first. */
import { html, nothing } from 'lit';
import { badge, panel } from '/assets/page.js';
import { LEVEL } from '/ops/words.js';

const SHOWN = 50;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function eventsPanel(events) {
    const newest = [...events].reverse().slice(0, SHOWN);
    return panel(
        {
            id: 'events-title',
            title: 'What happened',
            meaning: 'As the node sees it that serves this page. Others may have seen it a second earlier or later.',
            state: newest.length ? 'ready' : 'empty',
            empty: 'Nothing has happened since this node started.',
            next: 'What operators did is under Actions, with who and why.',
        },
        html`<ol class="events" tabindex="0" aria-label="Events, the newest first">
            ${newest.map(
                (event) => html`<li>
                    <time datetime=${event.at}>${clock.format(new Date(event.at))}</time>
                    ${badge(LEVEL[event.level].tone, LEVEL[event.level].word)}
                    <span>${event.node ? html`<span class="mono">${event.node}</span> ` : nothing}${event.text}</span>
                </li>`,
            )}
        </ol>`,
    );
}

// A poll's place in a post; what it does is loaded with the first one.
import { html } from '../lit.js';

let loaded = null;

export function pollCard(part, post, room) {
  loaded ??= import('./poll.js');
  return html`<vadra-poll .post=${post} .carried=${part} .open=${room?.open ?? false} @vadra:polled=${({ detail }) => room?.polled(detail)}></vadra-poll>`;
}

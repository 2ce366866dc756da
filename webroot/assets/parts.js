// What a post carries beside its words. Each kind has its own view; a new one gets a line in VIEWS.
import { html, nothing } from './lit.js';
import { hidden } from './restraint.js';
import { pictureView } from './pictures.js';
import { quoteCard } from './quote.js';
import { linkCard } from './links.js';
import { pollCard } from './polls/card.js';
import { opinion } from './polls/opinion.js';

/** By kind: (part, post, room) => what is shown of it. `room` is the page's component, or null where there is none. */
const VIEWS = { quote: quoteCard, picture: pictureView, link: linkCard, poll: pollCard, opinion: (part, post) => opinion(post, part) };

/** All that a post carries, in its order; nothing where its words are silent. */
export function partsOf(post, room = null) {
  if (!post.parts?.length || post.withdrawn || hidden(post)) return nothing;
  const pictures = post.parts.filter(part => part.kind === 'picture').length;
  return html`<div class="parts" data-pictures=${pictures || nothing}>${post.parts.map(part => VIEWS[part.kind]?.(part, post, room) ?? nothing)}</div>`;
}

/** Whether its words are shown by a part, and not beside it. */
export const wordless = post => !!post.parts?.some(part => part.kind === 'opinion');

// How something folded looks, and what a reader can do about whoever said it.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { blocks, draw, foldOf, foldOfPost, isMuted, unfold } from './folds.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { toast } from './page.js';
import { reason } from './report.js';
import { sure } from './dialogs.js';
import { openMute } from './mute.js';

/** In place of what is folded; the button shows it, for this reader and this window. */
export const foldLine = (post, { why, open }) => html`<p class="fold-line">${t(`fold.${why}`, { name: post.author.name })}
  <button class="plain" data-fold=${post.id} aria-expanded=${open ? 'true' : 'false'} @click=${() => unfold(post.id)}>${t(open ? 'fold.hide' : 'fold.show')}</button></p>`;

/** What a post says, or in its place that it is folded. */
export function foldable(post, content) {
  const fold = foldOfPost(post);
  return fold ? html`${foldLine(post, fold)}${fold.open ? content() : nothing}` : content();
}

/** For the menu of a post: mute and block whoever said it. */
export function boundaryButtons(post, done) {
  const { alias, handle, name } = post.author;
  if (alias || !handle || handle === me()?.handle) return nothing;
  return html`<button class="plain" @click=${() => { done(); turnMute(post.author); }}>${t(isMuted(handle) ? 'bound.unmute' : 'bound.mute', { name })}</button>
    <button class="plain" @click=${() => { done(); turnBlock(post.author); }}>${t(blocks(handle) ? 'bound.unblock' : 'bound.block', { name })}</button>`;
}

async function act(method, what, person, said, body) {
  try {
    await draw(method, what, person.handle, body);
    toast(t(said, { name: person.name }));
    return true;
  } catch (refused) {
    toast(reason(refused));
    return false;
  }
}

/** Mutes somebody for as long as the reader says, or hears them again. */
export async function turnMute(person) {
  if (!me() && !(await openJoin())) return false;
  if (isMuted(person.handle)) return act('DELETE', 'mutes', person, 'bound.unmuted');
  const chosen = await openMute(person);
  return !!chosen && act('PUT', 'mutes', person, 'bound.muted', chosen.until ? { until: chosen.until } : {});
}

/** Blocks somebody once the reader has read what that means, or ends it. */
export async function turnBlock(person) {
  if (!me() && !(await openJoin())) return false;
  if (blocks(person.handle)) return act('DELETE', 'blocks', person, 'bound.unblocked');
  const { name } = person;
  return (await sure(t('bound.block.title', { name }), t('bound.block.text', { name }), t('bound.block', { name }))) && act('PUT', 'blocks', person, 'bound.blocked');
}

/** Folds what the server rendered, and unfolds it, as the member's own lists say now. */
function followServed() {
  for (const place of document.querySelectorAll('[data-fold-by]')) {
    const why = foldOf(place.dataset.foldBy, place.dataset.foldText);
    const details = place.querySelector('details');
    if (details.dataset.why === (why ?? '')) continue;
    details.dataset.why = why ?? '';
    details.open = !why;
    details.querySelector('summary').hidden = !why;
    if (why) details.querySelector('.fold-why').textContent = t(`fold.${why}`, { name: place.dataset.foldName });
  }
}

document.addEventListener('vadra:folds', followServed);
document.addEventListener('vadra:language', () => setTimeout(followServed));

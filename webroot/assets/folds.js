// What is folded for this member, and nobody else: posts of people they block or mute, and posts with words that they filter.
// Folds.java decides the same for a page's first bytes.
import { call } from './api.js';
import { me, meKnown } from './session.js';

const IN_A_WORD = '[\\p{L}\\p{N}\\p{M}]';
const LONGEST_WAIT_MS = 2_000_000_000; // What a timer can wait.

const kept = document.querySelector('meta[name="folds"]')?.content;
let folds = kept ? JSON.parse(kept) : null;
let reader = null;
let pattern = null;
let ends = null;
/** Posts that the reader wants to see all the same, in this window. */
const shown = new Set();

const tell = () => document.dispatchEvent(new CustomEvent('vadra:folds'));
const quoted = text => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const normal = text => text.normalize('NFC').toLowerCase();

function ofWord(word) {
  const begins = word.endsWith('*');
  const parts = (begins ? word.slice(0, -1) : word).split(' ').map(quoted).join('\\s+');
  return begins ? parts : `${parts}(?!${IN_A_WORD})`;
}

/** What finds one of the words in a text that is in its normal form. */
export const finding = words => (words.length ? new RegExp(`(?<!${IN_A_WORD})(?:${words.map(ofWord).join('|')})`, 'u') : null);
export const finds = (words, text) => !!finding(words)?.test(normal(text));

function take(next) {
  folds = next;
  pattern = folds ? finding(folds.words) : null;
  clearTimeout(ends);
  const times = Object.values(folds?.muted ?? {}).filter(Boolean).map(until => Date.parse(until) - Date.now()).filter(left => left > 0);
  if (times.length) ends = setTimeout(() => { take(folds); tell(); }, Math.min(...times, LONGEST_WAIT_MS) + 50);
}

const mutes = handle => handle in folds.muted && (!folds.muted[handle] || Date.parse(folds.muted[handle]) > Date.now());

/** Why something of somebody's is folded: blocked, muted or words; null when it is not. A pseudonym is nobody. */
export function foldOf(handle, text) {
  if (!folds) return null;
  if (handle && folds.blocked.includes(handle)) return 'blocked';
  if (handle && mutes(handle)) return 'muted';
  return pattern?.test(normal(text ?? '')) && handle !== me()?.handle ? 'words' : null;
}

/** The same of a post, with whether the reader wants to see it all the same; null when there is nothing to fold. */
export function foldOfPost(post) {
  if (post.withdrawn || post.restraint?.act === 'hide') return null;
  const why = foldOf(post.author.alias ? null : post.author.handle, post.text);
  return why && { why, open: shown.has(post.id) };
}

export const isFolded = post => foldOfPost(post)?.open === false;
export const blocks = handle => !!folds?.blocked.includes(handle);
export const isMuted = handle => !!folds && mutes(handle);

/** Shows a folded post, or folds it again. */
export function unfold(id) {
  if (!shown.delete(id)) shown.add(id);
  tell();
}

/** Blocks, mutes or the opposite; open pages of this member everywhere follow. */
export async function draw(method, what, handle, body) {
  await call(method, `/api/me/${what}/${handle}`, method === 'PUT' ? { body: body ?? {} } : {});
  if (folds) {
    const blocked = what === 'blocks' ? folds.blocked.filter(one => one !== handle) : folds.blocked;
    const { [handle]: before, ...others } = folds.muted;
    const muted = what === 'mutes' ? others : folds.muted;
    if (method === 'PUT') {
      if (what === 'blocks') blocked.push(handle);
      else muted[handle] = body?.until ?? null;
    }
    take({ ...folds, blocked, muted });
    tell();
  }
  document.dispatchEvent(new CustomEvent('vadra:personal', { detail: { kind: 'again' } }));
}

async function load() {
  const asked = me()?.handle ?? null;
  const next = asked ? await call('GET', '/api/me/folds') : null;
  if (asked !== (me()?.handle ?? null)) return;
  take(next);
  tell();
}

function hear({ kind, with: other, relation, words }) {
  if (kind === 'lost') return load().catch(() => {});
  if (!folds) return undefined;
  if (kind === 'filter') take({ ...folds, words });
  if (kind === 'contact') {
    const { [other.handle]: before, ...muted } = folds.muted;
    if (relation.muted) muted[other.handle] = relation.mutedUntil;
    take({ ...folds, muted, blocked: [...folds.blocked.filter(one => one !== other.handle), ...(relation.blocked ? [other.handle] : [])] });
  }
  if (kind !== 'again') tell();
  return undefined;
}

take(folds);
document.addEventListener('vadra:personal', ({ detail }) => hear(detail));
document.addEventListener('vadra:session', () => {
  const now = me()?.handle ?? null;
  if (!meKnown() || now === reader) return;
  // The page came with what its own reader folds; anybody who signs in on it later has other lists.
  const served = reader === null && folds;
  reader = now;
  if (!served) load().catch(() => {});
});

// What somebody thinks of a product, as a post has it: its words by what they are about, and the facts that belong to them.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';

export const USED = ['tried', 'month', 'half-year', 'year', 'three-years', 'longer'];
export const AGAIN = ['yes', 'no', 'unsure'];
export const KINDS = { good: '(+)', bad: '(−)', wish: '(→)' };
const MARKED = /^\((\+|−|-|→|->)\)[ \t]*(.*)$/;
const kindOf = sign => ({ '+': 'good', '−': 'bad', '-': 'bad' })[sign] ?? 'wish';

/** The words of an opinion: what is good, bad and wished for, and what stands before all that. */
export function sections(source) {
  const found = { before: [] };
  let now = 'before';
  for (const line of source.split('\n')) {
    const marked = MARKED.exec(line);
    if (marked) now = kindOf(marked[1]);
    (found[now] ??= []).push(marked ? marked[2] : line);
  }
  return Object.fromEntries(Object.entries(found).map(([kind, lines]) => [kind, lines.join('\n').trim()]));
}

/** The source that says it. A line of somebody's own that begins with a mark is indented, and so begins nothing. */
export function compose(words) {
  const own = text => text.trim().split('\n').map(line => (MARKED.test(line) ? ` ${line}` : line)).join('\n');
  return [words.before?.trim(), ...Object.entries(KINDS).map(([kind, mark]) => (words[kind]?.trim() ? `${mark} ${own(words[kind])}` : ''))]
    .filter(Boolean).join('\n\n');
}

/** An opinion in a post. */
export function opinion(post, part) {
  const words = sections(post.text);
  return html`<div class="opinion">
    <p class="facts"><a href="/products/${part.product}">${t('opinion.of')}</a>${part.version ? html` · ${t('opinion.version.is', { version: part.version })}` : nothing}
      · ${t(`opinion.used.${part.used}`)} · ${t(`opinion.again.${part.again}`)}</p>
    ${words.before ? html`<p class="said" lang=${post.language}>${words.before}</p>` : nothing}
    <dl>${Object.keys(KINDS).filter(kind => words[kind]).map(kind => html`<div class="about-${kind}"><dt><span aria-hidden="true">${KINDS[kind].slice(1, -1)}</span> ${t(`opinion.${kind}`)}</dt>
      <dd lang=${post.language}>${words[kind]}</dd></div>`)}</dl>
  </div>`;
}

// One question: how many want it, what it asks, what became of it, and the talk under it.
import { html, nothing, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { badge as hat } from '../hats.js';
import { me } from '../session.js';
import { absolute, relative } from '../time.js';
import { languageOf } from '../language.js';
import { trace } from '../restraint.js';
import { claimOf, isOpen, isOverdue, isSettled } from './questions.js';
import { moveForm, moveButtons } from './moves.js';
import { day } from './times.js';
import { foldable } from '../folded.js';

const badge = author => (author.alias ? html` <span class="badge mask">${t('qa.alias.badge')}</span>` : hat(author));
const who = author => html`${author.handle ? html`<a class="name" href="/people/${author.handle}">${author.name}</a>` : html`<span class="name">${author.name}</span>`}${badge(author)}`;
const when = iso => html`<time datetime=${iso} title=${absolute(iso)} .textContent=${relative(iso)}></time>`;

/** The state by a word and a shape, never by colour alone. */
export function stateWord(post) {
  const { question } = post;
  const claim = claimOf(post);
  const kind = claim ? 'claimed' : isOverdue(post) ? 'overdue' : question.into ? 'merged' : question.state;
  const word = claim ? t('qa.answers', { name: claim.by.name })
    : question.state === 'promised' && !question.into ? t(`qa.q.${kind}.by`, { day: day(question.promisedFor) }) : t(`qa.q.${kind}`);
  return html`<span class="state is-${kind}"><span class="mark" aria-hidden="true"></span>${word}</span>`;
}

export function questionItem(post, page) {
  const { question } = post;
  const kinds = ['question', `is-${question.state}`, claimOf(post) ? 'is-claimed' : '', page.asking.isOwn(post) ? 'own' : ''].join(' ');
  return html`<li class=${kinds} id="p-${post.id}" data-post=${post.id} tabindex="-1">
    ${vote(post, page)}
    <div class="asked">
      <p class="top-line">${stateWord(post)}${post.earlier ? html` <a class="quiet" href="/qa/${post.earlier}">${t('qa.kept')}</a>` : nothing}</p>
      ${post.withdrawn ? html`<p class="quiet">${t('post.withdrawn')}</p>` : foldable(post, () => html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>`)}
      ${trace(post)}
      <p class="by">${who(post.author)} <a class="quiet" href="#p-${post.id}">${when(post.saidAt)}</a>
        <button class="plain" @click=${() => page.report(post)}>${t('voice.report.post')}</button></p>
      ${isSettled(post) && page.ranks.tab !== 'settled' ? nothing : outcome(post, page)}
      ${page.fault?.post === post.id ? html`<p class="fault" role="alert">${page.fault.text}</p>` : nothing}
      ${page.hosting && (isOpen(post) || question.state === 'declined') ? moveButtons(post, page) : nothing}
      ${page.opened?.post === post.id ? moveForm(post, page) : nothing}
      ${merged(post, page)}
      ${talk(post, page)}
    </div>
  </li>`;
}

function vote(post, page) {
  const on = post.mine?.includes('want');
  const own = me() && post.author.handle === me().handle;
  const label = `${t('qa.want')}: ${post.question.votes}`;
  return html`<div class="vote"><button aria-pressed=${on ? 'true' : 'false'} aria-label=${label} title=${t(own ? 'qa.want.own' : 'qa.want')}
    ?disabled=${own || !isOpen(post)} @click=${() => page.want(post)}><span aria-hidden="true">▲</span><span class="n">${post.question.votes}</span></button></div>`;
}

function outcome(post, page) {
  const { answer, reason, state, movedBy } = post.question;
  if (state === 'answered') {
    const said = page.questions.replies.get(answer);
    if (!said) {
      fetchOnce(answer, page);
      return nothing;
    }
    return html`<div class="answer by-${said.author.hat}"><p class="by">${who(said.author)} <span class="quiet">${when(said.saidAt)}</span></p>
      ${said.withdrawn ? html`<p class="quiet">${t('post.withdrawn')}</p>` : foldable(said, () => html`<div class="words" lang=${said.language}>${unsafeHTML(said.html)}</div>`)}${trace(said)}</div>`;
  }
  if (!reason) return nothing;
  return html`<p class="reason"><span>${t(state === 'declined' ? 'recap.reason' : 'qa.note', { name: movedBy?.name ?? '' })}</span> ${reason}</p>`;
}

const asked = new Set();

/** An answer that was given before the page was opened is read once. */
function fetchOnce(id, page) {
  if (asked.has(id)) return;
  asked.add(id);
  call('GET', `/api/posts/${id}`).then(post => {
    page.questions.put(post);
    page.requestUpdate();
  }, () => asked.delete(id));
}

/** What was merged into it, each with its asker. */
function merged(post, page) {
  const { merged: ids } = post.question;
  if (!ids?.length) return nothing;
  const parts = ids.map(id => page.questions.get(id)).filter(Boolean);
  return html`<details class="fold"><summary>${t('qa.merged', { n: ids.length })}</summary>
    <ul>${parts.map(part => html`<li data-part=${part.id}>${foldable(part, () => html`<div class="words" lang=${part.language}>${part.withdrawn ? t('post.withdrawn') : unsafeHTML(part.html)}</div>`)}
      <p class="by">${who(part.author)} ${page.hosting ? html`<button class="plain" @click=${() => page.moves.make(part, 'unmerge')}>${t('qa.move.unmerge')}</button>` : nothing}</p></li>`)}</ul></details>`;
}

function talk(post, page) {
  const { answer } = post.question;
  const replies = Math.max(0, (post.replies ?? 0) - (answer ? 1 : 0));
  const known = page.talks.get(post.id);
  return html`<details class="fold talk" @toggle=${event => event.target.open && readTalk(post, page)}>
    <summary>${replies ? t('qa.talk', { n: replies }) : t('qa.talk.none')}</summary>
    <ol>${(known ?? []).filter(one => one.id !== answer).map(one => html`<li>${one.withdrawn ? html`<p class="quiet">${t('post.withdrawn')}</p>` : foldable(one, () => html`<div class="words" lang=${one.language}>${unsafeHTML(one.html)}</div>`)}${trace(one)}
      <p class="by">${who(one.author)} <span class="quiet">${when(one.saidAt)}</span></p></li>`)}</ol>
    ${known ? replyForm(post, page) : nothing}</details>`;
}

export async function readTalk(post, page) {
  const { posts } = await call('GET', `/api/posts/${post.id}/thread`);
  page.talks.set(post.id, posts.filter(one => one.id !== post.id));
  page.requestUpdate();
}

function replyForm(post, page) {
  const stored = `vadra.draft.qa.talk.${post.id}`;
  const send = async event => {
    event.preventDefault();
    const field = event.target.text;
    const text = field.value.trim();
    if (!text) return;
    const room = post.earlier ?? page.slug;
    if (!(await page.write('POST', `/api/rooms/${room}/posts`, { text, parent: post.id, language: languageOf(text, page.sitting.language) }))) return;
    field.value = '';
    localStorage.removeItem(stored);
    readTalk(post, page);
  };
  return html`<form class="reply" @submit=${send}><label class="hidden-visually" for="reply-${post.id}">${t('post.reply')}</label>
    <textarea id="reply-${post.id}" name="text" rows="1" placeholder=${t('say.placeholder')} .value=${localStorage.getItem(stored) ?? ''}
      @input=${event => localStorage.setItem(stored, event.target.value)}></textarea><button>${t('post.reply')}</button></form>`;
}

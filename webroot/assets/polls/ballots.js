// Who chose what, in a poll that was declared open.
import { html, nothing, render } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { badge } from '../hats.js';

const PAGE = 200;

const list = (ballots, place) => ballots.filter(ballot => ballot.chosen.includes(place));

/** Opens the list, by choices in their own order. */
export async function openBallots(post, part) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ballots';
  dialog.setAttribute('aria-label', t('poll.who'));
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  let ballots = [];
  let more = true;
  const show = () => render(html`<header><h2>${t('poll.who')}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>
    ${ballots.length ? nothing : html`<p class="quiet">${t('poll.who.none')}</p>`}
    ${part.choices.map((choice, place) => html`<h3 lang=${post.language}>${choice}</h3>
      ${list(ballots, place).length ? html`<ul>${list(ballots, place).map(ballot => html`<li><a href="/people/${ballot.handle}">${ballot.name}</a> ${badge({ role: ballot.role, hat: ballot.role === 'staff' ? 'employee' : 'customer' })}</li>`)}</ul>`
        : html`<p class="quiet">${t('poll.who.nobody')}</p>`}`)}
    ${more ? html`<p class="row"><button @click=${next}>${t('poll.who.more')}</button></p>` : nothing}`, dialog);
  const next = async () => {
    const page = await call('GET', `/api/posts/${post.id}/ballots?limit=${PAGE}&after=${ballots.at(-1)?.handle ?? ''}`);
    ballots = [...ballots, ...page.ballots];
    more = page.ballots.length === PAGE;
    show();
  };
  await next();
  dialog.showModal();
}

// What a sitting is, when, and with whom; the ways to it; and for its hosts the clock and the bench.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { toast } from '../page.js';
import { standing, stateOf, wall } from './times.js';

const MORE_MINUTES = 15;

export function head(page) {
  const { sitting } = page;
  return html`<header class="qa-head">
    <p class="when"><span class="mark" aria-hidden="true"></span><span class="state">${standing(sitting)}</span>
      <time datetime=${sitting.startsAt} data-absolute .textContent=${wall(sitting.startsAt)}></time></p>
    <h1 lang=${sitting.language}>${sitting.title}</h1>
    <p class="lead" lang=${sitting.language}>${sitting.greeting}</p>
    <p class="hosts"><span>${t('qa.hosts')}</span> ${sitting.hosts.map((host, n) => html`${n ? ', ' : ''}<a href="/people/${host.handle}">${host.name}</a>`)}
      ${sitting.under ? html` · <a href=${place(sitting.under)}>${sitting.under.title}</a>` : nothing}</p>
    ${sitting.later ? html`<p class="notice-line"><a href="/qa/${sitting.later}">${t('qa.later')}</a></p>` : nothing}
  </header>`;
}

const place = under => (under.kind === 'article' ? `/articles/${under.slug}` : `/rooms/${under.slug}`);

/** Beside the questions, below them on a phone: the ways in, and the hosts' own. */
export function beside(page) {
  const { sitting } = page;
  return html`<aside class="qa-side">
    ${page.hosting ? bench(page) : nothing}
    <vadra-calm data-room=${sitting.slug} data-starter=${sitting.hosts[0].handle}></vadra-calm>
    <section aria-label=${t('qa.way')}>
      <img class="qr" src="/qa/${sitting.slug}/qr.svg" alt=${t('qa.qr')} width="160" height="160" loading="lazy">
      <p class="short"><button class="plain" @click=${() => copy(sitting)}><span>${location.host}/q/<b>${sitting.code}</b></span></button></p>
      <ul class="ways">
        ${stateOf(sitting) === 'ended' ? nothing : html`<li><a href="/qa/${sitting.slug}/calendar.ics">${t('qa.calendar')}</a></li>`}
        <li><a href="/qa/${sitting.slug}/present">${t('qa.present')}</a></li>
        <li><a href="/qa/${sitting.slug}/recap">${t('qa.recap')}</a></li>
        <li><a href="/unanswered">${t('owed.title')}</a></li>
      </ul>
    </section>
    <p class="quiet tips">${t(page.hosting ? 'qa.keys.host' : 'qa.keys')}</p>
  </aside>`;
}

async function copy(sitting) {
  await navigator.clipboard?.writeText(new URL(`/q/${sitting.code}`, location.href).href);
  toast(t('room.share.done'));
}

function bench(page) {
  const state = stateOf(page.sitting);
  const move = (name, body) => () => page.write('POST', `/api/qa/${page.slug}/${name}`, body ?? {});
  return html`<section class="bench" aria-label=${t('qa.bench')}><h2 class="over">${t('qa.bench')}</h2>
    <div class="row">
      ${state === 'announced' ? html`<button class="primary" @click=${move('start')}>${t('qa.start')}</button>` : nothing}
      <button @click=${move('extend', { minutes: MORE_MINUTES })}>${t('qa.extend', { n: MORE_MINUTES })}</button>
      ${state === 'ended' ? nothing : html`<button @click=${move('end')}>${t(state === 'announced' ? 'qa.cancel' : 'qa.end')}</button>`}
    </div>
    ${page.fault && page.fault.post === page.slug ? html`<p class="fault" role="alert">${page.fault.text}</p>` : nothing}
    ${state === 'ended' && !page.sitting.later ? html`<p><a href="/qa?after=${page.slug}#begin">${t('qa.again')}</a></p>` : nothing}
    <details><summary>${t('qa.hosts')}</summary>
      <ul class="hosts-list">${page.sitting.hosts.map(host => html`<li>${host.name} ${host.handle === page.sitting.hosts[0].handle ? nothing
        : html`<button class="plain" @click=${() => hosts(page, 'DELETE', `/api/rooms/${page.slug}/hosts/${host.handle}`)}>${t('qa.host.remove')}</button>`}</li>`)}</ul>
      ${page.sitting.hosts[0].handle === me()?.handle ? html`<form class="row" @submit=${event => add(event, page)}><label class="hidden-visually" for="new-host">${t('qa.host.handle')}</label>
        <input id="new-host" name="handle" placeholder="@" required pattern="@?[a-z0-9][a-z0-9_\\-]{1,29}"><button>${t('qa.host.add')}</button></form>` : nothing}
    </details></section>`;
}

/** Changes who hosts, and shows it. */
async function hosts(page, method, path) {
  if (!(await page.write(method, path))) return false;
  page.sitting = await call('GET', `/api/qa/${page.slug}`);
  page.requestUpdate();
  return true;
}

async function add(event, page) {
  event.preventDefault();
  const form = event.target;
  if (await hosts(page, 'PUT', `/api/rooms/${page.slug}/hosts/${form.handle.value.replace(/^@/, '')}`)) form.reset();
}

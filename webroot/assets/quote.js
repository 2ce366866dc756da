// A quoted post as it stands now: whose words, which, where they stand, or why they are gone.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { badge } from './hats.js';
import { versionsDialog } from './dialogs.js';

const PLACES = { talk: 'rooms', article: 'articles', qa: 'qa' };

export const placeOf = (part, source) => `/${PLACES[source.roomKind] ?? 'rooms'}/${source.room}#p-${part.post}`;

/** The card of a quote. Until the source has been read there is a card of the same height that says so. */
export function quoteCard(part) {
  const { source } = part;
  if (!source) return html`<figure class="quoted"><blockquote><p class="quiet">${t('quote.loading')}</p></blockquote></figure>`;
  const gone = source.withdrawn || source.restraint;
  return html`<figure class="quoted ${gone ? 'gone' : ''}" aria-label=${t('quote.of', { name: source.author.name })}>
    ${gone ? why(source) : html`<blockquote lang=${source.language}><p>${source.chosen ? `… ${source.words} …` : source.words}</p></blockquote>`}
    <figcaption>${source.author.alias ? html`<span class="name">${source.author.name}</span>` : html`<a class="name" href="/people/${source.author.handle}">${source.author.name}</a>`}${badge(source.author)}
      <a href=${placeOf(part, source)}>${t('quote.in', { title: source.title })}</a>
      ${source.edited && !gone ? html`<button type="button" class="edited" @click=${() => versionsDialog({ id: part.post, language: source.language })}>${t('quote.edited')}</button>` : nothing}</figcaption>
  </figure>`;
}

function why({ withdrawn, restraint }) {
  if (withdrawn) return html`<p class="withdrawn">${t('quote.withdrawn')}</p>`;
  return html`<p class="withdrawn">${t('quote.hidden')} <a href="/rules/${restraint.version}#rule-${restraint.rule}">${t('restraint.rule')} ${restraint.rule}</a>.
    <a href="/openness/${restraint.entry}">${t('restraint.why')}</a></p>`;
}

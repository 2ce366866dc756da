// What else can be said of a text: its series, its address, its language, and when it is published by itself.
import { html, nothing } from '../lit.js';
import { LANGUAGES, t } from '../i18n.js';
import { me } from '../session.js';

export function moreFields(words, sheet) {
  const series = words.series ?? { name: '', place: null };
  const turn = part => {
    const next = { ...series, ...part };
    sheet.change({ series: next.name.trim() ? next : null });
  };
  return html`<details class="more-fields"><summary>${t('write.more')}</summary><div class="grid">
    ${field('series', html`<input id="more-series" maxlength="80" .value=${series.name} @change=${event => turn({ name: event.target.value })}>`)}
    ${field('place', html`<input id="more-place" type="number" min="1" max="999" .value=${series.place ?? ''} @change=${event => turn({ place: event.target.valueAsNumber || null })}>`)}
    ${sheet.article ? nothing : html`
      ${field('at', html`<input id="more-at" type="datetime-local" min=${local(new Date())} aria-describedby="more-at-hint" .value=${words.publishAt ? local(new Date(words.publishAt)) : ''}
        @change=${event => sheet.change({ publishAt: event.target.value ? new Date(event.target.value).toISOString() : null })}>`, true)}
      ${field('slug', html`<input id="more-slug" pattern="[a-z0-9][a-z0-9\\-]*" maxlength="60" aria-describedby="more-slug-hint" .value=${words.slug ?? ''}
        @change=${event => event.target.checkValidity() && sheet.change({ slug: event.target.value || null })}>`, true)}
      ${field('language', html`<select id="more-language" @change=${event => sheet.change({ language: event.target.value })}>
        ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === words.language}>${name}</option>`)}</select>`)}
      ${hat(words, sheet)}`}
  </div></details>`;
}

/** In which capacity it is said, for who has a choice. */
function hat(words, sheet) {
  const hats = me()?.hats ?? [];
  return hats.length < 2 ? nothing : field('hat', html`<select id="more-hat" @change=${event => sheet.change({ hat: event.target.value })}>
    ${hats.map(one => html`<option value=${one} ?selected=${one === words.hat}>${t(`hat.choose.${one}`)}</option>`)}</select>`);
}

const field = (name, input, hint) => html`<div class="field"><label for="more-${name}">${t(`write.${name}`)}</label>${input}
  ${hint ? html`<span class="hint" id="more-${name}-hint">${t(`write.${name}.hint`)}</span>` : nothing}</div>`;

/** A moment as such a field has it: the clock on the wall, without its zone. */
const local = date => new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

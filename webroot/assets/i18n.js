// Words in the reader's language, from the files that the server uses too. Switching needs no reload.
import { keep } from './choices.js';

export const LANGUAGES = { sv: 'Svenska', en: 'English' };
let words = {};
let language = document.documentElement.lang;

async function load(next) {
  const answer = await fetch(`/assets/i18n/${next}.json`);
  words = await answer.json();
  language = next;
}

/** The words of a key, with {name} replaced; of key.one or key.other where a number n is given. */
export function t(key, values = {}) {
  const plural = `${key}.${new Intl.PluralRules(language).select(values.n ?? 0)}`;
  const text = words[key] ?? words[plural] ?? words[`${key}.other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (typeof values[name] === 'number' ? values[name].toLocaleString(language) : values[name] ?? whole));
}

export const lang = () => language;

function translatePage() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll('[data-t]')) place.textContent = t(place.dataset.t);
  for (const place of document.querySelectorAll('[data-t-title]')) place.textContent = `${t(place.dataset.tTitle)} – Vädra`;
  for (const place of document.querySelectorAll('[data-t-label]')) place.setAttribute('aria-label', t(place.dataset.tLabel));
}

/** Changes the language of everything that is shown, and keeps it for the next visit. */
export async function speak(next) {
  keep('language', next);
  await load(next);
  translatePage();
  document.dispatchEvent(new CustomEvent('vadra:language'));
}

await load(language);

// Words in the reader's language, from the files that the server uses too. Switching needs no reload.
import { keep } from './choices.js';

export const LANGUAGES = { sv: 'Svenska', en: 'English' };
const folders = ['/assets/i18n'];
let words = {};
let language = document.documentElement.lang;

const read = async (folder, which) => (await fetch(`${folder}/${which}.json`)).json();

async function load(next) {
  words = Object.assign({}, ...(await Promise.all(folders.map(folder => read(folder, next)))));
  language = next;
}

/** Learns the words of one part of the site, which the other pages need not carry. */
export async function learnWords(folder) {
  folders.push(folder);
  Object.assign(words, await read(folder, language));
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

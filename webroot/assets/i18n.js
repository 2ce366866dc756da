// Words in the reader's language, from the files that the server uses too. Switching needs no reload.
export const LANGUAGES = { sv: 'Svenska', en: 'English' };
const STORED = 'vadra.language';
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
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const lang = () => language;

function translatePage() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll('[data-t]')) place.textContent = t(place.dataset.t);
  for (const place of document.querySelectorAll('[data-t-label]')) place.setAttribute('aria-label', t(place.dataset.tLabel));
}

/** Changes the language of everything that is shown, and keeps it for the next visit. */
export async function speak(next) {
  localStorage.setItem(STORED, next);
  await load(next);
  translatePage();
  document.dispatchEvent(new CustomEvent('vadra:language'));
}

const stored = localStorage.getItem(STORED);
const first = stored in LANGUAGES ? stored : language;
const asServed = first === language;
await load(first);
if (!asServed) translatePage();

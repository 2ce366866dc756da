// Which of our two languages a text is in, by the small words that every text has; for its lang attribute.
const SMALL = {
  sv: 'och att det som på är av för med den till inte har jag om ett men var sig så vi kan nu ska din min när här hur vad en vill mig också bara eller utan efter från'.split(' '),
  en: 'the and that is of for with it to not have has i if a but was so we can now will your my when here how what are you this be they or just from do does at'.split(' '),
};

/** The language of a text; the fallback where nothing tells. */
export function languageOf(text, fallback) {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const hits = language => words.filter(word => SMALL[language].includes(word)).length;
  const swedish = hits('sv') + (/[åäö]/i.test(text) ? 1 : 0);
  const english = hits('en');
  return swedish === english ? fallback : swedish > english ? 'sv' : 'en';
}

// A notice under the law: sent from the form that is in the page, and kept there when it could not be.
import { t } from './i18n.js';
import { call } from './api.js';

const form = document.querySelector('form.notice');
const fault = form.querySelector('.fault');

form.elements.place.value ||= new URLSearchParams(location.search).get('place') ?? '';
form.elements.children.addEventListener('change', ({ target }) => {
  form.querySelector('.who').hidden = target.checked;
  for (const name of ['name', 'mail']) form.elements[name].required = !target.checked;
});
form.addEventListener('submit', async event => {
  event.preventDefault();
  const { place, law, words, name, mail, children } = form.elements;
  const body = { place: place.value.trim(), law: law.value.trim(), words: words.value.trim(), goodFaith: true };
  Object.assign(body, children.checked ? { children: true } : { name: name.value.trim(), mail: mail.value.trim() });
  try {
    location.assign(`/notice/${(await call('POST', '/api/notices', { body })).receipt}`);
  } catch (refused) {
    fault.hidden = false;
    fault.textContent = refused.problem.status === 0 ? t('judge.notice.offline') : refused.message;
  }
});

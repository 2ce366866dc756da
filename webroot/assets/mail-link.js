// The page behind a letter's link: nothing happens before somebody says so, since mail programs follow links by themselves.
import { t } from './i18n.js';
import { call } from './api.js';

const form = document.querySelector('form[data-act]');
form?.addEventListener('submit', async event => {
  event.preventDefault();
  const { act, token } = form.dataset;
  const said = document.querySelector('.said');
  form.querySelector('button').disabled = true;
  try {
    await (act === 'confirm' ? call('POST', '/api/mail/confirm', { body: { token } }) : call('POST', `/api/mail/leave/${encodeURIComponent(token)}`));
    form.hidden = true;
    said.dataset.t = `mail.${act}.done`;
  } catch (refused) {
    said.dataset.t = refused.problem.status === 0 ? 'notifications.fault' : `mail.${act}.over`;
    form.querySelector('button').disabled = false;
  }
  said.textContent = t(said.dataset.t);
});

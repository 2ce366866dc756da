// The house rules follow the reader's language without a reload.
import { lang } from './i18n.js';
import { call } from './api.js';

document.addEventListener('vadra:language', async () => {
  const { rules } = await call('GET', `/api/rules?lang=${lang()}`);
  document.querySelector('.rule-list').lang = lang();
  for (const rule of rules) {
    const place = document.getElementById(`rule-${rule.number}`);
    place.querySelector('h2').textContent = rule.title;
    place.querySelector('p').textContent = rule.text;
    place.querySelector('.allowed dd').textContent = rule.allowed;
    place.querySelector('.not-allowed dd').textContent = rule.notAllowed;
  }
});

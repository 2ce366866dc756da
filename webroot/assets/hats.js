// In which capacity somebody speaks: shown at each post, and chosen where one has more than one.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { me } from './session.js';

const KEPT = 'vadra.hat';

/** What stands beside a name; nothing for who is a customer and no more. */
export const badge = ({ role, hat }) => (hat === 'customer' ? nothing
  : html` <span class="badge">${t(hat === 'private' || hat === 'blogger' ? `hat.${hat}.${role}` : `hat.${hat}`)}</span>`);

/** The capacity in which the reader speaks now. */
export function worn() {
  const hats = me()?.hats ?? ['customer'];
  const kept = localStorage.getItem(KEPT);
  return hats.includes(kept) ? kept : hats[0];
}

/** Where one chooses; nothing for who has no choice. */
export function chooser(changed) {
  const hats = me()?.hats ?? [];
  if (hats.length < 2) return nothing;
  return html`<label class="hat">${t('hat.as')} <select @change=${event => { localStorage.setItem(KEPT, event.target.value); changed(); }}>
    ${hats.map(hat => html`<option value=${hat} ?selected=${hat === worn()}>${t(`hat.choose.${hat}`)}</option>`)}</select></label>`;
}

// One key for what hands do often. None while somebody writes; all can be switched off.
import { html, render } from '../lit.js';
import { t } from '../i18n.js';

const STORED = 'vadra.keys';
const HELP = [['w', 'wall'], ['l', 'alerts'], ['/', 'find'], ['j k', 'move'], ['a', 'acknowledge'], ['o', 'own'], ['s', 'snooze'], ['n', 'note'], ['c', 'close'], ['p', 'pause'], ['?', 'help']];

const on = () => localStorage.getItem(STORED) !== 'off';
const writing = place => place.closest?.('input, textarea, select, [contenteditable]');

/** Listens for single keys as long as the part is on the page. */
export function onKeys(part, acts) {
  const hear = event => {
    if (!part.isConnected) return removeEventListener('keydown', hear);
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing(event.target) || document.querySelector('dialog[open]')) return undefined;
    const act = acts[event.key];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  };
  addEventListener('keydown', hear);
}

/** Lists the keys, and has the switch. */
export function openHelp() {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('desk.keys'));
  render(html`<header><h2>${t('desk.keys')}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>
    <dl class="keys">${HELP.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(`desk.key.${what}`)}</dd></div>`)}</dl>
    <div class="check"><input type="checkbox" id="keys-on" .checked=${on()} @change=${event => localStorage.setItem(STORED, event.target.checked ? 'on' : 'off')}>
      <label for="keys-on">${t('desk.keys.on')}</label></div>`, dialog);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

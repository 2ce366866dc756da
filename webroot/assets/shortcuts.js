// One key for what hands do often in a room. None while somebody writes or a dialog is open; all can be switched off.
import { html, render } from './lit.js';
import { t } from './i18n.js';

const STORED = 'vadra.keys';
const GO_MS = 1_500;
const WAYS = { h: '/', q: '/qa', b: '/blogs', s: '/search', m: '/me' };
const LIST = [['j k', 'move'], ['r', 'reply'], ['q', 'quote'], ['e', 'edit'], ['+', 'react'], ['l', 'link'], ['n', 'write'], ['End', 'newest'],
  ['Esc', 'leave'], ['g h', 'home'], ['g q', 'qa'], ['g b', 'blogs'], ['g s', 'search'], ['g m', 'me'], ['?', 'help']];
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const on = () => localStorage.getItem(STORED) !== 'off';
const busy = event => event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented
  || event.target.closest?.('input, textarea, select, [contenteditable], dialog, [popover]') || document.querySelector('dialog[open]');

export class Shortcuts {
  #going = 0;

  constructor(room) {
    this.room = room;
    document.addEventListener('keydown', event => this.#hear(event));
  }

  #hear(event) {
    if (busy(event)) return;
    if (event.key === 'End') {
      event.preventDefault();
      this.room.toEnd();
    } else if (event.key === 'Escape') {
      this.#leave(event);
    } else if (this.#step(event) || (on() && this.#act(event.key))) {
      event.preventDefault();
    }
  }

  get #at() {
    return document.activeElement?.closest('.stream > [data-post]');
  }

  /** Arrows move from post to post where one has the focus, letters from anywhere. */
  #step(event) {
    const step = STEPS[event.key];
    if (!step || (event.key.length === 1 && !on())) return false;
    const at = this.#at;
    if (!at && event.key.length > 1) return false;
    if (event.key.length > 1 && event.target !== at) return false;
    const all = [...this.room.querySelectorAll('.stream > [data-post]')];
    this.#focus(at ? all[all.indexOf(at) + step] : this.#inSight(all, step));
    return true;
  }

  #inSight(all, step) {
    const box = this.room.scroller.getBoundingClientRect();
    const seen = all.filter(post => {
      const { top, bottom } = post.getBoundingClientRect();
      return bottom > box.top && top < box.bottom;
    });
    return step > 0 ? seen[0] : seen.at(-1);
  }

  #focus(post) {
    if (!post) return;
    this.room.atEnd = false;
    post.focus({ preventScroll: true });
    post.scrollIntoView({ block: 'nearest' });
  }

  #leave(event) {
    if (!this.#at || event.target.closest('.anchor')) return;
    this.room.scroller.focus({ preventScroll: true });
  }

  #act(key) {
    if (this.#going && Date.now() - this.#going < GO_MS && WAYS[key]) {
      location.assign(WAYS[key]);
      return true;
    }
    this.#going = key === 'g' ? Date.now() : 0;
    if (key === 'g') return true;
    if (key === '?') return openHelp();
    if (key === 'n') return this.room.focusComposer() ?? true;
    const post = this.#at && this.room.talk.get(this.#at.dataset.post);
    return !!post && this.room.key(key, post);
  }
}

/** Lists the keys, and has the switch. */
export function openHelp() {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('keys.title'));
  render(html`<header><h2>${t('keys.title')}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>
    <dl class="keys">${LIST.map(([keys, what]) => html`<div><dt>${keys.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${t(`keys.${what}`)}</dd></div>`)}
      <div><dt><kbd>↑</kbd></dt><dd>${t('keys.last')}</dd></div><div><dt><kbd>@</kbd></dt><dd>${t('keys.mention')}</dd></div></dl>
    <p class="hint">${t('keys.find')} <a href="/search">${t('nav.search')}</a></p>
    <div class="check"><input type="checkbox" id="keys-on" .checked=${on()} @change=${event => localStorage.setItem(STORED, event.target.checked ? 'on' : 'off')}>
      <label for="keys-on">${t('keys.on')}</label></div>`, dialog);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return true;
}

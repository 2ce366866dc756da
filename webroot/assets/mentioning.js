// Completes an @ while somebody writes: a list of people that the keyboard moves in and that is spoken. The words keep the focus.
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';

const WAIT_MS = 120;
const BEGUN = /(?:^|[^\p{L}\p{N}_@/])@([\p{L}\p{N}_-]{0,30})$/u;
const ID = 'mentioning';

export class Mentioning {
  #area = null;
  #people = [];
  #chosen = 0;
  #asked = 0;
  #timer = null;
  #done = null;

  /** Serves every place to write in an element. */
  constructor(host, slug) {
    this.host = host;
    this.slug = slug;
    host.addEventListener('input', event => event.target.matches('textarea') && this.#typed(event.target));
    host.addEventListener('keydown', event => this.#key(event), true);
    host.addEventListener('focusout', event => event.target === this.#area && this.#close());
  }

  get open() {
    return !!this.#area;
  }

  /** What was begun before the caret, null where nothing is. */
  static begun(area) {
    if (area.selectionStart !== area.selectionEnd) return null;
    return BEGUN.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
  }

  #typed(area) {
    clearTimeout(this.#timer);
    const begun = me() ? Mentioning.begun(area) : null;
    if (begun === null || begun === this.#done) {
      this.#close();
      return;
    }
    this.#done = null;
    this.#timer = setTimeout(() => this.#ask(area, begun), WAIT_MS);
  }

  async #ask(area, begun) {
    const asked = ++this.#asked;
    try {
      const { people } = await call('GET', `/api/mentions?room=${this.slug}${begun ? `&q=${encodeURIComponent(begun)}` : ''}`);
      if (asked !== this.#asked || Mentioning.begun(area) !== begun || document.activeElement !== area) return;
      this.#people = people;
      this.#chosen = 0;
      people.length ? this.#show(area) : this.#close();
    } catch {
      this.#close();
    }
  }

  #show(area) {
    this.#area = area;
    let list = document.getElementById(ID);
    if (!list) {
      list = document.createElement('ul');
      list.id = ID;
      list.setAttribute('role', 'listbox');
      list.addEventListener('pointerdown', event => {
        event.preventDefault();
        const one = event.target.closest('[role=option]');
        if (one) this.#take([...list.children].indexOf(one));
      });
      this.host.append(list);
    }
    list.setAttribute('aria-label', t('mention.label'));
    list.replaceChildren(...this.#people.map((one, n) => option(one, n)));
    const box = area.getBoundingClientRect();
    list.style.left = `${box.left}px`;
    list.style.width = `${Math.min(box.width, 352)}px`;
    list.style.bottom = `${innerHeight - box.top + 4}px`;
    list.style.maxHeight = `${Math.max(box.top - 16, 96)}px`;
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-haspopup', 'listbox');
    area.setAttribute('aria-controls', ID);
    this.#mark();
    this.#speak(t('mention.choices', { n: this.#people.length }));
  }

  #mark() {
    const list = document.getElementById(ID);
    [...list.children].forEach((one, n) => one.setAttribute('aria-selected', n === this.#chosen ? 'true' : 'false'));
    list.children[this.#chosen].scrollIntoView({ block: 'nearest' });
    this.#area.setAttribute('aria-activedescendant', list.children[this.#chosen].id);
  }

  #key(event) {
    if (!this.#area || event.target !== this.#area) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#chosen = (this.#chosen + step + this.#people.length) % this.#people.length;
      this.#mark();
    } else if ((event.key === 'Enter' && !event.shiftKey && !event.isComposing) || event.key === 'Tab') {
      this.#take(this.#chosen);
    } else if (event.key === 'Escape') {
      this.#done = Mentioning.begun(this.#area);
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #take(n) {
    const area = this.#area;
    const { handle, name } = this.#people[n];
    const end = area.selectionStart;
    const from = end - Mentioning.begun(area).length;
    area.setRangeText(`${handle} `, from, end, 'end');
    this.#close();
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    this.#speak(t('mention.chosen', { name }));
  }

  #close() {
    this.#asked++;
    document.getElementById(ID)?.remove();
    for (const name of ['aria-controls', 'aria-activedescendant', 'aria-haspopup', 'aria-autocomplete']) this.#area?.removeAttribute(name);
    this.#area = null;
  }

  #speak(text) {
    this.host.querySelector('.chooser-said').textContent = text;
  }
}

function option({ handle, name, here }, n) {
  const one = document.createElement('li');
  one.id = `${ID}-${n}`;
  one.setAttribute('role', 'option');
  const parts = [['name', name], ['handle', `@${handle}`], ...(here ? [['where', t('mention.here')]] : [])];
  one.append(...parts.map(([kind, text]) => Object.assign(document.createElement('span'), { className: kind, textContent: text })));
  return one;
}

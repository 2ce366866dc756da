// Questions by keyboard: the keys work where a question has the focus, and nowhere else.
import { KEYS } from './moves.js';
import { isOpen } from './questions.js';

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function keys(event, page) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('textarea, input, select')) return;
  const at = event.target.closest('[data-post]');
  if (!at) return;
  const step = STEPS[event.key];
  if (step) {
    event.preventDefault();
    const all = [...page.querySelectorAll('.qa-list [data-post]')];
    all[all.indexOf(at) + step]?.focus();
    return;
  }
  const post = page.questions.get(at.dataset.post);
  if (act(event.key.toLowerCase(), post, page)) event.preventDefault();
}

function act(key, post, page) {
  if (key === 'v') return !!page.want(post);
  if (!page.hosting) return false;
  if (key === 'z') return !!page.moves.undo();
  const move = KEYS[key];
  if (!move || !isOpen(post)) return false;
  if (move === 'claim' || move === 'choose') return !!page.moves.make(post, move);
  return !!page.moves.begin(post, move);
}

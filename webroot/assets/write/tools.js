// The row of tools over the sheet: one stop for Tab, arrows within, and the usual keys in the text.
import { html } from '../lit.js';
import { t } from '../i18n.js';

const TOOLS = [
  ['bold', 'B', area => around(area, '**'), 'b'],
  ['italic', 'I', area => around(area, '*'), 'i'],
  ['heading', 'H', area => lines(area, () => '## ')],
  ['quote', '”', area => lines(area, () => '> ')],
  ['list', '•', area => lines(area, () => '- ')],
  ['numbers', '1.', area => lines(area, n => `${n + 1}. `)],
  ['code', '‹›', area => (chosen(area).includes('\n') ? put(area, `\`\`\`\n${chosen(area)}\n\`\`\``) : around(area, '`'))],
  ['link', '⚯', area => link(area), 'k'],
  ['note', '¹', area => note(area)],
];

export function tools(area, picture) {
  const all = [...TOOLS, ['picture', '▧', picture]];
  return html`<div class="tools-row" role="toolbar" aria-label=${t('write.tools')} aria-controls="sheet-text" @keydown=${walk}>
    ${all.map(([name, sign, act, key], i) => html`<button type="button" class=${name[0]} tabindex=${i ? -1 : 0} aria-label=${t(`write.tool.${name}`)}
      title=${t(`write.tool.${name}`) + (key ? ` (Ctrl+${key.toUpperCase()})` : '')} @click=${() => act(area())}>${sign}</button>`)}</div>`;
}

/** The keys that every editor has; whether one was meant. */
export function typed(event) {
  const tool = (event.ctrlKey || event.metaKey) && !event.altKey && TOOLS.find(([, , , key]) => key === event.key.toLowerCase());
  if (!tool) return false;
  event.preventDefault();
  tool[2](event.target);
  return true;
}

function walk(event) {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = buttons[(to + buttons.length) % buttons.length];
  buttons.forEach(button => (button.tabIndex = button === next ? 0 : -1));
  next.focus();
}

const chosen = area => area.value.slice(area.selectionStart, area.selectionEnd);

/** Puts text in the place of what is chosen, so that undo takes it back. */
export function put(area, text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, from, to, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function around(area, mark) {
  const from = area.selectionStart;
  const words = chosen(area);
  put(area, mark + words + mark);
  area.setSelectionRange(from + mark.length, from + mark.length + words.length);
}

function lines(area, mark) {
  const from = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const to = area.selectionEnd;
  put(area, area.value.slice(from, to).split('\n').map((line, n) => mark(n) + line).join('\n'), from, to);
}

function link(area) {
  const from = area.selectionStart;
  const words = chosen(area);
  put(area, `[${words}](https://)`);
  const place = from + (words ? words.length + 11 : 1);
  area.setSelectionRange(place, place);
}

function note(area) {
  const n = (area.value.match(/^\[\^\d+\]:/gm)?.length ?? 0) + 1;
  const at = area.selectionEnd;
  put(area, `[^${n}]`, at, at);
  const end = area.value.length;
  put(area, `${area.value.endsWith('\n') ? '' : '\n'}\n[^${n}]: `, end, end);
}

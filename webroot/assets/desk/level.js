// The mark of a level: its own shape, word and colour, so that none of them is the only sign.
import { html, svg } from '../lit.js';
import { t } from '../i18n.js';

const SHAPES = {
  calm: svg`<circle cx="12" cy="12" r="8.5"></circle>`,
  watch: svg`<path d="M12 3.5 21.5 20h-19z"></path>`,
  elevated: svg`<path class="full" d="M12 1.5 22.5 12 12 22.5 1.5 12z"></path>`,
  critical: svg`<path class="full" d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z"></path><path class="cut" d="M12 6v7.5M12 17v1.5"></path>`,
};

export const mark = level => html`<span class="level" data-level=${level}>
  <svg viewBox="0 0 24 24" aria-hidden="true">${SHAPES[level]}</svg> <span>${t(`desk.level.${level}`)}</span></span>`;

// The spread picture as a table, for those who would rather read or cannot see it.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { absolute, clock } from '../time.js';
import { DeskPart } from './part.js';
import { here } from './route.js';
import { store } from './store.js';

const ROWS = 200;
const COLUMNS = {
  at: (a, b) => a.at.localeCompare(b.at),
  room: (a, b) => a.room.localeCompare(b.room),
  carrier: (a, b) => a.carrier - b.carrier,
  stance: (a, b) => a.stance.localeCompare(b.stance),
  depth: (a, b) => a.depth - b.depth,
  replies: (a, b) => a.replies - b.replies,
};

class SpreadTable extends DeskPart {
  static properties = { nodes: { attribute: false }, marked: { attribute: false }, by: { state: true }, down: { state: true }, rows: { state: true } };

  constructor() {
    super();
    Object.assign(this, { by: 'at', down: false, rows: ROWS });
  }

  #sort(column) {
    this.down = column === this.by ? !this.down : column === 'replies';
    this.by = column;
  }

  render() {
    const sorted = [...this.nodes].sort(COLUMNS[this.by]);
    if (this.down) sorted.reverse();
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${t('desk.spread.table')}><table>
      <thead><tr>${Object.keys(COLUMNS).map(column => html`<th scope="col" aria-sort=${column !== this.by ? nothing : this.down ? 'descending' : 'ascending'}>
        <button class="plain" @click=${() => this.#sort(column)}>${t(`desk.column.${column}`)}<span aria-hidden="true">${column !== this.by ? '' : this.down ? ' ↓' : ' ↑'}</span></button></th>`)}</tr></thead>
      <tbody>${sorted.slice(0, this.rows).map(node => html`<tr>
        <td><a href=${here({ posts: `minute:${node.at}`, post: node.post, room: null })} title=${absolute(node.at)}>${clock(node.at)}</a> ${this.marked.has(node.post) ? html`<b>${this.marked.get(node.post)}</b>` : nothing}</td>
        <td>${store.roomName(node.room)}</td><td>${t('desk.voice', { n: node.carrier })}${node.staff ? html` <span class="badge">${t('desk.staff')}</span>` : nothing}</td>
        <td>${t(`desk.stance.${node.stance}`)}</td><td>${node.depth}</td><td>${node.replies}</td></tr>`)}</tbody></table></div>
      ${sorted.length > this.rows ? html`<button class="plain" @click=${() => (this.rows += ROWS)}>${t('desk.rows.more', { n: sorted.length - this.rows })}</button>` : nothing}`;
  }
}

customElements.define('vadra-spread-table', SpreadTable);

// Where one writes in a room: at the bottom, above the keyboard, with what is being answered and how much room is left.
import { html, live, nothing } from './lit.js';
import { t } from './i18n.js';
import { chooser } from './hats.js';
import { me, meKnown } from './session.js';
import { trace } from './restraint.js';
import { clock } from './time.js';

const MOST_CHARACTERS = 4000;
const TELL_FROM = 400;

export function composer(room) {
  return html`<div class="say">
    ${room.unseen || room.talk.newer ? html`<button class="pill" @click=${() => room.toEnd()}>${room.unseen ? t('room.new', { n: room.unseen }) : t('room.newest')} ↓</button>` : nothing}
    ${room.typing.render()}
    ${room.held.render()}
    ${room.open ? form(room) : html`<p class="quiet">${t('room.closed')}</p>${trace(room)}`}
  </div>`;
}

function form(room) {
  const { draft } = room;
  const answering = draft.thread && room.talk.get(draft.thread);
  return html`<form @submit=${event => room.say(event)} @paste=${event => room.carry.take(event.clipboardData) && event.preventDefault()}
    @dragover=${event => event.dataTransfer.types.includes('Files') && event.preventDefault()} @drop=${event => room.carry.take(event.dataTransfer) && event.preventDefault()}>
    ${draft.thread ? html`<p class="to-whom">↳ ${t('say.replying', { name: answering ? answering.author.name : '…' })}
      <button type="button" class="plain" @click=${() => room.replyTo(null)}>${t('say.cancel')}</button></p>` : nothing}
    ${room.carry.render()}
    ${chooser(() => room.requestUpdate())}
    ${room.fault && !room.editing ? html`<p class="fault to-whom" role="alert">${room.fault}</p>` : nothing}
    ${room.ask.fields()}
    ${room.ask.kind === 'opinion' ? html`<span></span>` : html`<textarea name="text" rows="1" aria-label=${t('say.label')} aria-describedby="say-hint" placeholder=${t('say.placeholder')} .value=${live(draft.text)}
      @input=${event => room.keepDraft(event.target.value)} @keydown=${event => typed(event, room)}></textarea>`}
    ${room.carry.chooser()}
    <button class="primary" aria-disabled=${(room.ask.ready ?? draft.text.trim()) && !room.carry.busy ? 'false' : 'true'}>${t('say.send')}</button>
    ${room.product && !draft.thread && !room.ask.kind ? html`<label class="asks"><input type="checkbox" .checked=${live(!!room.asking)} @change=${event => (room.asking = event.target.checked)}> ${t('say.question')}</label>` : nothing}
    <div class="below"><p class="hint" id="say-hint">${room.left ? t('calm.wait', { n: room.left }) : room.calm.hold ? t('calm.hint', { time: clock(room.calm.hold.until) }) : hint(draft.text)}</p>${room.ask.chooser()}</div>
  </form>`;
}

function hint(text) {
  const left = MOST_CHARACTERS - [...text].length;
  if (left < TELL_FROM) return t('say.left', { n: left });
  return meKnown() && !me() ? t('say.guest') : t('say.hint');
}

function typed(event, room) {
  if (event.key === 'Escape' && room.draft.thread) room.replyTo(null);
  if (event.key === 'ArrowUp' && !room.draft.text && !room.draft.thread && room.editLast()) event.preventDefault();
  const thumbs = matchMedia('(pointer: coarse)').matches;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !thumbs) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
}

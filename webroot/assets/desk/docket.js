// What waits for the staff to decide, and what was decided: every act asks for its rule and its reasons.
import { html, nothing, repeat } from '../lit.js';
import { lang, learnWords, t } from '../i18n.js';
import { call } from '../api.js';
import { Part, toast } from '../page.js';
import { absolute, relative } from '../time.js';
import { ask } from './ask.js';
import { actFields, actOf, why } from './docket-act.js';
import './answering.js';

const LISTS = { cases: '/api/desk/cases', appeals: '/api/desk/appeals', notices: '/api/desk/notices', standing: '/api/desk/restraints' };
const FRESH_MS = 5_000;

const when = iso => html`<time datetime=${iso} title=${absolute(iso)} .textContent=${relative(iso)}></time>`;
const ruleLink = one => html`<a href="/rules/${one.version}#rule-${one.rule}">${t('restraint.rule')} ${one.rule}</a>`;

class Docket extends Part {
  static properties = { lists: { state: true }, away: { state: true } };

  constructor() {
    super();
    this.lists = null;
    this.away = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.fresh = setInterval(() => this.#load(), FRESH_MS);
    this.second = setInterval(() => this.lists?.standing.items.some(one => one.act === 'announce') && this.requestUpdate(), 1_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.fresh);
    clearInterval(this.second);
  }

  /** Reads all anew; not while somebody writes, so that nothing moves under their hands. */
  async #load(always = false) {
    if (!always && (document.hidden || document.querySelector('dialog[open]'))) return;
    try {
      const all = await Promise.all(Object.values(LISTS).map(path => call('GET', path)));
      this.lists = Object.fromEntries(Object.keys(LISTS).map((name, i) => [name, all[i]]));
      this.away = false;
    } catch {
      this.away = true;
    }
  }

  async #do(question) {
    if (await ask(question)) {
      toast(t('judge.done'));
      await this.#load(true);
    }
  }

  render() {
    if (!this.lists) return html`<p class="quiet" role="status">${this.away ? t('desk.offline') : nothing}</p>`;
    return html`${this.away ? html`<p class="fault" role="status">${t('desk.offline')}</p>` : nothing}
      <div class="detail"><div>
        ${this.#section('cases', one => one.case, one => this.#case(one))}
        ${this.#section('appeals', one => one.appeal, one => this.#appeal(one))}
        ${this.#section('notices', one => one.notice, one => this.#notice(one))}</div>
      <div>${this.#section('standing', one => one.entry, one => this.#standing(one))}<vadra-answering></vadra-answering></div></div>`;
  }

  #section(name, key, draw) {
    const { count, items } = this.lists[name];
    return html`<section class="docket" aria-labelledby="docket-${name}"><h2 class="over" id="docket-${name}">${t(`judge.${name}`)} <span class="n">${count}</span></h2>
      ${items.length ? html`<ol>${repeat(items, key, draw)}</ol>` : html`<p class="quiet">${t(`judge.${name}.none`)}</p>`}
      ${count > items.length ? html`<p class="quiet">${t('judge.more', { n: count - items.length })}</p>` : nothing}</section>`;
  }

  #thing(thing) {
    if (!thing) return html`<p class="quiet">${t('judge.gone')}</p>`;
    if (thing.kind === 'message') return this.#lines(thing);
    return html`<p class="quiet">${t(`judge.kind.${thing.kind}`)} · <a href=${thing.link}>${thing.place}</a> · ${when(thing.madeAt)}</p>
      ${thing.before.filter(words => words).map(words => html`<p class="before" lang=${thing.language}>${words}</p>`)}
      <blockquote lang=${thing.language}>${thing.words || html`<i>${t('judge.noWords')}</i>`}</blockquote>
      ${thing.answers ? html`<p class="keepout">${t('judge.hindrance.answers')}</p>` : nothing}`;
  }

  /** What a party of a private conversation chose to show; there is nothing else to see. */
  #lines(thing) {
    return html`<p class="quiet">${t('judge.kind.message')} · ${when(thing.madeAt)}</p><p class="hint">${t('judge.lines')}</p>
      ${thing.lines.map(line => html`<blockquote class=${line.about ? '' : 'before'} lang=${line.language}><b>${t(line.reported ? 'judge.line.reported' : 'judge.line.other')}</b> ${when(line.saidAt)}<br>${line.words}</blockquote>`)}`;
  }

  #breach(one) {
    return html`<p class="row"><button class="plain" @click=${() => this.#do({ title: t('judge.noBreach'), text: t('judge.message.text'), fields: [why()], submit: t('judge.noBreach'), send: body => call('POST', `/api/desk/cases/${one.case}/no-breach`, { body }) })}>${t('judge.noBreach')}</button>
      <button class="plain" @click=${() => this.#do({ title: t('judge.breach'), text: t('judge.message.text'), fields: [why()], submit: t('judge.breach'), send: body => call('POST', `/api/desk/cases/${one.case}/breach`, { body }) })}>${t('judge.breach')}</button></p>`;
  }

  #case(one) {
    return html`<li>${this.#thing(one.thing)}
      <p><b>${t('judge.reporters', { n: one.reporters })}</b> · ${when(one.openedAt)}</p>
      <ul class="said">${one.reports.map(said => html`<li>${ruleLink(said)}: ${said.words}</li>`)}</ul>
      ${one.thing?.kind === 'message' ? this.#breach(one) : one.thing ? html`<p class="row"><a class="button" href=${one.thing.link}>${t('judge.answer')}</a>
        <button class="plain" @click=${() => this.#do({ title: t('judge.noBreach'), text: t('judge.noBreach.text'), fields: [why()], submit: t('judge.noBreach'), send: body => call('POST', `/api/desk/cases/${one.case}/no-breach`, { body }) })}>${t('judge.noBreach')}</button>
        ${this.#restrain(one.thing, 'report')}</p>` : nothing}</li>`;
  }

  #restrain(thing, source) {
    if (thing.answers) return nothing;
    const send = values => call('POST', '/api/desk/restraints', { body: { kind: thing.kind, objects: [nameOf(thing)], source, ...actOf(values) } });
    return html`<button class="plain" @click=${async () => this.#do({ title: t('judge.restrain'), text: t('judge.restrain.text'), fields: await actFields(thing, nameOf(thing), lang()), submit: t('judge.restrain.submit'), send })}>${t('judge.restrain')}</button>`;
  }

  #appeal(one) {
    const fields = [{ name: 'verdict', kind: 'choice', label: t('judge.verdict'), options: [['overturned', t('judge.overturned')], ['upheld', t('judge.upheld')]] }, why()];
    return html`<li>${this.#thing(one.thing)}
      <p>${ruleLink(one.decision)}: ${one.decision.grounds} <span class="quiet">${one.decision.facts} (${one.decision.actor}, ${when(one.decision.at)})</span> <a href="/openness/${one.decision.entry}">${t('judge.row')}</a></p>
      <p><b>${t('judge.appellant')}</b> ${when(one.at)}</p><blockquote>${one.words}</blockquote>
      ${one.hindrance ? html`<p class="keepout">${t(`judge.hindrance.${one.hindrance}`)}</p>`
        : html`<p class="row"><button @click=${() => this.#do({ title: t('judge.verdict'), text: t('judge.verdict.text'), fields, submit: t('judge.verdict.submit'), send: body => call('POST', `/api/desk/appeals/${one.appeal}/verdict`, { body }) })}>${t('judge.verdict')}</button></p>`}</li>`;
  }

  #notice(one) {
    const decide = (act, title) => async () => this.#do({
      title, text: t(act ? 'judge.restrain.text' : 'judge.notice.none.text'), submit: title,
      fields: [...act ? await actFields(one.thing, nameOf(one.thing), lang()) : [], { ...why(), label: t('judge.notice.why') }],
      send: values => call('POST', `/api/desk/notices/${one.notice}/decision`, { body: { why: values.why, ...act ? { act: actOf(values) } : {} } }),
    });
    return html`<li>${one.thing ? this.#thing(one.thing) : html`<p>${one.place}</p>`}
      <p><b>${one.law}</b> · ${when(one.receivedAt)}</p><blockquote>${one.words}</blockquote>
      <p class="quiet">${one.name ? `${one.name}, ${one.mail}` : t('judge.nameless')}</p>
      <p class="row"><button class="plain" @click=${decide(false, t('judge.notice.none'))}>${t('judge.notice.none')}</button>
        ${one.thing && !one.thing.answers ? html`<button class="plain" @click=${decide(true, t('judge.restrain'))}>${t('judge.restrain')}</button>` : nothing}</p></li>`;
  }

  #standing(one) {
    const left = Math.max(0, Math.ceil((Date.parse(one.effectiveAt) - Date.now()) / 1000));
    const cooling = one.act === 'announce';
    return html`<li data-entry=${one.entry}>${this.#thing(one.thing)}
      <p>${cooling ? html`<b class="cooling" role="timer">${t('judge.cooling', { n: left })}</b>` : html`<b>${t('judge.hidden')}</b>`} · ${ruleLink(one)}: ${one.grounds}
        <span class="quiet">(${one.actor}, ${when(one.at)}${one.until ? html`, ${t('judge.until')} ${absolute(one.until)}` : nothing})</span> <a href="/openness/${one.entry}">${t('judge.row')}</a></p>
      <p class="row"><button class="plain" @click=${() => this.#do({ title: t(cooling ? 'judge.drop' : 'judge.giveBack'), fields: [why()], submit: t(cooling ? 'judge.drop' : 'judge.giveBack'), send: body => call('POST', `/api/desk/restraints/${one.entry}/reversal`, { body }) })}>${t(cooling ? 'judge.drop' : 'judge.giveBack')}</button></p></li>`;
  }
}

/** A thing as the API names it: a post by its id, a room and a person by their names. */
const nameOf = thing => (thing.kind === 'post' ? thing.object : thing.link.split('/').at(-1));

await learnWords('/assets/i18n/desk');
customElements.define('vadra-docket', Docket);

// On a member's own page: what they asked and what became of it, and when somebody looked behind a pseudonym of theirs.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { when } from './statement.js';

class Asked extends Part {
  static properties = { asked: { state: true }, liftings: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
    document.addEventListener('vadra:told', ({ detail }) => ['question', 'lifted'].includes(detail.kind) && this.load());
  }

  load() {
    Promise.all(['questions', 'liftings'].map(what => call('GET', `/api/me/${what}`)))
      .then(([{ asked }, { liftings }]) => Object.assign(this, { asked, liftings }), () => {});
  }

  render() {
    if (!this.asked) return nothing;
    return html`${this.asked.length ? html`<ul class="asked-by-me">${this.asked.map(question)}</ul>` : html`<p class="quiet">${t('mine.questions.none')}</p>`}
      ${this.liftings.length ? html`<h3 id="liftings">${t('mine.liftings')}</h3><ul class="asked-by-me">${this.liftings.map(lifting)}</ul>` : nothing}`;
  }
}

const question = post => html`<li><a href="/rooms/${post.room}#p-${post.id}" lang=${post.language}>${post.text}</a>
  <p class="quiet">${t(`qa.q.${post.question.state}`)}, ${when(post.question.movedAt)}${post.author.alias ? html` · ${t('qa.alias.badge')} ${post.author.name}` : nothing}
    ${post.question.reason ? html`<br><q>${post.question.reason}</q>` : nothing}</p></li>`;

const lifting = one => html`<li><a href="/rooms/${one.room}#p-${one.post}">${one.name}</a>
  <p class="quiet">${when(one.at)}, ${one.actor}, <a href="/rules/${one.rule.version}#rule-${one.rule.number}">${t('restraint.rule')} ${one.rule.number}</a><br><q>${one.grounds}</q></p></li>`;

customElements.define('vadra-asked', Asked);

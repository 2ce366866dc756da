// Where members say who they are: each field with its audience beside it. Saved as a whole or not at all.
import { html, live, nothing } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call, upload } from '../api.js';
import { Part, toast } from '../page.js';
import { square } from './picture.js';

const AUDIENCES = ['public', 'members', 'contacts', 'me'];
const FREE = ['about', 'picture', 'place', 'interests', 'links'];
const MOST_LINKS = 5;
const MOST_LANGUAGES = 8;
const MOST_PRODUCTS = 30;

class Profile extends Part {
  static properties = { said: { state: true }, audiences: { state: true }, fault: { state: true }, busy: { state: true }, refused: { state: true } };

  connectedCallback() {
    const { register, codes, ...own } = JSON.parse(this.dataset.own);
    this.register = register;
    this.codes = codes;
    this.take(own);
    super.connectedCallback();
    addEventListener('beforeunload', event => Object.keys(this.change()).length && event.preventDefault());
  }

  take({ profile, audiences, hidden }) {
    this.kept = { profile, audiences };
    this.said = form(profile);
    this.audiences = { ...audiences };
    this.refused = hidden;
    this.fault = null;
  }

  /** What is not as it was kept. */
  change() {
    const now = fields(this.said);
    const before = fields(form(this.kept.profile));
    const change = Object.fromEntries(Object.keys(now).filter(name => JSON.stringify(now[name]) !== JSON.stringify(before[name])).map(name => [name, now[name]]));
    const audiences = Object.fromEntries(Object.entries(this.audiences).filter(([name, who]) => who !== this.kept.audiences[name]));
    if (Object.keys(audiences).length) change.audiences = audiences;
    return change;
  }

  put(name, value) {
    this.said = { ...this.said, [name]: value };
  }

  async save(event) {
    event.preventDefault();
    const change = this.change();
    if (!Object.keys(change).length) return toast(t('profile.saved'));
    this.busy = true;
    try {
      this.take(await call('PATCH', '/api/me/profile', { body: change }));
      toast(t('profile.saved'));
    } catch (refused) {
      await this.blame(refused.problem);
    }
    this.busy = false;
    return null;
  }

  /** Says what broke which rule beside the field, and goes there. */
  async blame(problem) {
    const path = problem.field ?? '';
    const [field, place] = path.split('.');
    const text = problem.status === 0 ? t('problem.unavailable.text') : problem.rule ?? problem.detail ?? problem.title;
    this.fault = { field: Object.hasOwn(this.audiences, field) ? field : '', text: wordOf(this.said, field, place) + text };
    await this.updateComplete;
    (this.querySelector(`[data-path="${CSS.escape(path)}"]`) ?? this.querySelector(`#f-${field}`) ?? this.querySelector('.fault'))?.focus();
  }

  async choosePicture(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    this.busy = true;
    try {
      const small = await square(file).catch(() => null);
      if (!small) throw Object.assign(new Error(), { problem: { field: 'picture', rule: t('profile.picture.unread') } });
      this.picture(await upload('/api/me/picture', small, 'PUT'));
      toast(t('profile.picture.kept'));
    } catch (refused) {
      await this.blame({ ...refused.problem, field: 'picture' });
    }
    this.busy = false;
  }

  async dropPicture() {
    try {
      await call('DELETE', '/api/me/picture');
      this.picture(await call('GET', '/api/me/profile'));
      toast(t('profile.picture.gone'));
      await this.updateComplete;
      this.querySelector('#f-picture').focus();
    } catch (refused) {
      await this.blame({ ...refused.problem, field: 'picture' });
    }
  }

  /** The picture is kept at once; what else is written here waits. */
  picture(own) {
    this.kept = { ...this.kept, profile: own.profile };
    this.said = { ...this.said, picture: own.profile.picture };
    this.fault = null;
  }

  render() {
    const { said } = this;
    return html`<form class="profile-form" novalidate @submit=${event => this.save(event)}>
      ${this.refused ? html`<p class="kept-hidden">${t('profile.hidden')} <a href="/me#statements">${t('profile.hidden.why')}</a></p>` : nothing}
      ${this.fault && !this.fault.field ? html`<p class="fault" role="alert" tabindex="-1">${this.fault.text}</p>` : nothing}
      ${this.field('picture', html`<div class="picture">
        ${said.picture ? html`<img class="face" src=${said.picture} alt=${t('profile.picture.alt')} width="96" height="96">` : html`<span class="face" aria-hidden="true">${[...this.dataset.name][0]?.toUpperCase()}</span>`}
        <div class="row"><label class="button file"><input id="f-picture" class="hidden-visually" type="file" accept="image/jpeg,image/png,image/webp" aria-describedby="h-picture ${this.faultId('picture')}" ?disabled=${this.locked('picture')} @change=${event => this.choosePicture(event)}>${t(said.picture ? 'profile.picture.other' : 'profile.picture.choose')}</label>
        ${said.picture ? html`<button type="button" class="plain" ?disabled=${this.locked('picture')} @click=${() => this.dropPicture()}>${t('profile.picture.drop')}</button>` : nothing}</div></div>`, true)}
      ${this.field('about', html`<textarea id="f-about" rows="4" maxlength="500" aria-describedby="h-about ${this.faultId('about')}" aria-invalid=${this.wrong('about')} ?disabled=${this.locked('about')} .value=${live(said.about)} @input=${event => this.put('about', event.target.value)}></textarea>`)}
      ${this.field('place', this.line('place', 60))}
      ${this.field('interests', this.line('interests', 800))}
      ${this.field('products', this.products(), true)}
      ${this.field('languages', this.languages(), true)}
      ${this.field('links', this.links(), true)}
      ${this.field('blog', said.blog ? html`<p><a href=${said.blog.url}>${said.blog.title || t('profile.blog.open')}</a></p>` : html`<p class="quiet">${t('profile.blog.none')} <a href="/write">${t('profile.blog.begin')}</a></p>`, true)}
      <div class="keep"><button class="primary" ?disabled=${this.busy}>${t('profile.save')}</button>
        <a href="/people/${this.dataset.handle}?as=public">${t('profile.see.public')}</a>
        <a href="/people/${this.dataset.handle}?as=members">${t('profile.see.members')}</a>
        <a href="/people/${this.dataset.handle}?as=contacts">${t('profile.see.contacts')}</a></div>
    </form>`;
  }

  locked(name) {
    return this.refused && FREE.includes(name);
  }

  wrong(name) {
    return this.fault?.field === name ? 'true' : 'false';
  }

  faultId(name) {
    return this.fault?.field === name ? `e-${name}` : '';
  }

  /** A field with its audience beside it; one of several inputs is a group. */
  field(name, content, group = false) {
    const hint = html`<p class="hint" id="h-${name}">${t(`profile.${name}.hint`)}</p>`;
    const fault = this.fault?.field === name ? html`<p class="fault" id="e-${name}" role="alert">${this.fault.text}</p>` : nothing;
    const audience = html`<div class="audience"><label for="a-${name}">${t('profile.audience')}<span class="hidden-visually">: ${t(`profile.${name}`)}</span></label>
      <select id="a-${name}" @change=${event => (this.audiences = { ...this.audiences, [name]: event.target.value })}>
        ${AUDIENCES.map(who => html`<option value=${who} .selected=${live(this.audiences[name] === who)}>${t(`profile.audience.${who}`)}</option>`)}</select></div>`;
    return group
      ? html`<fieldset class="part"><legend>${t(`profile.${name}`)}</legend><div class="of">${hint}${content}${fault}</div>${audience}</fieldset>`
      : html`<div class="part"><label class="what" for="f-${name}">${t(`profile.${name}`)}</label><div class="of">${hint}${content}${fault}</div>${audience}</div>`;
  }

  line(name, most) {
    return html`<input id="f-${name}" maxlength=${most} autocomplete="off" aria-describedby="h-${name} ${this.faultId(name)}" aria-invalid=${this.wrong(name)}
      ?disabled=${this.locked(name)} .value=${live(this.said[name])} @input=${event => this.put(name, event.target.value)}>`;
  }

  products() {
    const { products } = this.said;
    const left = this.register.filter(one => !products.some(owned => owned.product === one.product));
    const nameOf = slug => this.register.find(one => one.product === slug)?.name ?? slug;
    return html`${products.length ? html`<ul class="rows">${products.map((owned, n) => html`<li class="has"><span class="name">${nameOf(owned.product)}</span>
        <label><span>${t('profile.since')}</span><input type="month" placeholder="2024-11" data-path="products.${n}.since" min="1900-01" .value=${live(owned.since ?? '')} @input=${event => this.put('products', products.with(n, { ...owned, since: event.target.value || null }))}></label>
        ${this.remove('products', n, nameOf(owned.product))}</li>`)}</ul>` : nothing}
      ${left.length && products.length < MOST_PRODUCTS ? this.adder('products', left.map(one => [one.product, one.name]), product => ({ product, since: null })) : nothing}`;
  }

  languages() {
    const { languages } = this.said;
    // A browser does not know all of them; the server's word stands in then.
    const names = new Intl.DisplayNames([lang()], { type: 'language', fallback: 'none' });
    const all = new Map(this.codes.map(([code, name]) => [code, names.of(code) ?? name]));
    const left = [...all].filter(([code]) => !languages.includes(code)).sort(([, one], [, other]) => one.localeCompare(other, lang()));
    return html`${languages.length ? html`<ul class="rows short">${languages.map((code, n) => html`<li><span class="name">${all.get(code) ?? code}</span>${this.remove('languages', n, all.get(code) ?? code)}</li>`)}</ul>` : nothing}
      ${languages.length < MOST_LANGUAGES ? this.adder('languages', left, code => code) : nothing}`;
  }

  links() {
    const { links } = this.said;
    const part = (n, key, type) => html`<label><span>${t(`profile.link.${key}`)}</span><input type=${type} data-path="links.${n}.${key}" ?disabled=${this.locked('links')} .value=${live(links[n][key])} @input=${event => this.put('links', links.with(n, { ...links[n], [key]: event.target.value }))}></label>`;
    return html`${links.length ? html`<ul class="rows">${links.map((link, n) => html`<li class="link">${part(n, 'label', 'text')}${part(n, 'url', 'url')}${this.remove('links', n, link.label || link.url || String(n + 1))}</li>`)}</ul>` : nothing}
      ${links.length < MOST_LINKS ? html`<button type="button" id="f-links" ?disabled=${this.locked('links')} @click=${() => this.addLink()}>${t('profile.link.add')}</button>` : nothing}`;
  }

  async addLink() {
    this.put('links', [...this.said.links, { label: '', url: 'https://' }]);
    await this.updateComplete;
    this.querySelector('.link:last-child input').focus();
  }

  /** A list to choose from, and a button that takes what is chosen; it is there to choose the next. */
  adder(name, options, made) {
    const add = () => {
      const select = this.querySelector(`#f-${name}`);
      if (select.value) this.put(name, [...this.said[name], made(select.value)]);
      select.value = '';
      select.focus();
    };
    return html`<div class="row adder"><select id="f-${name}" aria-label=${t(`profile.${name}.add`)}><option value="">${t(`profile.${name}.add`)}</option>
      ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select><button type="button" @click=${add}>${t('profile.add')}</button></div>`;
  }

  remove(name, n, what) {
    const drop = async () => {
      this.put(name, this.said[name].toSpliced(n, 1));
      await this.updateComplete;
      this.querySelector(`#f-${name}`)?.focus();
    };
    return html`<button type="button" class="plain" ?disabled=${this.locked(name)} aria-label=${t('profile.remove', { what })} @click=${drop}>${t('post.remove')}</button>`;
  }
}

/** A profile as its form has it. */
const form = ({ about, picture, place, products, interests, languages, links, blog }) => ({
  about, picture, place, blog, languages, links: links.map(({ label, url }) => ({ label, url })),
  interests: interests.join(', '), products: products.map(({ product, since }) => ({ product, since })),
});

const words = text => text.split(/[,\n]/).map(word => word.trim()).filter(Boolean);

/** What the form says, as it is sent. */
const fields = ({ about, place, products, interests, languages, links }) => ({ about, place, products, languages, links, interests: words(interests) });

/** Of several words in one line, the one that is meant. */
const wordOf = (said, field, place) => (field === 'interests' && place !== undefined ? `“${words(said.interests)[place] ?? ''}”: ` : '');

customElements.define('vadra-profile', Profile);

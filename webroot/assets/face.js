// A member's face beside what they said: their picture where the reader may see it, else the first letter of their name.
import { call } from './api.js';
import { me, meKnown } from './session.js';

const AT_ONCE = 100;
const FIRST_MS = 50;
/** Many look at a hot room: they do not all ask in the same moment about who has just spoken there for the first time. */
const LATER_MS = 1_500;

/** Where the picture of each member is, null for none that this reader may see. */
const pictures = new Map();
const waiting = new Set();
const shown = new Set();
let timer = null;
let asked = false;
let reader;

class Face extends HTMLElement {
  static observedAttributes = ['data-handle', 'data-name'];

  connectedCallback() {
    shown.add(this);
    this.show();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.show();
  }

  show() {
    const { handle, name } = this.dataset;
    if (handle && !pictures.has(handle)) want(handle);
    const url = pictures.get(handle);
    if (!url) {
      this.textContent = [...(name ?? '')][0]?.toUpperCase() ?? '';
    } else if (this.firstElementChild?.getAttribute('src') !== url) {
      const image = document.createElement('img');
      image.alt = '';
      image.src = url;
      // Whoever may not see it any more, a moment later, sees the letter again.
      image.onerror = () => {
        pictures.set(handle, null);
        this.show();
      };
      this.replaceChildren(image);
    }
  }
}

function want(handle) {
  waiting.add(handle);
  if (meKnown()) timer ??= setTimeout(ask, asked ? LATER_MS * (1 + Math.random()) : FIRST_MS);
}

async function ask() {
  timer = null;
  asked = true;
  const handles = [...waiting].slice(0, AT_ONCE);
  handles.forEach(handle => waiting.delete(handle));
  const found = await call('GET', `/api/pictures?handles=${handles.join(',')}`).catch(() => ({ pictures: [] }));
  handles.forEach(handle => pictures.set(handle, null));
  found.pictures.forEach(one => pictures.set(one.handle, one.url));
  for (const face of shown) if (handles.includes(face.dataset.handle)) face.show();
  if (waiting.size) timer ??= setTimeout(ask, LATER_MS);
}

// Another reader sees other pictures.
document.addEventListener('vadra:session', () => {
  const handle = me()?.handle ?? null;
  if (handle === reader) return;
  reader = handle;
  asked = false;
  pictures.clear();
  for (const face of shown) face.show();
});

customElements.define('vadra-face', Face);

// A part of the desk: drawn again when what the desk knows changes, and when the address does.
import { Part } from '../page.js';
import { store } from './store.js';

export class DeskPart extends Part {
  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('change', this.again);
    document.addEventListener('desk:route', this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    store.removeEventListener('change', this.again);
    document.removeEventListener('desk:route', this.again);
  }
}

// The one place that knows which version of Lit the pages use.
export { LitElement, html, nothing, render, svg } from '/v/lit/3.3.2/index.js';
export { repeat } from '/v/lit/3.3.2/directives/repeat.js';
export { unsafeHTML } from '/v/lit/3.3.2/directives/unsafe-html.js';
export { live } from '/v/lit/3.3.2/directives/live.js';

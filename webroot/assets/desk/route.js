// What the desk shows stands in the address, so that a link opens the same view.
const changed = () => document.dispatchEvent(new CustomEvent('desk:route'));
addEventListener('popstate', changed);

export const asked = name => new URLSearchParams(location.search).get(name);

const address = params => {
  const text = params.toString();
  return text ? `/desk?${text}` : '/desk';
};

/** The address of a view of its own. */
export const view = params => address(new URLSearchParams(params));

/** Goes to an address of the desk without loading the page anew. */
export function visit(href) {
  history.pushState(null, '', href);
  changed();
}

/** The address of the present view with parts of it changed. */
export function here(changes) {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) value === null ? params.delete(name) : params.set(name, value);
  return address(params);
}

/** Changes parts of the present view; null takes one away. */
export const adjust = changes => visit(here(changes));

/** Follows links within the desk in place; everything else is the browser's. */
export function follow(event) {
  const link = event.target.closest?.('a[href="/desk"], a[href^="/desk?"]');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  visit(link.getAttribute('href'));
}

// The site round the frame: it says who its customer is, by a token that its server signed. Only origins on the list are heard, and
// only the page that frames this one.
const LONGEST = 4096;

/** What the site says: `onToken(token)` and `onLeft()`; anything else, and anything of anybody else's, is nothing. */
export function hear(origins, { onToken, onLeft }) {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || parent === window || !origins.includes(origin)) return;
    if (data?.vadra === 'token' && typeof data.token === 'string' && data.token.length <= LONGEST) onToken(data.token);
    if (data?.vadra === 'signed-out') onLeft();
  });
}

/** Says that a token is wanted. There is nothing in it that anybody may not hear. */
export const wantToken = () => parent !== window && parent.postMessage({ vadra: 'token-wanted' }, '*');

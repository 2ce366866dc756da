// What was written here and is not out yet lies in this browser. When its author signs out it goes, so that whoever sits
// down here next neither reads it nor sends it as their own.
const SETTINGS = /^vadra\.(announce|keys|sound|typing)$/;
const WORDS = /^vadra\.(draft|outbox|report|appeal|contact|write)\./;
const NO_WORDS = /\.(thread|editing|asked)$/;
const NOTHING = ['', '[]', '{}'];

const names = () => Object.keys(localStorage).filter(name => name.startsWith('vadra.'));

/** Whether anything waits to be sent or is only begun. */
export const somethingIsWritten = () =>
  names().some(name => WORDS.test(name) && !NO_WORDS.test(name) && !NOTHING.includes(localStorage.getItem(name)));

/** Forgets all of it, and how far one has read; how the pages are to behave stays. */
export const forgetWritten = () => names().filter(name => !SETTINGS.test(name)).forEach(name => localStorage.removeItem(name));

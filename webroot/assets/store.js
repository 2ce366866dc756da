// Where words are kept that are not sent yet: in this browser, or, where it denies a frame that, for as long as the page is open.
const inMemory = () => {
  const kept = new Map();
  return { getItem: name => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: name => kept.delete(name) };
};

function found() {
  try {
    return localStorage;
  } catch {
    return inMemory();
  }
}

export const store = found();

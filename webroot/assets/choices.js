// What a reader chooses on one page and finds again on the next. The server reads it too, so that a page is right from
// its first byte; nothing is kept for who chooses nothing.
const YEAR = 31_536_000;

export function kept(name) {
  const found = document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? null;
}

export function keep(name, value) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value ?? ''}; Path=/; SameSite=Lax; Max-Age=${value ? YEAR : 0}${secure}`;
}

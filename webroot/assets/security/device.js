// What somebody would call the browser that sent a User-Agent header.
import { t } from '../i18n.js';

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['SamsungBrowser/', 'Samsung Internet'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'Mac'], ['CrOS', 'Chromebook'], ['Linux', 'Linux']];

const named = (list, label) => list.find(([sign]) => label.includes(sign))?.[1];

export function device(label) {
  const browser = named(BROWSERS, label);
  const system = named(SYSTEMS, label);
  if (browser && system) return t('security.device', { browser, system });
  return browser ?? system ?? t('security.device.other');
}

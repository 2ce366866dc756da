// Calls for attention when an alert waits for somebody: in the title, in the icon, and by sound for those who want it.
import { t } from '../i18n.js';
import { store } from './store.js';

const STORED = 'vadra.sound';
const ICON = '/assets/icons/window.svg';
const ICON_ALERT = '/assets/icons/window-alert.svg';
let audio = null;
let told = 0;

export const soundIsOn = () => localStorage.getItem(STORED) === 'on';

/** Two soft tones; browsers allow them once somebody has touched the page. */
function sound() {
  audio ??= new AudioContext();
  audio.resume();
  [[0, 523.25], [0.22, 659.25]].forEach(([after, pitch]) => {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const from = audio.currentTime + after;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.18, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.65);
  });
}

/** Turns the sound on or off in this browser; on, it is heard once. */
export function toggleSound() {
  localStorage.setItem(STORED, soundIsOn() ? 'off' : 'on');
  if (soundIsOn()) sound();
}

function show() {
  const waiting = store.openAlerts().filter(one => one.state === 'open').length;
  document.title = `${waiting ? `(${waiting}) ` : ''}${t('desk.title')} – Vädra`;
  const icon = document.querySelector('link[rel="icon"]');
  const wanted = waiting ? ICON_ALERT : ICON;
  if (icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
  if (waiting > told && soundIsOn()) sound();
  told = waiting;
}

export function callAttention() {
  store.addEventListener('alerts', show);
  document.addEventListener('vadra:language', show);
}

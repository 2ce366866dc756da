// Sends a file and tells how far it has come, which fetch does not.
import { csrfToken, Refused } from './api.js';

/** Posts a file's bytes; resolves to the answer, and is refused as any call is. */
export function send(path, file, { signal, progress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (csrfToken()) request.setRequestHeader('X-Csrf-Token', csrfToken());
    request.responseType = 'text';
    request.timeout = 300_000;
    request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      let json = {};
      try {
        json = JSON.parse(request.responseText);
      } catch {
        // A proxy's page, not our answer; its status tells enough.
      }
      if (request.status === 201) resolve(json);
      else reject(new Refused({ title: request.statusText, ...json, status: request.status }));
    };
    request.onerror = request.ontimeout = request.onabort = () => reject(new Refused({ status: 0, title: 'offline' }));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

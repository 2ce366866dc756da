// Makes of any picture a small square one, here in the browser, so that no more of it travels than is shown.
const SIDE = 512;
const QUALITY = 0.88;

/** The middle of a picture as a JPEG of 512 pixels; fails when the browser cannot read it. */
export async function square(file) {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(SIDE, side);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('unreadable'))), 'image/jpeg', QUALITY));
}

// Pages whose words are the server's own follow the reader's language by being asked for again.
document.addEventListener('vadra:language', () => {
  const request = new XMLHttpRequest();
  request.open('GET', location.href.replace(/#.*/, ''));
  request.responseType = 'document';
  request.addEventListener('load', () => {
    const main = request.response?.querySelector('main');
    if (main) document.querySelector('main').replaceChildren(...main.childNodes);
  });
  request.send();
});

{
  const XHTML = 'http://www.w3.org/1999/xhtml';
  const make = (name, text = '') => {
    const element = document.createElementNS(XHTML, name);
    element.textContent = text;
    return element;
  };
  const show = () => {
    const host = make('div');
    host.setAttribute('data-backsoon', '');
    host.popover = 'manual';
    const root = host.attachShadow({ mode: 'closed' });
    const button = make('button', 'Try again');
    const clicks = make('output', 'no clicks');
    const hidden = make('p', 'invisible');
    hidden.style.display = 'none';
    button.addEventListener('click', ({ isTrusted }) => {
      clicks.textContent = `clicked, trusted: ${isTrusted}`;
    });
    button.addEventListener('mouseenter', () => {
      button.textContent = 'hovered';
    });
    button.addEventListener('keydown', ({ key, isTrusted }) => {
      clicks.textContent = `key ${key}, trusted: ${isTrusted}`;
    });
    const style = make(
      'style',
      ':host { animation: in 0.3s } @keyframes in { from { transform: translateY(60px) } }',
    );
    root.append(style, make('p', 'The gateway got a bad answer.'), button, clicks, hidden);
    // Firefox renders HTML in an SVG document only inside a foreignObject.
    const svg = document.documentElement.namespaceURI === 'http://www.w3.org/2000/svg';
    const place = svg
      ? document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject')
      : document.documentElement;
    if (svg) document.documentElement.append(place);
    place.append(host);
    host.showPopover();
  };
  // Firefox commits a streaming document before it has a root element.
  const showWhenRooted = () => {
    if (document.documentElement) return show();
    const observer = new MutationObserver(() => {
      if (!document.documentElement) return;
      observer.disconnect();
      show();
    });
    observer.observe(document, { childList: true });
  };
  if (performance.getEntriesByType('navigation')[0]?.responseStatus === 502) showWhenRooted();
}

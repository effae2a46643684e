document.querySelector('h1').textContent = 'Hello';
if (location.hash === '#throw')
  setTimeout(() => {
    throw new Error('thrown by the page');
  });
if (location.hash === '#log') console.error('logged by the page');

import { expect, test } from './support/fixtures';
import { bare, well } from './support/pages';

test.describe('a failing page is explained', () => {
  test('a bare 502 gets a card that says what happened, whose side it is, and what is next', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    const text = await tab.card.waitFor(/Trying again/);
    expect(text).toContain('site.localhost');
    expect(text).toContain("on the site's side");
    expect(text).toContain('Try now');
    await tab.screenshot('out/x-card.png');
  });

  test('the page is there again once the site answers', async ({ server, tab }) => {
    server.route('/', bare(), bare(), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/Trying again/);
    await tab.card.click('button.primary');
    await tab.card.waitFor(/Tried once so far/);
    await tab.card.click('button.primary');
    await tab.waitFor('h1:not(center h1)');
    await expect.poll(() => tab.text('h1')).toBe('Welcome to the shop');
    expect(await tab.card.exists()).toBe(false);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { load, tabOf } from '../../../src/pages/details/load';
import { wrap } from '../../../src/protocol/envelope';

const { sendMessage } = vi.hoisted(() => ({ sendMessage: vi.fn() }));
vi.mock('../../../src/platform/browser', () => ({
  browser: { runtime: { id: 'backsoon', sendMessage } },
}));

beforeEach(() => {
  sendMessage.mockReset();
});

describe('the tab in the page’s address', () => {
  it('is a whole number, or there is none', () => {
    expect(tabOf('?tab=12')).toBe(12);
    for (const search of ['', '?tab=', '?tab=-1', '?tab=1.5', '?tab=x', '?tab=12345678901']) {
      expect(tabOf(search)).toBeNull();
    }
  });
});

describe('loading', () => {
  it('asks for the tab and hands on what the background says', async () => {
    sendMessage.mockResolvedValue(wrap('details', { failure: null }));
    expect(await load(12)).toEqual({ failure: null, answered: true });
    expect(sendMessage).toHaveBeenCalledWith(wrap('details/state', { tabId: 12 }));
  });

  it('asks nobody where no tab is named', async () => {
    expect(await load(null)).toEqual({ failure: null, answered: true });
    expect(sendMessage).not.toHaveBeenCalled();
  });

  it.each([
    ['an error', wrap('error', null)],
    ['another answer', wrap('popup', { failure: null })],
    ['a malformed one', wrap('details', { failure: { status: 'oops' } })],
    ['none at all', undefined],
  ])('stays general, and says why, on %s', async (_, answer) => {
    sendMessage.mockResolvedValue(answer);
    expect(await load(12)).toEqual({ failure: null, answered: false });
  });

  it('stays general when the background is gone', async () => {
    sendMessage.mockRejectedValue(new Error('no receiver'));
    expect(await load(12)).toEqual({ failure: null, answered: false });
  });
});

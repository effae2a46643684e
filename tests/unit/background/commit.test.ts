import { beforeEach, describe, expect, test, vi } from 'vitest';

/** What the tab shows, and who waits for its commits. */
let shown: { documentId: string; address: string } | null = null;
const watchers = new Set<(frame: NonNullable<typeof shown>) => void>();

vi.mock('../../../src/platform/frames', () => ({
  HEARS_COMMITS: true,
  mainFrame: async () => shown,
  watchCommits: (
    _tab: number,
    _host: string,
    handle: (frame: NonNullable<typeof shown>) => void,
  ) => {
    watchers.add(handle);
    return () => watchers.delete(handle);
  },
}));

/** What each document says of itself. */
const words = new Map<string, string>();

vi.mock('../../../src/platform/injection', () => ({
  lookInto: async (_tab: number, documentId: string) => {
    const address = words.get(documentId);
    return address === undefined ? null : { status: 502, address };
  },
}));

const { awaitDocument, takeTurn } = await import('../../../src/background/commit');

const ADDRESS = 'https://a.example/page';
const OLD = { documentId: 'old', address: 'https://a.example/before' };
const NEW = { documentId: 'new', address: ADDRESS };
const TAB = 7;

/** Long after this worker started: it is awake, and hears commits. */
const AWAKE = Date.now() + 60_000;

const wait = (turn: number, visited: string[] = [], left: string | null = null) =>
  awaitDocument(
    TAB,
    ADDRESS,
    AWAKE,
    turn,
    async ({ documentId }) => {
      visited.push(documentId);
      return 'yes';
    },
    left,
  );

function commit(frame: NonNullable<typeof shown>): void {
  shown = frame;
  for (const handle of watchers) handle(frame);
}

beforeEach(() => {
  shown = OLD;
  watchers.clear();
  words.clear();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the document of an answer', () => {
  test('is found by its commit, and the listener is gone then', async () => {
    const visited: string[] = [];
    const arrival = wait(takeTurn(TAB, '1'), visited);
    commit(NEW);
    expect(await arrival).toBe('there');
    expect(visited).toEqual(['new']);
    expect(watchers.size).toBe(0);
  });

  test('is found by a look, where the commit was not heard', async () => {
    const visited: string[] = [];
    const arrival = wait(takeTurn(TAB, '2'), visited);
    await vi.advanceTimersByTimeAsync(100);
    shown = NEW;
    await vi.advanceTimersByTimeAsync(100);
    expect(await arrival).toBe('there');
    expect(visited).toEqual(['new']);
  });

  test('is never the page that is being left, nor one of another origin', async () => {
    const visited: string[] = [];
    const arrival = wait(takeTurn(TAB, '3'), visited);
    await vi.advanceTimersByTimeAsync(500);
    commit({ documentId: 'other', address: 'https://b.example/page' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await arrival).toBe('none');
    expect(visited).toEqual([]);
    expect(watchers.size).toBe(0);
  });

  test('is found late where its commit was told late, and it rewrote its address', async () => {
    shown = { documentId: 'new', address: 'https://a.example/rewritten' };
    words.set('new', ADDRESS);
    const visited: string[] = [];
    const arrival = wait(takeTurn(TAB, '3.1'), visited);
    await vi.advanceTimersByTimeAsync(500);
    expect(visited).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(await arrival).toBe('there');
    expect(visited).toEqual(['new']);
  });

  test('is found by the first look where it stood there before anyone listened', async () => {
    shown = NEW;
    const visited: string[] = [];
    const arrival = wait(takeTurn(TAB, '3.11'), visited, OLD.documentId);
    await vi.advanceTimersByTimeAsync(200);
    expect(await arrival).toBe('there');
    expect(visited).toEqual(['new']);
  });

  test('is offered again where it could not be told at first', async () => {
    const verdicts = ['unready', 'yes'] as const;
    let visits = 0;
    const arrival = awaitDocument(TAB, ADDRESS, AWAKE, takeTurn(TAB, '3.2'), async () => {
      visits += 1;
      return verdicts[visits - 1] ?? 'no';
    });
    commit(NEW);
    await vi.advanceTimersByTimeAsync(500);
    expect(await arrival).toBe('there');
    expect(visits).toBe(2);
  });

  test('is there though its visit outlasts the looks', async () => {
    const visit = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      return 'yes' as const;
    };
    const arrival = awaitDocument(TAB, ADDRESS, AWAKE, takeTurn(TAB, '3.3'), visit);
    commit(NEW);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await arrival).toBe('there');
    expect(watchers.size).toBe(0);
  });

  test('is no longer awaited once the tab got another answer', async () => {
    const arrival = wait(takeTurn(TAB, '4'));
    takeTurn(TAB, '5');
    expect(await arrival).toBe('superseded');
    expect(watchers.size).toBe(0);
  });

  test('of an earlier answer, asked for late, does not end the wait for a later one', async () => {
    const earlier = takeTurn(TAB, '6');
    const later = wait(takeTurn(TAB, '7'));
    expect(await wait(earlier)).toBe('superseded');
    commit(NEW);
    expect(await later).toBe('there');
  });

  test('of which the browser tells too late is over from the start', async () => {
    const later = wait(takeTurn(TAB, '12'));
    expect(await wait(takeTurn(TAB, '9'))).toBe('superseded');
    commit(NEW);
    expect(await later).toBe('there');
  });
});

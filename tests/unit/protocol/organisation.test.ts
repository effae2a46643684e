import { describe, expect, it } from 'vitest';
import { organisationOf } from '../../../src/protocol/organisation';

describe("an organisation's policy", () => {
  it('is read in all its parts', () => {
    expect(
      organisationOf({
        defaults: {
          autoRetry: false,
          appearance: 'pill',
          statuses: ['504', '502'],
          history: { keep: false },
        },
        leaveAlone: ['Intranet.example', '*.corp.example'],
        help: { text: ' Contact the help desk ', link: 'https://help.example/502' },
      }),
    ).toEqual({
      defaults: {
        autoRetry: false,
        appearance: 'pill',
        statuses: ['502', '504'],
        history: { keep: false, days: 90, incidents: 10_000 },
      },
      leaveAlone: ['intranet.example', '*.corp.example'],
      help: { text: 'Contact the help desk', link: 'https://help.example/502' },
      unreadable: [],
    });
  });

  it('may have a part of it only, and nothing at all', () => {
    expect(organisationOf({}).help).toBeNull();
    expect(organisationOf({ help: { text: 'Ask Ida' } }).help).toEqual({
      text: 'Ask Ida',
      link: null,
    });
    expect(organisationOf({ help: { link: 'http://help.example/' } }).help).toEqual({
      text: null,
      link: 'http://help.example/',
    });
  });

  it('loses no good part to a bad one, and names the bad ones', () => {
    const read = organisationOf({
      defaults: { autoRetry: 'no', appearance: 'pill', colour: 'red', history: { days: 1 } },
      leaveAlone: ['good.example', 'no site', 7],
      help: { text: '', link: 'javascript:alert(1)' },
      other: true,
    });
    expect(read.defaults).toEqual({ appearance: 'pill' });
    expect(read.leaveAlone).toEqual(['good.example']);
    expect(read.help).toBeNull();
    expect(read.unreadable).toEqual([
      'other',
      'defaults.colour',
      'defaults.autoRetry',
      'defaults.history.days',
      'help.text',
      'help.link',
      'leaveAlone[1]',
      'leaveAlone[2]',
    ]);
  });

  it('takes what it can of the history: that nothing is kept holds, whatever is wrong beside it', () => {
    const read = organisationOf({ defaults: { history: { keep: false, days: 0, weeks: 2 } } });
    expect(read.defaults.history).toMatchObject({ keep: false, days: 90 });
    expect(read.unreadable).toEqual(['defaults.history.weeks', 'defaults.history.days']);
  });

  it.each([[null], ['text'], [[]], [{ defaults: [] }], [{ leaveAlone: {} }], [{ help: 'x' }]])(
    'that is %j throws nothing',
    (raw) => {
      const read = organisationOf(raw);
      expect(read.unreadable).toHaveLength(1);
      expect(read).toMatchObject({ defaults: {}, leaveAlone: [], help: null });
    },
  );

  it('is bounded, however much of it there is', () => {
    const wild = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`x${at}`, at]));
    expect(organisationOf(wild).unreadable).toHaveLength(20);
    const many = Array.from({ length: 5_000 }, (_, at) => `${at}.example`);
    expect(organisationOf({ leaveAlone: many }).leaveAlone).toHaveLength(1_000);
    expect(organisationOf({ help: { text: 'x'.repeat(201) } }).unreadable).toEqual(['help.text']);
  });
});

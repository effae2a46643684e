import { expect, test } from 'vitest';
import { CARD_COMMANDS, CARD_REQUESTS } from '../../../../src/protocol/card';
import { HISTORY_REQUESTS } from '../../../../src/protocol/history';
import { PAGE_REQUESTS, TAB_COMMANDS } from '../../../../src/protocol/pages';
import { SETTINGS_REQUESTS } from '../../../../src/protocol/settings';
import { STAND_IN_REQUESTS } from '../../../../src/protocol/stand-in';
import { aDevice } from '../../support/mortal/device';
import { EVENT_CASES } from '../../support/mortal/event-cases';
import { MESSAGE_CASES } from '../../support/mortal/message-cases';
import { kindOfAlarm } from '../../support/mortal/mortal-browser';
import { play } from '../../support/mortal/run';

const ALL = [...EVENT_CASES, ...MESSAGE_CASES];
const covered = [...new Set(ALL.flatMap(({ covers }) => covers))];

test('every event that the background listens to has a case', async () => {
  const browser = await aDevice();
  // All that carries a message has cases of its own.
  const events = browser.listeningTo().filter((name) => name !== 'runtime.onMessage');
  expect(covered).toEqual(expect.arrayContaining(events));
});

test('every message has one, and every command', () => {
  const types = [
    CARD_REQUESTS,
    STAND_IN_REQUESTS,
    HISTORY_REQUESTS,
    SETTINGS_REQUESTS,
    PAGE_REQUESTS,
  ].flatMap((vocabulary) => Object.keys(vocabulary));
  expect(covered).toEqual(expect.arrayContaining(types));
  const onCards = CARD_COMMANDS.map((command) => `card/command ${command}`);
  const inPopup = TAB_COMMANDS.map((command) => `popup/tab ${command}`);
  expect(covered).toEqual(expect.arrayContaining([...onCards, ...inPopup]));
});

test('so has every alarm that any of them sets, and every listener that one adds', async () => {
  for (const it of ALL) {
    const { browser } = await play(it, () => null);
    const alarms = [...browser.alarmsSet].map((name) => `alarm ${kindOfAlarm(name)}`);
    expect(covered, it.name).toEqual(expect.arrayContaining(alarms));
    expect(covered, it.name).toEqual(expect.arrayContaining([...browser.listenedTo]));
  }
});

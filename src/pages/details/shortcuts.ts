/** Keys and commands that go with a remedy, for each kind of system. */
import type { MessageKey } from '../../platform/i18n';
import type { RemedyFact } from './facts';

/** A key: by the message that names it, or as printed on every keyboard. */
export type Key = { readonly name: MessageKey } | { readonly printed: string };

const CTRL: Key = { name: 'detailsKeyCtrl' };
const SHIFT: Key = { name: 'detailsKeyShift' };
const COMMAND: Key = { name: 'detailsKeyCommand' };
const printed = (text: string): Key => ({ printed: text });

export interface Shortcuts {
  readonly system: MessageKey;
  /** Each does it: keys to hold together. */
  readonly ways: readonly (readonly Key[])[];
}

export const SHORTCUTS: Readonly<Partial<Record<RemedyFact, readonly Shortcuts[]>>> = {
  K30: [
    { system: 'detailsKeysOthers', ways: [[printed('F5')], [CTRL, printed('R')]] },
    { system: 'detailsKeysMac', ways: [[COMMAND, printed('R')]] },
  ],
  K31: [
    { system: 'detailsKeysOthers', ways: [[CTRL, SHIFT, printed('R')]] },
    { system: 'detailsKeysMac', ways: [[COMMAND, SHIFT, printed('R')]] },
  ],
};

/** K45: makes the system forget the addresses it remembers. */
export const FORGET_ADDRESSES: readonly {
  readonly system: MessageKey;
  readonly command: string;
}[] = [
  { system: 'detailsKeysWindows', command: 'ipconfig /flushdns' },
  {
    system: 'detailsKeysMac',
    command: 'sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder',
  },
  { system: 'detailsKeysLinux', command: 'resolvectl flush-caches' },
];

interface Key {
  /** KeyboardEvent.keyCode: Chromium's key events need it, or default actions (focus moves, clicks) do not happen. */
  readonly keyCode: number;
  /** WebDriver's code point, https://www.w3.org/TR/webdriver2/#keyboard-actions */
  readonly webDriver: string;
}

const NAMED: Readonly<Record<string, Key>> = {
  Backspace: { keyCode: 8, webDriver: '\uE003' },
  Tab: { keyCode: 9, webDriver: '\uE004' },
  Enter: { keyCode: 13, webDriver: '\uE007' },
  Shift: { keyCode: 16, webDriver: '\uE008' },
  Control: { keyCode: 17, webDriver: '\uE009' },
  Alt: { keyCode: 18, webDriver: '\uE00A' },
  Meta: { keyCode: 91, webDriver: '\uE03D' },
  Escape: { keyCode: 27, webDriver: '\uE00C' },
  PageUp: { keyCode: 33, webDriver: '\uE00E' },
  PageDown: { keyCode: 34, webDriver: '\uE00F' },
  End: { keyCode: 35, webDriver: '\uE010' },
  Home: { keyCode: 36, webDriver: '\uE011' },
  ArrowLeft: { keyCode: 37, webDriver: '\uE012' },
  ArrowUp: { keyCode: 38, webDriver: '\uE013' },
  ArrowRight: { keyCode: 39, webDriver: '\uE014' },
  ArrowDown: { keyCode: 40, webDriver: '\uE015' },
  Delete: { keyCode: 46, webDriver: '\uE017' },
  F5: { keyCode: 116, webDriver: '\uE035' },
};

export function keyCode(key: string): number {
  return NAMED[key]?.keyCode ?? only(key).toUpperCase().charCodeAt(0);
}

export function webDriverKey(key: string): string {
  return NAMED[key]?.webDriver ?? only(key);
}

function only(key: string): string {
  if ([...key].length !== 1)
    throw new Error(
      `Unknown key ${key}: a single character, or one of ${Object.keys(NAMED).join(', ')}`,
    );
  return key;
}

import { describe, expect, it } from 'vitest';
import { redactAddress } from '../../../../src/core/address/redact';

/** An address with a key or a token in it, and what may be left of it. */
const KEY = 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlMQ';

describe('an address that may be shown, kept and copied', () => {
  it('has no credentials', () => {
    expect(redactAddress('https://jane:secret@example.org/a')).toBe('https://example.org/a');
    expect(redactAddress('https://token@example.org/a')).toBe('https://example.org/a');
  });

  it('has no credentials of an address within it either', () => {
    expect(redactAddress('https://archive.example/web/https://jane:pw@example.org/a')).toBe(
      'https://archive.example/web/https://example.org/a',
    );
    expect(redactAddress('https://example.org/login?next=https://jane:pw@example.net/')).toBe(
      'https://example.org/login?next=https://example.net/',
    );
  });

  it('has no fragment', () => {
    expect(redactAddress('https://example.org/a#access_token=abc')).toBe('https://example.org/a');
  });

  it.each([
    'token',
    'access_token',
    'accessToken',
    'ID-Token',
    'password',
    'passwd',
    'pw',
    'api_key',
    'apikey',
    'key',
    'clientSecret',
    'X-Amz-Signature',
    'X-Amz-Credential',
    'PHPSESSID',
    'sid',
    'code',
    'state',
    'csrf',
    'SAMLResponse',
    'user[password]',
    '%74oken',
    'e-mail',
    'phone',
  ])('has no value of the query parameter "%s", however short', (name) => {
    const shown = redactAddress(`https://example.org/a?page=2&${name}=abc&sort=up`);
    expect(shown).toBe(`https://example.org/a?page=2&${name}=…&sort=up`);
  });

  it('keeps parameters whose names only look alike', () => {
    const address = 'https://example.org/a?keyword=milk&author=jane&monkey=1&pinned=1&codec=vp9';
    expect(redactAddress(address)).toBe(address);
  });

  it.each([KEY, JWT, 'a1b2c3d4e5f6a7b8c9d0', '550e8400-e29b-41d4-a716-446655440000'])(
    'has no value that looks like a key, whatever its name: %s',
    (secret) => {
      expect(redactAddress(`https://example.org/a?x=${secret}&y=1`)).toBe(
        'https://example.org/a?x=…&y=1',
      );
      expect(redactAddress(`https://example.org/a?${secret}`)).toBe('https://example.org/a?…');
    },
  );

  it.each([
    KEY,
    JWT,
    '550e8400-e29b-41d4-a716-446655440000',
    '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5',
  ])('has no path segment that looks like a key: %s', (secret) => {
    expect(redactAddress(`https://example.org/reset/${secret}/now`)).toBe(
      'https://example.org/reset/…/now',
    );
  });

  it('has no session that a Java server put behind a path segment', () => {
    expect(redactAddress('https://example.org/cart.jsp;jsessionid=1A2B3C?a=1')).toBe(
      'https://example.org/cart.jsp;jsessionid=…?a=1',
    );
  });

  it('has no secret behind a semicolon, or in the query of an address within', () => {
    expect(redactAddress('https://example.org/?a=1;token=abc')).toBe(
      'https://example.org/?a=1;token=…',
    );
    expect(redactAddress('https://example.org/?next=https://example.net/in?token=abc')).toBe(
      'https://example.org/?next=https://example.net/in?token=…',
    );
  });

  it.each([
    'https://example.org/5-ways-to-cook-rice-at-home',
    'https://example.org/2024/05/17/what_we_learnt_in_10_years.html',
    'https://example.org/wiki/Special:RecentChanges2024',
    'https://example.org/top-20-mp3-players-of-2026',
    'https://example.org/docs/release-v2.3.1-beta4/index.html',
    'https://example.org/p/1234567890123',
    'https://example.org:8443/a//b/?q=rice&page=2&empty=&flag',
  ])('stays as it is where it is readable: %s', (address) => {
    expect(redactAddress(address)).toBe(address);
  });

  it.each([`/reset/'${KEY}'`, `/reset/${KEY}…`, `/?x=(${KEY})`, `/?x={"a":"${KEY}"}`])(
    'has no key that stands between other characters: %s',
    (rest) => {
      expect(redactAddress(`https://example.org${rest}`)).not.toContain(KEY);
    },
  );

  it.each(['?', '?a=1&', ';'])('has no key that ends as Base64 does: %s', (before) => {
    for (const end of ['=', '==', '=1']) {
      expect(redactAddress(`https://example.org/a${before}${KEY}${end}`)).not.toContain(KEY);
    }
  });

  it('keeps long names of parameters that can be read', () => {
    const address = 'https://example.org/a?utm_campaign_of_spring_2026=tea&sort-by-price-2=up';
    expect(redactAddress(address)).toBe(address);
  });

  it.each([
    '?next=%2Fin%3Ftoken%3Dabc',
    '?next=/in%3ftoken%3dabc',
    '?next=%2Fa%23token%3Dabc',
    '?next=%252Fin%253Ftoken%253Dabc',
    '?next=%2Fin%3Ftoken%3Dabc%',
    '?to=%2F%2Fjane:abc%40b.example%2F',
    '?token%3Dabc',
    '/go/%3Ftoken%3Dabc',
  ])('has no secret of an address within it that is escaped: %s', (rest) => {
    expect(redactAddress(`https://example.org/a${rest}`)).not.toContain('abc');
  });

  it.each(['?next=%2Fcart%3Fpage%3D2', '?q=100%25+milk', '?q=%', '/%E8%8C%B6%2F2'])(
    'keeps what is escaped and no secret: %s',
    (rest) => {
      expect(redactAddress(`https://example.org/a${rest}`)).toBe(`https://example.org/a${rest}`);
    },
  );

  it('is cut at 300 characters, visibly', () => {
    const shown = redactAddress(`https://example.org/?q=${'milk,'.repeat(2_000)}`);
    expect(shown).toHaveLength(300);
    expect(shown.endsWith('…')).toBe(true);
  });

  it('judges a secret that the limit cuts through by what is left of it', () => {
    const shown = redactAddress(`https://example.org/?${'a=milk&'.repeat(36)}x=${KEY}${KEY}!`);
    expect(shown).not.toContain(KEY.slice(0, 10));
  });

  it.each(['about:blank', 'javascript:alert(1)', 'file:///home/jane/a', 'not an address', ''])(
    'is empty for "%s"',
    (address) => {
      expect(redactAddress(address)).toBe('');
    },
  );

  it('is empty for a host that no name server could know', () => {
    expect(redactAddress(`https://${'a'.repeat(400)}/`)).toBe('');
  });

  it('shows a script in an address as the text that the browser made of it', () => {
    expect(redactAddress('https://example.org/<script>alert(1)</script>')).toBe(
      'https://example.org/%3Cscript%3Ealert(1)%3C/script%3E',
    );
  });
});

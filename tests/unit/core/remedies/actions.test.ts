import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActFacts, actsFor, archiveAddress } from '../../../../src/core/remedies/actions';

function facts(parts: Partial<ActFacts> = {}): ActFacts {
  return {
    address: 'https://shop.example.org/cart',
    askedBy: 'get',
    isPrivate: false,
    serverAddress: 'public',
    clearsFilesOfOne: true,
    ...parts,
  };
}

describe('the remedies that Backsoon carries out', () => {
  it('are all of them for a page of the open internet that a GET brought', () => {
    expect(actsFor(facts())).toEqual(['K31', 'K37', 'K38', 'K47']);
  });

  it.each(['form', 'unseen'] as const)(
    'load nothing again that a form may have brought: %s',
    (askedBy) => {
      expect(actsFor(facts({ askedBy }))).toEqual(['K37', 'K38', 'K47']);
      // What can't clear the files of one site has only the loading to offer.
      expect(actsFor(facts({ askedBy, clearsFilesOfOne: false }))).toEqual(['K38', 'K47']);
    },
  );

  it('load the page past the cache where the files of one site can’t be cleared', () => {
    expect(actsFor(facts({ clearsFilesOfOne: false }))).toContain('K37');
  });
});

describe('an archived copy', () => {
  const of = (address: string, parts: Partial<ActFacts> = {}) =>
    archiveAddress(facts({ address, ...parts }));

  it('is looked for by the address', () => {
    expect(of('https://shop.example.org/cart?page=2#top')).toBe(
      'https://web.archive.org/web/2/https://shop.example.org/cart?page=2',
    );
  });

  it('is looked for without what redaction cuts', () => {
    const secret = 'abcdef0123456789abcdef0123456789';
    expect(of(`https://ann:pw@shop.example.org/cart?token=${secret}`)).toBe(
      'https://web.archive.org/web/2/https://shop.example.org/cart',
    );
    expect(of(`https://shop.example.org/reset/${secret}`)).toBe(
      'https://web.archive.org/web/2/https://shop.example.org/',
    );
  });

  it('is offered neither in private windows nor for addresses of one network or device', () => {
    expect(of('https://shop.example.org/', { isPrivate: true })).toBeNull();
    for (const serverAddress of ['private', 'loopback'] as const) {
      expect(of('https://shop.example.org/', { serverAddress })).toBeNull();
    }
    for (const host of ['localhost', 'printer', 'wiki.corp', '192.168.0.7', '[fd00::1]', '10.1']) {
      expect(of(`http://${host}/`), host).toBeNull();
    }
    expect(of('about:blank')).toBeNull();
  });

  it('never has a secret in its address, whatever the path', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const found = of(`${address}?token=hunter2hunter2hunter2`);
        expect(found ?? '').not.toMatch(/hunter2|…|%E2%80%A6|#/);
      }),
    );
  });
});

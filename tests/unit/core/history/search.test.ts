import { describe, expect, it } from 'vitest';
import { type IncidentRecord, toRecord } from '../../../../src/core/history/record';
import { matching } from '../../../../src/core/history/search';
import { anIncident } from '../../support/samples';

const record = (parts: Partial<IncidentRecord> = {}): IncidentRecord => ({
  ...toRecord(anIncident({ family: 'nginx', cause: 'timeout' })),
  ...parts,
});

describe('a search of the history', () => {
  it.each([
    ['shop.example', 'a part of the site'],
    ['/cart', 'a part of the address'],
    ['502', 'a status'],
    ['nginx', 'the gateway'],
    ['timeout', 'the cause'],
    ['NGINX Cart 502', 'several words, in any order and case'],
    ['  ', 'nothing but blanks'],
  ])('finds "%s": %s', (query) => {
    expect(matching(query)(record())).toBe(true);
  });

  it('wants every word', () => {
    expect(matching('nginx 504')(record())).toBe(false);
  });

  it('finds a host in another script by its own letters', () => {
    const site = 'xn--bcher-kva.example';
    const found = record({ site, address: `https://${site}/` });
    expect(matching('bücher.example')(found)).toBe(true);
    expect(matching('bücher.test')(found)).toBe(false);
  });

  it('does not fail at what is no host', () => {
    expect(matching('ü:ü:ü [')(record())).toBe(false);
  });

  it('takes no more words than a person types', () => {
    const words = `${'shop '.repeat(10)}nowhere`;
    expect(matching(words)(record())).toBe(true);
  });
});

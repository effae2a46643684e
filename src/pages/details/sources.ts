/** The standards that say what the codes mean. RFC 9110 took the place of RFC 7231 in June 2022. */
export interface Source {
  readonly rfc: number;
  /** null where the whole document is meant. */
  readonly section: string | null;
  /** The English heading of it. */
  readonly name: string;
}

export const SOURCES: readonly Source[] = [
  { rfc: 9110, section: '15.6.3', name: '502 Bad Gateway' },
  { rfc: 9110, section: '15.6.4', name: '503 Service Unavailable' },
  { rfc: 9110, section: '15.6.5', name: '504 Gateway Timeout' },
  { rfc: 9110, section: '10.2.3', name: 'Retry-After' },
  { rfc: 1945, section: null, name: 'HTTP/1.0' },
];

export function sourceAddress({ rfc, section }: Source): string {
  const whole = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  return section === null ? whole : `${whole}#section-${section}`;
}

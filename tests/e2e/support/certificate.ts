import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate for it, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate that nobody vouches for, made anew for each run, so that no private key lies in the repository. Node makes
 * keys and signs, but has no words for certificates: this is RFC 5280 in DER, with nothing but what is required.
 */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'));
  const commonName = sequence(hex('0603550403'), der(0x0c, Buffer.from(host)));
  const name = sequence(der(0x31, commonName));
  const alternative = sequence(der(0x82, Buffer.from(host)));
  const extension = sequence(hex('0603551d11'), der(0x04, alternative));
  const certified = sequence(
    hex('a003020102'),
    hex('020101'),
    ecdsaWithSha256,
    name,
    sequence(utcTime(-1), utcTime(1)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', certified, privateKey);
  const whole = sequence(certified, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

/** `days` from now: YYMMDDhhmmssZ. */
function utcTime(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${at.replace(/\D/g, '').slice(2, 14)}Z`));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

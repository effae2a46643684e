/**
 * The core is compiled without the DOM's and Node's types, so that nothing of a browser slips in.
 * `URL` is the one thing it needs from outside ECMAScript: a pure parser that every runtime has.
 */
declare class URL {
  constructor(input: string, base?: string);
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly origin: string;
  readonly href: string;
  pathname: string;
  search: string;
  hash: string;
  username: string;
  password: string;
}

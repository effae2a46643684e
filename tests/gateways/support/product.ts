import type { GatewayPackage } from '../../../scripts/gateway-programs';
import type { Failure } from './origins';

/** Where a gateway is set up, and in front of what. */
export interface Place {
  /** Its own folder, in which it may write. */
  readonly folder: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** The port on 127.0.0.1 of the server that fails in this way. */
  readonly origin: (failure: Failure) => number;
}

/** How to run one gateway in the foreground, so that `/refused` and the like lead to the servers that fail so. */
export interface Product {
  readonly package: GatewayPackage;
  /** As the catalogue names it. */
  readonly family: string;
  /** Whether it stands on the visitor's side. */
  readonly isForward: boolean;
  readonly setUp: (place: Place) => {
    /** Content by name, to be put into the folder. */
    readonly files: Readonly<Record<string, string>>;
    readonly args: readonly string[];
  };
}

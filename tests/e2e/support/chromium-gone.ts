import { CdpError } from './cdp';

/** For `.catch`: a document that was left while it was asked has no answer (undefined); any other error stays one. */
export function ifGone(error: unknown): undefined {
  if (
    error instanceof CdpError &&
    /context|Session with given id not found|navigated or closed|Not attached to an active page|Could not find node|not belong to the document/i.test(
      error.detail,
    )
  )
    return undefined;
  throw error;
}

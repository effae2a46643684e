import { type Arrival, isInstalledByPolicy, ownVersion } from '../platform/lifecycle';
import { openWelcome } from '../platform/own-pages';
import { inPrivateProcess } from '../platform/privacy';
import { noteUpdate } from './updated';

/**
 * Greets once, after the installation; where an organisation installed it, nobody asked to be greeted.
 * An update opens nothing: the popup says it, when it is looked at.
 */
export async function onArrived(arrival: Arrival): Promise<void> {
  // It hears of the installation as well.
  if (inPrivateProcess()) return;
  if (arrival.how === 'update') {
    // Loading the same version anew is told as an update, too.
    if (arrival.replaced !== ownVersion()) await noteUpdate();
  } else if (!(await isInstalledByPolicy())) {
    await openWelcome();
  }
}

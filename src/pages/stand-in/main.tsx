/** Entry of the stand-in: the page that takes the place of the browser's own error page. */

import { siteOf } from '../../core/address/site';
import { chosenTheme } from '../../platform/chosen-theme';
import { direction, foreign, language } from '../../platform/i18n';
import { standsFor } from '../../platform/stand-in-page';
import { Presence } from '../../presence/presence';
import { wear } from '../../ui/theme';
import { InPlace } from './in-place';

document.documentElement.lang = language();
document.documentElement.dir = direction();
void chosenTheme().then((theme) => wear(document.documentElement, theme));
const address = standsFor(location.href);
const page = document.getElementById('page');
// Nobody is led to a page that stands in for nothing; it stays empty.
if (address !== null && page !== null) {
  document.title = foreign(siteOf(address) ?? '');
  const place = new InPlace(address, page);
  const presence = new Presence(place, false);
  place.onAway(() => void presence.report());
  void presence.report();
}

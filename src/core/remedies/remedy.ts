/**
 * The remedies a visitor has, by the ids of the product's knowledge. What each says stands in the
 * locale files under the same id in lower case.
 */
export const REMEDIES = [
  'K30', // refresh
  'K31', // refresh past the cache
  'K32', // wait and try later
  'K33', // let Backsoon keep trying
  'K34', // check your own connection
  'K35', // check whether other sites work
  'K36', // the site's status page
  'K37', // clear this site's cached files
  'K38', // clear this site's cookies
  'K39', // another browser or a private window
  'K40', // another device
  'K41', // another network
  'K42', // proxy or VPN
  'K42a', // the device's own firewall or security software
  'K43', // router or modem
  'K44', // restart the computer
  'K45', // DNS
  'K46', // contact the site
  'K47', // archived copy
  'K48', // a form was sent: check before sending again
] as const;

export type Remedy = (typeof REMEDIES)[number];

/** What the tea house sells and has to say. Made up, all of it. */
export interface Tea {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly taste: string;
  readonly story: string;
  /** In cents for 100 g, so that no sum is ever rounded. */
  readonly price: number;
  readonly celsius: number;
  readonly minutes: number;
  /** The colour in the cup, in the drawing beside the name. */
  readonly liquor: string;
}

export interface Story {
  readonly slug: string;
  readonly title: string;
  readonly teaser: string;
  readonly paragraphs: readonly string[];
}

export const teas: readonly Tea[] = [
  {
    slug: 'morning-lantern',
    name: 'Morning Lantern',
    kind: 'Black tea',
    taste: 'Malt, honey, a little smoke',
    story:
      'A broad-shouldered breakfast tea that takes milk without complaint. It was blended for the ferry crews, who drink it standing up and before it is light.',
    price: 740,
    celsius: 95,
    minutes: 4,
    liquor: '#9c4a1f',
  },
  {
    slug: 'quiet-harbour',
    name: 'Quiet Harbour',
    kind: 'Green tea',
    taste: 'Sea air, spinach, sweet hay',
    story:
      'Steamed within hours of picking and rolled into needles. Be gentle with the water: a minute too long and the harbour is not quiet any more.',
    price: 980,
    celsius: 70,
    minutes: 2,
    liquor: '#a3a83e',
  },
  {
    slug: 'orchard-oolong',
    name: 'Orchard Oolong',
    kind: 'Oolong',
    taste: 'Apricot, warm bread, orchid',
    story:
      'Half way between green and black and in no hurry to decide. The same leaves make five pots, and the third is the best one.',
    price: 1250,
    celsius: 90,
    minutes: 3,
    liquor: '#c98a2b',
  },
  {
    slug: 'snowdrop',
    name: 'Snowdrop',
    kind: 'White tea',
    taste: 'Cucumber, melon, cold morning',
    story:
      'Only buds, dried in the shade and otherwise left alone. So pale that people ask whether we forgot the tea.',
    price: 1480,
    celsius: 80,
    minutes: 5,
    liquor: '#dcc584',
  },
  {
    slug: 'garden-gate',
    name: 'Garden Gate',
    kind: 'Herbs, no caffeine',
    taste: 'Mint, chamomile, lemon verbena',
    story:
      'From the beds behind the house. What is in it depends on what the weather left us, so no two tins are alike.',
    price: 560,
    celsius: 100,
    minutes: 7,
    liquor: '#b5b04f',
  },
  {
    slug: 'red-evening',
    name: 'Red Evening',
    kind: 'Rooibos, no caffeine',
    taste: 'Vanilla, orange peel, warm wood',
    story:
      'For the last pot of the day. It cannot be oversteeped, which makes it the tea for people who read while they wait.',
    price: 620,
    celsius: 100,
    minutes: 8,
    liquor: '#b23c22',
  },
];

export const stories: readonly Story[] = [
  {
    slug: 'the-second-pot',
    title: 'In praise of the second pot',
    teaser: 'The first one is for thirst. The second one is for company.',
    paragraphs: [
      'The first pot is for thirst. It is poured too early, drunk too hot, and nobody can say afterwards what it tasted of.',
      'The second pot is another matter. By then the coats are off and the plates have been pushed aside. The leaves have opened, the water is a little cooler, and so is the talk. Whoever came to say something says it now.',
      'We have a rule in the house: the second pot is never charged. It began as an oversight. A waiter forgot, and the guests stayed until closing time and came back the week after with friends. Since then we forget on purpose.',
      'If you make tea at home, do not throw the leaves away after one round. Give them another half a minute more than before, and someone to share it with.',
    ],
  },
  {
    slug: 'waiting-for-water',
    title: 'Waiting for water',
    teaser: 'A watched kettle does boil. It only takes as long as it takes.',
    paragraphs: [
      'There is a saying that a watched kettle never boils. We have watched several hundred, and all of them did.',
      'What the saying means is that lifting the lid does not help. Every look lets out a little of the heat, and the more impatient the cook, the longer the wait. Put the lid on. Set out the cups. Look again when there is a reason to.',
      'The water tells you by itself. First it sighs, then it murmurs, then there is a short silence, and then it sings. Green tea wants the sigh, oolong the murmur, and black tea the song.',
    ],
  },
];

export const euros = (cents: number): string => `€ ${(cents / 100).toFixed(2)}`;

import { describe, expect, test } from 'vitest';
import {
  AT_REST,
  dueAt,
  type Example,
  type ExampleEvent,
  step,
  viewOf,
} from '../../../src/pages/welcome/example';
import { CARD_COMMANDS, type CardCommand } from '../../../src/protocol/card';
import { NOON } from '../support/samples';

/** The story so far: its time goes by as the page lets it. */
class Story {
  example: Example = AT_REST;
  now = NOON;

  does(event: ExampleEvent): this {
    this.example = step(this.example, event, this.now);
    return this;
  }

  presses(command: CardCommand): this {
    return this.does({ kind: 'command', command });
  }

  /** Lets the time come at which something happens by itself. */
  goesOn(inUse = false): this {
    const due = dueAt(this.example);
    if (due === null) throw new Error('nothing happens by itself');
    this.now = due;
    return this.does({ kind: 'time', inUse });
  }

  get next() {
    return viewOf(this.example, this.now)?.next;
  }
}

const begun = (): Story => new Story().does({ kind: 'begin' });

describe('told without a hand', () => {
  test('it counts down, has no luck, counts down again, is back, and the page works', () => {
    const story = begun();
    const kinds = [story.next?.kind];
    while (dueAt(story.example) !== null) kinds.push(story.goesOn().next?.kind);
    expect(kinds).toEqual(['wait', 'trying', 'wait', 'trying', 'back', undefined]);
    expect(story.example.part.kind).toBe('over');
    expect(story.example.tries).toBe(1);
    expect(story.now - NOON).toBeLessThan(20_000);
  });

  test('before it begins its time stands still', () => {
    const story = new Story();
    expect(dueAt(story.example)).toBeNull();
    const [early, late] = [viewOf(AT_REST, NOON), viewOf(AT_REST, NOON + 60_000)];
    expect(late?.next).toEqual({ kind: 'wait', until: NOON + 65_000, why: 'backoff' });
    expect(early?.next).toEqual({ kind: 'wait', until: NOON + 5_000, why: 'backoff' });
  });

  test('coming into view a second time begins nothing anew', () => {
    const story = begun().goesOn();
    expect(story.does({ kind: 'begin' }).next?.kind).toBe('trying');
  });

  test('a timer that rings too early changes nothing', () => {
    const story = begun();
    const before = story.example;
    expect(story.does({ kind: 'time', inUse: false }).example).toBe(before);
  });

  test('the page does not come while the card is in use', () => {
    const story = begun().goesOn().goesOn().goesOn().goesOn();
    expect(story.goesOn(true).next?.kind).toBe('back');
    expect(story.goesOn(true).next?.kind).toBe('back');
    expect(story.goesOn(false).example.part.kind).toBe('over');
  });
});

describe('the buttons of the card', () => {
  test('"Try now" tries at once, and not twice at a time', () => {
    const story = begun().presses('try-now');
    expect(story.next).toEqual({ kind: 'trying', by: 'visitor' });
    const under = story.example;
    expect(story.presses('try-now').example).toBe(under);
    expect(story.goesOn().example.tries).toBe(1);
  });

  test('"Stop" stops, also in the middle of a try, and "Resume" goes on', () => {
    const story = begun().goesOn().presses('stop');
    expect(story.next).toEqual({ kind: 'stop', why: 'stopped' });
    expect(dueAt(story.example)).toBeNull();
    expect(story.presses('resume').next?.kind).toBe('wait');
  });

  test('"Open it" opens the page that is back', () => {
    const story = begun().goesOn().goesOn().goesOn().goesOn().presses('try-now');
    expect(story.example.part.kind).toBe('over');
  });

  test('"Tell me" is heard', () => {
    expect(viewOf(begun().presses('tell-me').example, NOON)?.watch).toBe('on');
  });

  test('closing it takes the card away and stops the tries', () => {
    const story = begun().presses('dismiss');
    expect(viewOf(story.example, story.now)).toBeNull();
    expect(dueAt(story.example)).toBeNull();
  });

  test('it goes on while folded', () => {
    const story = begun().does({ kind: 'fold' }).goesOn();
    expect(story.example.shape).toBe('pill');
    expect(story.does({ kind: 'unfold' }).next?.kind).toBe('trying');
  });

  test('no command but these does anything', () => {
    const own = ['try-now', 'stop', 'resume', 'tell-me', 'dismiss'];
    const { example } = begun();
    for (const command of CARD_COMMANDS.filter((each) => !own.includes(each))) {
      expect(step(example, { kind: 'command', command }, NOON)).toBe(example);
    }
  });
});

test('"Let it fail again" begins from the beginning, whatever was', () => {
  const story = begun().presses('tell-me').does({ kind: 'remedies' }).does({ kind: 'fold' });
  story.goesOn().goesOn().does({ kind: 'again' });
  expect(story.example).toEqual(step(AT_REST, { kind: 'begin' }, story.now));
});

test('nothing that would act beyond the example is offered', () => {
  expect(viewOf(AT_REST, NOON)).toMatchObject({ acts: [], outcome: null });
});

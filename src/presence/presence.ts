import { now } from '../platform/clock';
import { isConnected, signal } from '../platform/messaging';
import { CARD_GONE, type CardCommand, type CardView } from '../protocol/card';
import { announce } from './announce';
import { ASK_AGAIN_MS, insist, onOrder, type Reply, request } from './background-link';
import type { Place, Shape } from './place';
import { focused, isInUse, readPose, resume } from './pose';

/** How long the visitor must have let go of the card before the page that is back is loaded, in looks of a second. */
const LET_GO_LOOKS = 2;

/** Longest that `setTimeout` takes, in ms (a signed 32-bit number). */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Told to the document by the script of a newer version. Heeded by orphans only: the page can say it too. */
export const SUCCESSOR = 'backsoon-successor';

/**
 * What stands in one failing page, or in its place, from its first pill to its end. It shows what the background
 * says, tells it what the visitor does, and wakes it when the stored deadline has come. It decides
 * nothing itself and keeps nothing.
 */
export class Presence {
  readonly #place: Place;
  #shape: Shape = 'pill';
  #view: CardView | null = null;
  #remediesOpen = false;
  #announcement = '';
  /** The visitor opened or folded it: from then on it keeps that shape. */
  #shapedByVisitor = false;
  #due: ReturnType<typeof setTimeout> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** `quiet`: show nothing until the background has judged the page. */
  constructor(place: Place, quiet: boolean) {
    this.#place = place;
    if (!quiet) void place.ready().then(() => this.#draw());
    onOrder((reply) => void this.#obey(reply));
    this.#listen();
  }

  /** Also later: `document.open()` takes every listener off. Adding one twice adds it once. */
  #listen(): void {
    addEventListener('pagehide', this.#onHide);
    addEventListener('pageshow', this.#onShow);
    document.addEventListener('visibilitychange', this.#onSeen);
    document.addEventListener(SUCCESSOR, this.#onSuccessor);
    addEventListener('online', this.#onSeen);
  }

  readonly #onSuccessor = (): void => {
    if (!isConnected()) this.#leave();
  };

  /** The page can say all of these too, and as often as it likes: it doesn't wake the background by it. */
  readonly #onHide = (event: Event): void => {
    if (event.isTrusted) signal(CARD_GONE);
  };

  readonly #onShow = (event: PageTransitionEvent): void => {
    if (event.isTrusted && event.persisted) void this.report();
  };

  readonly #onSeen = (event: Event): void => {
    if (event.isTrusted) this.#wake();
  };

  /** Reads the page and asks what to make of it. Also called when the page comes back. */
  async report(): Promise<void> {
    await this.#obey(await insist(() => this.#place.report()));
  }

  async #obey(reply: Reply): Promise<void> {
    switch (reply.do) {
      case 'nothing':
      case 'done':
        return;
      case 'leave':
        return this.#leave();
      case 'part':
        return this.#part();
      case 'wake':
        return this.#wake();
      case 'show':
        return this.#show(reply.view);
      case 'probe': {
        // Whatever arrives here, a document that a form may have brought asks for nothing.
        if (this.#asks()) return;
        this.#show(reply.view);
        const outcome = await this.#place.ask();
        const { incidentId } = reply.view;
        const { number } = reply;
        return await this.#obey(
          await insist(() => request('card/tried', { incidentId, number, outcome })),
        );
      }
      case 'reload':
        if (this.#asks()) return;
        this.#show(reply.view);
        return await this.#loadAgain(reply.view);
      case 'open':
        this.#show(reply.view);
        return this.#place.open();
    }
  }

  /** Loads the page again, but doesn't pull it away under a visitor who is using the card. */
  async #loadAgain({ incidentId, next }: CardView): Promise<void> {
    const wanted = next.kind === 'trying' && next.by === 'visitor';
    if (!wanted && this.#isInUse()) {
      // Where the answer is lost the background waits for the visitor, and the card for the page.
      return await this.#obey(await insist(() => request('card/hold', { incidentId })));
    }
    await this.#tellPose();
    await this.#place.load();
  }

  #isInUse(): boolean {
    const open = this.#remediesOpen && this.#shape === 'card';
    const { mount } = this.#place;
    return this.#place.isKept || (mount !== null && isInUse(mount, open));
  }

  /** Has the background keep how the card is, for the next document with the same failure. */
  async #tellPose(): Promise<void> {
    const incidentId = this.#view?.incidentId;
    const { mount } = this.#place;
    if (mount === null || incidentId === undefined || this.#shape === 'parted') return;
    const shape = this.#shapedByVisitor ? this.#shape : null;
    const pose = readPose(mount, shape, this.#remediesOpen);
    await request('card/pose', { incidentId, pose });
  }

  /** Whether this document is known to be one that only the visitor may have asked for again. */
  #asks(): boolean {
    return this.#view === null || this.#view.next.kind === 'ask';
  }

  #show(view: CardView): void {
    const before = this.#view;
    this.#view = view;
    // It may grow by itself, never shrink.
    if (view.form === 'card' && !this.#shapedByVisitor) this.#shape = 'card';
    if (this.#shape === 'parted') return;
    const pose = before === null && !this.#shapedByVisitor ? view.pose : null;
    if (pose !== null) {
      this.#shape = pose.shape ?? this.#shape;
      this.#shapedByVisitor ||= pose.shape !== null;
      this.#remediesOpen ||= pose.remediesOpen;
    }
    this.#announcement = announce(view, before) ?? this.#announcement;
    this.#draw();
    if (pose !== null && this.#place.mount !== null) resume(this.#place.mount, pose);
    this.#arm();
  }

  /** Sets the timers that go with what is shown: the next second, and the deadline. */
  #arm(): void {
    clearTimeout(this.#due);
    clearInterval(this.#tick);
    const next = this.#view?.next;
    if (next?.kind === 'back') this.#awaitLettingGo();
    if (next?.kind !== 'wait') return;
    this.#tick = setInterval(() => this.#draw(), 1_000);
    const left = Math.min(Math.max(0, next.until - now()), LONGEST_TIMER_MS);
    // By then it is time, whatever the clock says: it may have been set back.
    this.#due = setTimeout(() => this.#askIfDue(), left);
  }

  /** The page is back, and the visitor uses the card: once they don't any more, it comes. */
  #awaitLettingGo(): void {
    let idle = 0;
    this.#tick = setInterval(() => {
      idle = this.#isInUse() ? 0 : idle + 1;
      if (idle >= LET_GO_LOOKS) {
        clearInterval(this.#tick);
        this.#command('try-now');
      }
    }, 1_000);
  }

  /** The deadline may have passed while the tab or the whole machine slept. */
  #wake(): void {
    const view = this.#view;
    if (view === null || this.#shape === 'parted') return;
    const { next } = view;
    // Also where another tab asks, as far as is known here: the turn may have come to this one.
    if (next.kind !== 'wait' && next.kind !== 'pause' && next.kind !== 'trying') return;
    if (next.kind === 'wait' && now() < next.until) this.#arm();
    else this.#askIfDue();
  }

  /** The background knows whether it is time, and whose turn it is. */
  #askIfDue(): void {
    const view = this.#view;
    if (view === null || this.#shape === 'parted') return;
    clearInterval(this.#tick);
    void request('card/due', { incidentId: view.incidentId }).then((reply) => {
      // Nobody answered: ask again, in a while.
      if (reply.do === 'nothing') this.#due = setTimeout(() => this.#wake(), ASK_AGAIN_MS);
      else void this.#obey(reply);
    });
  }

  #command(command: CardCommand): void {
    const incidentId = this.#view?.incidentId;
    if (incidentId === undefined) return;
    // The page may be loaded for it: the next card goes on from here.
    if (command === 'past-cache' || command === 'clear-files') void this.#tellPose();
    void request('card/command', { incidentId, command }).then((reply) => this.#obey(reply));
  }

  #leave(): void {
    clearTimeout(this.#due);
    clearInterval(this.#tick);
    this.#view = null;
    this.#place.remove();
  }

  #part(): void {
    clearTimeout(this.#due);
    clearInterval(this.#tick);
    this.#shape = 'parted';
    if (this.#place.mount !== null) this.#draw();
  }

  #draw(): void {
    // An orphan can't ask for words any more: Chromium throws (measured, 156).
    if (this.#shape !== 'parted' && !isConnected()) {
      this.#part();
      return;
    }
    this.#listen();
    if (this.#view?.form === 'none') {
      this.#place.remove();
      return;
    }
    const before = this.#place.mount === null ? null : focused(this.#place.mount);
    this.#place.draw(
      {
        shape: this.#shape,
        view: this.#view,
        now: now(),
        remediesOpen: this.#remediesOpen,
        announcement: this.#announcement,
        onLeave: () => this.#leave(),
        onOpen: () => this.#reshape('card'),
        onFold: () => this.#reshape('pill'),
        onRemedies: () => {
          this.#remediesOpen = !this.#remediesOpen;
          this.#draw();
          void this.#tellPose();
        },
        onBack: this.#place.back(),
        onCommand: (command) => this.#command(command),
      },
      () => this.#draw(),
    );
    // Whoever pressed a button that is gone now goes on from the card, not from nowhere.
    if (before?.isConnected === false) this.#focus('.card');
  }

  #reshape(shape: Shape): void {
    this.#shape = shape;
    this.#shapedByVisitor = true;
    this.#draw();
    // What was pressed is gone; the focus goes to what took its place.
    this.#focus(shape === 'pill' ? '.pill' : '.card');
    void this.#tellPose();
  }

  #focus(selector: string): void {
    this.#place.mount?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }
}

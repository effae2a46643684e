import { IDBFactory, IDBOpenDBRequest } from 'fake-indexeddb';
import { begins, ends } from './settled';

/** What becomes of a call: it goes on, goes on as the last thing that its worker does, or is none any more. */
export type Passage = 'goes on' | 'is the last' | 'is none';

/** What a database asks of the worker that uses it. */
export interface User {
  readonly state: 'lives' | 'dies' | 'is gone';
  /** Counts a call. Throws where the store is to fail. */
  enter(name: string): Passage;
  /** The worker's last call is done. */
  die(): void;
}

/** An open request of a worker that is gone: nobody hears of it. */
function unheard(): IDBOpenDBRequest {
  const deaf = { addEventListener: () => undefined, removeEventListener: () => undefined };
  return Object.assign(Object.create(IDBOpenDBRequest.prototype), deaf);
}

/** The databases of a device, and who uses them: with a worker go its connections and what is not committed. */
export class MortalDatabase {
  readonly factory = new IDBFactory();
  readonly #used = new Map<User, Set<() => void>>();

  /** `indexedDB`, as one worker has it. */
  for(user: User): { open(name: string, version?: number): IDBOpenDBRequest } {
    const endings = new Set<() => void>();
    this.#used.set(user, endings);
    return {
      open: (name, version) => {
        const passage = user.enter('indexedDB.open');
        if (passage === 'is none') return unheard();
        const request = this.factory.open(name, version);
        begins(request);
        const done = (): void => {
          ends(request);
          if (passage === 'is the last') user.die();
        };
        request.addEventListener('success', () => {
          const database = request.result;
          endings.add(() => database.close());
          this.#count(user, database, endings);
          done();
        });
        request.addEventListener('error', done);
        return request;
      },
    };
  }

  /** A worker is gone. */
  leave(user: User): void {
    // The latest first: a connection closes after what was begun on it.
    for (const end of [...(this.#used.get(user) ?? [])].reverse()) end();
    this.#used.delete(user);
  }

  #count(user: User, database: IDBDatabase, endings: Set<() => void>): void {
    const begin = database.transaction.bind(database);
    database.transaction = (...parts) => {
      const passage = user.enter('indexedDB.transaction');
      if (passage === 'is none') throw new DOMException('The worker is gone', 'AbortError');
      const transaction = begin(...parts);
      begins(transaction);
      const abort = (): void => {
        try {
          transaction.abort();
        } catch {
          // It is committed already.
        }
      };
      endings.add(abort);
      // Where nobody is any more, nobody hears of it.
      const hush = (event: Event): void => {
        if (user.state === 'is gone') event.stopImmediatePropagation();
      };
      const done = (event: Event): void => {
        ends(transaction);
        endings.delete(abort);
        hush(event);
        if (passage === 'is the last') user.die();
      };
      transaction.addEventListener('error', hush);
      transaction.addEventListener('complete', done);
      transaction.addEventListener('abort', done);
      return transaction;
    };
  }
}

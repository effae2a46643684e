/** What went wrong inside the browser, each with where it came from. */
export class ConsoleErrors {
  #seen: string[] = [];

  add(source: string, text: string): void {
    this.#seen.push(`${source}: ${text}`);
  }

  list(): string[] {
    return [...this.#seen];
  }

  clear(): void {
    this.#seen = [];
  }
}

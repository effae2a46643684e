import { Component, type ComponentChild, type ComponentClass } from 'preact';

/**
 * A part that is drawn anew only when one of its props is another: while the pointer moves over bars,
 * nobody has to go through the lists below them.
 */
export function still<P extends object>(draw: (props: P) => ComponentChild): ComponentClass<P> {
  return class Still extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const names = Object.keys(next) as (keyof P)[];
      return names.some((name) => next[name] !== this.props[name]);
    }

    override render(): ComponentChild {
      return draw(this.props);
    }
  };
}

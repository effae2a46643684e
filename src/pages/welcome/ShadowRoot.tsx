import { Component, type ComponentChildren, createRef, render } from 'preact';

interface ShadowRootProps {
  readonly style: string;
  /** The direction of writing. */
  readonly dir: string;
  readonly children: ComponentChildren;
}

/** What stands in a shadow root of its own, so that its style and the page's don't mix. */
export class ShadowRoot extends Component<ShadowRootProps> {
  readonly #host = createRef<HTMLDivElement>();
  #mount: HTMLElement | null = null;

  override componentDidMount(): void {
    const root = this.#host.current?.attachShadow({ mode: 'open' });
    if (root === undefined) return;
    // Not a style element: the pages' content security policy has no place for one.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(this.props.style);
    root.adoptedStyleSheets = [sheet];
    this.#mount = document.createElement('div');
    root.append(this.#mount);
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    if (this.#mount === null) return;
    this.#mount.dir = this.props.dir;
    render(this.props.children, this.#mount);
  }

  override componentWillUnmount(): void {
    if (this.#mount !== null) render(null, this.#mount);
  }

  override render() {
    return <div class="shadow-host" ref={this.#host} />;
  }
}

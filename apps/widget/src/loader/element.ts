import { createLauncher, type Launcher } from "./launcher.ts";

/**
 * `<baton-chat>`: the button on the page and, once it was opened, the chat. A page has one, wherever in it that stands:
 * a second one waits until the first is gone, and the one that the script has made gives way to the page's own.
 * @param origin of Baton
 */
export function createBatonChat(origin: string): CustomElementConstructor {
  let shown: BatonChat | undefined;

  class BatonChat extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #launcher: Launcher | undefined;

    get isOpen(): boolean {
      return this.hasAttribute("open");
    }
    get unread(): number {
      return this.#launcher?.unread() ?? 0;
    }
    /** Vue 3 and React 19 see that there is an `open`, and assign what `<baton-chat open>` says instead of setting it. */
    get open(): () => void {
      return () => this.#launcher?.setOpen(true, true);
    }
    set open(isOpen: unknown) {
      this.toggleAttribute("open", (isOpen ?? false) !== false);
    }
    close(): void {
      this.#launcher?.setOpen(false);
    }

    connectedCallback(): void {
      if (shown?.hasAttribute("by-script")) shown.remove();
      if (shown) return;
      shown = this;
      this.#launcher = createLauncher(this, this.#root, origin);
    }

    disconnectedCallback(): void {
      this.#launcher?.leave();
      this.#launcher = undefined;
      if (shown !== this) return;
      shown = undefined;
      document.querySelector<BatonChat>(this.localName)?.connectedCallback();
    }
  }
  return BatonChat;
}

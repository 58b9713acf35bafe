/** So near to the end that what comes next is wanted. */
const NEAR_PX = 40;

/**
 * Keeps a reader's place in a list that grows at both ends: whoever is at its end stays there, and whoever has scrolled up
 * keeps reading where they are, while older messages come in above.
 * @param {HTMLElement} list
 * @returns {() => void} ends it
 */
export function keepPlace(list) {
  let isAtEnd = true;
  /** @type {HTMLElement | null} */
  let first = null;
  let firstTop = 0;

  function remember() {
    isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    first = /** @type {HTMLElement | null} */ (list.querySelector("li:has(.text)"));
    firstTop = (first?.offsetTop ?? 0) - list.scrollTop;
  }
  const observer = new MutationObserver(() => {
    if (isAtEnd) list.scrollTop = list.scrollHeight;
    else if (first?.isConnected) list.scrollTop = first.offsetTop - firstTop;
    remember();
  });
  observer.observe(list, { childList: true, characterData: true, subtree: true });
  list.addEventListener("scroll", remember);
  return () => {
    observer.disconnect();
    list.removeEventListener("scroll", remember);
  };
}

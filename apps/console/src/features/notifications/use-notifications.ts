import { computed, onScopeDispose, type Ref, watch } from "vue";
import { useI18n } from "vue-i18n";
import { useDesk } from "../../shared/desk/use-desk.ts";
import { announce } from "../../shared/live-announcer.ts";
import { looking } from "../../shared/looking.ts";
import { useNames } from "../../shared/names.ts";
import { tick } from "../../shared/now.ts";
import { go, panesShown } from "../../shared/route.ts";
import type { useDesktop } from "./desktop.ts";
import { NOTICE_KINDS, type Notice, type NoticeKind, nextWarningAt, noticesOf, type Picture } from "./notices.ts";
import { type NotificationPrefs, waysOf } from "./notification-prefs.ts";
import type { useSound } from "./sound.ts";
import { useTabs } from "./use-tabs.ts";

/** When much happens at once, one sound and one sentence say it. */
const PAUSE_MS = 3_000;
const NAMES_LISTED = 3;

/** Tells the agent what happens while they look elsewhere. Lives as long as the calling component. */
export function useNotifications(
  prefs: Readonly<Ref<NotificationPrefs>>,
  desktop: ReturnType<typeof useDesktop>,
  sound: ReturnType<typeof useSound>,
): void {
  const { t, locale } = useI18n();
  const { itemName } = useNames();
  const { agent, desk, unread, serverNow } = useDesk();

  const reading = computed(() => (looking.value ? panesShown.value : []));
  const tabs = useTabs(agent.id, reading);

  let collected: Notice[] = [];
  let lastMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function collect(notices: readonly Notice[]): void {
    if (notices.length === 0) return;
    collected.push(...notices);
    timer ??= setTimeout(() => void tell(), Math.max(0, lastMs + PAUSE_MS - Date.now()));
  }

  /** The tab that can be heard and is looked at goes first; chance settles the rest. */
  const rank = () => (sound.ready.value ? 0 : 2) + (looking.value ? 0 : 1) + Math.random();

  async function tell(): Promise<void> {
    timer = undefined;
    lastMs = Date.now();
    const notices = collected;
    collected = [];
    if (looking.value) for (const kind of NOTICE_KINDS) say(ofKind(notices, kind));
    const won = new Set(
      await tabs.claim(
        notices.map(({ key }) => key),
        rank(),
      ),
    );
    const mine = notices.filter(({ key, kind, item }) => won.has(key) && !isOver(kind, item.session_name));
    const heard = NOTICE_KINDS.find((kind) => ofKind(mine, kind).length > 0 && waysOf(prefs.value, kind).sound);
    if (heard !== undefined) sound.play(heard, prefs.value.volume);
    for (const kind of NOTICE_KINDS) if (waysOf(prefs.value, kind).desktop) show(kind, ofKind(mine, kind));
  }

  /** Of several about one session the newest says it all. */
  function ofKind(notices: readonly Notice[], kind: NoticeKind): Notice[] {
    const newest = new Map<string, Notice>();
    for (const notice of notices) if (notice.kind === kind) newest.set(notice.item.session_name, notice);
    return [...newest.values()];
  }

  function titleOf(kind: NoticeKind, notices: readonly Notice[]): string {
    const [first] = notices;
    const name = first === undefined ? "" : itemName(first.item);
    return t(`notice.${kind}`, { n: notices.length, name }, notices.length);
  }

  function say(notices: readonly Notice[]): void {
    const [first] = notices;
    if (first !== undefined) announce(titleOf(first.kind, notices));
  }

  function bodyOf(notices: readonly Notice[]): string {
    const [first, second] = notices;
    if (first === undefined) return "";
    if (second !== undefined) {
      const names = notices.slice(0, NAMES_LISTED).map(({ item }) => itemName(item));
      return new Intl.ListFormat(locale.value, { style: "narrow", type: "unit" }).format(names);
    }
    const { escalation } = first.item;
    const reason = first.kind === "message" || escalation === null ? "" : t(`reason.${escalation.reason}`);
    return [reason, prefs.value.showText ? (first.text ?? "") : ""].filter(Boolean).join("\n");
  }

  function show(kind: NoticeKind, notices: readonly Notice[]): void {
    const [first] = notices;
    if (first === undefined) return;
    const name = notices.length === 1 ? first.item.session_name : undefined;
    desktop.show({
      title: titleOf(kind, notices),
      body: bodyOf(notices),
      kind,
      name,
      lang: locale.value,
      onClick: () =>
        go({ tab: kind === "message" ? "mine" : "waiting", ...(name === undefined ? {} : { session: name }) }),
    });
  }

  /** Somebody whom another agent has taken meanwhile needs nobody any more, nor a message that has been read. */
  function isOver(kind: NoticeKind, name: string): boolean {
    if (kind === "message") return (unread.value.counts[name] ?? 0) === 0;
    return desk.value.items.get(name)?.status !== "pending_manual";
  }

  function tidy(): void {
    desktop.tidy(({ kind, name }) => name !== undefined && isOver(kind, name));
  }

  let warning: ReturnType<typeof setTimeout> | undefined;

  /**
   * A hidden page's clock is slowed to a tick a minute, which may be later than the end of the wait. A timer is not as
   * long as something else begins it now and then: whatever the stream brings.
   */
  function scheduleWarning(): void {
    clearTimeout(warning);
    const at = nextWarningAt(desk.value, serverNow.value);
    if (at === null) return;
    const onTime = () => {
      tick();
      scheduleWarning();
    };
    warning = setTimeout(onTime, (at - serverNow.value) * 1000);
  }
  watch(desk, scheduleWarning, { immediate: true });

  const picture = computed<Picture>(() => ({ desk: desk.value, unread: unread.value, nowSeconds: serverNow.value }));
  watch(picture, (now, before) => {
    collect(noticesOf(before, now, new Set([...reading.value, ...tabs.readElsewhere()])));
    if (now.desk !== before.desk || now.unread !== before.unread) tidy();
  });

  onScopeDispose(() => {
    clearTimeout(timer);
    clearTimeout(warning);
  });
}

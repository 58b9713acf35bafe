import { ApiError } from "@baton/client";
import { useI18n } from "vue-i18n";

/** Says in the agent's language what went wrong. The service's own sentence is used for a code we have no words for. */
export function useErrorWords(): (error: unknown) => string {
  const { t, te } = useI18n();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.unknown");
    if (error.code === "NETWORK" || error.code === "TIMEOUT") return t("error.network");
    const key = `error.${error.code}`;
    return te(key, "en") ? t(key) : t("error.unknown");
  };
}

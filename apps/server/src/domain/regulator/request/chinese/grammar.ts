import { type Grammar, type Rule, rule } from "../tags/judge.ts";

/** What may stand between the act and the person: 联系[一下你们的]客服, 转[花呗]人工. */
const NEAR = "[qUIphz]{0,4}_{0,6}[qUph]{0,2}";
/** The same where an unknown word is more likely to change the meaning: 要[个]人工. */
const CLOSE = "[qUhp]{0,3}_{0,3}q?";
const TAIL = "[pQgUIkz]*$";

const ASKS: readonly Rule[] = [
  // Put me through.
  rule(0.97, `[tA]${NEAR}H`),
  rule(0.92, `t${NEAR}[KM1]|A${NEAR}K`),
  rule(0.85, `A[qUp]{0,3}M|G[hUp]{0,2}A${NEAR}M`),
  rule(0.78, "[GCVv][hUIp]{0,2}t"),
  rule(0.65, "^[hUIgp]*t[_p]{0,7}$"),
  // Fetch me somebody.
  rule(0.93, `[VvGCW][hUIGVvCp]{0,4}a${NEAR}[HK]`),
  rule(0.9, `a${NEAR}H|a[qUp]{0,3}M`),
  rule(0.8, "[GW][hUIGVvCp]{0,4}[tAa]p?JK"),
  rule(0.8, `G[hUp]{0,2}[tAa]q[^HKM]{1,8}q[HK]${TAIL}`),
  rule(0.8, `a${NEAR}K|a_{1,4}M`),
  rule(0.75, `[aA][qp]{0,2}1(?:${TAIL}|[hIU]{0,3}(?:[lLBSm]|Gm))|l[qp]{0,2}1(?:${TAIL}|[GLBmIS])`),
  // I want one.
  rule(0.93, `[Vv]${CLOSE}H`),
  rule(0.9, "[Vv]p?q?d(?:[T_]{1,4}d)?q?[HK]"),
  rule(0.78, `[Vv]${CLOSE}K`),
  rule(0.7, `[Vv][qUh]{0,3}M${TAIL}`),
  rule(0.85, "l[qp]{0,2}[HKM]"),
  rule(0.6, `(?:a|GA)[qUp]{0,3}[_hVvCSB]{1,6}q1${TAIL}`),
  rule(0.8, `C[hp]?H[pQ]*$|^[pUIh]{0,2}Lq[HKM]${TAIL}`),
  rule(0.88, "G[hqUp]{0,3}_{0,2}H"),
  rule(0.75, "^[hUIGpCgVv]{0,5}k[qU]{0,2}_{0,3}H"),
  rule(0.72, "G[hqUp]{0,3}_{0,3}[KM]"),
  rule(0.85, "[GCVvW].{0,4}L[qUp]{0,3}_{0,3}[HKM1][hp]{0,2}(?:[Ba]|S[pQ]*$)"),
  rule(0.72, "L[qUp]{0,3}_{0,3}[HKM1]B"),
  // Is there one?
  rule(0.88, "E[qUhp_]{0,6}H[pQznWeqr]*$"),
  rule(0.85, `E${CLOSE}[KM][pQznWeqr]*$`),
  rule(0.8, `E${CLOSE}[HKM][hp]{0,2}[CGBmL]`),
  rule(0.75, `e${CLOSE}[HKM][hUIp]{0,3}(?:Q|$)`),
  rule(0.75, `^[^JxRS]{0,4}(?:[Eewy]q?|Q)1z?(?:${TAIL}|[hCz]{0,3}(?:G?m|G.{0,9}Q$))`),
  rule(0.87, "^[_IUpqg]{0,8}[HKM](?:U?E?y?z|E)[_p]?[QpnWz]*$"),
  rule(0.8, "^[_IUpqg]{0,6}[HKM]1?h?(?:[pWl]|Wl)p?$"),
  rule(0.75, "^[UIphg]{0,4}1[WlF]?[pQW]+$"),
  rule(0.8, `[HKM][pUIq]{0,2}[WC][CIhUVGv]{0,3}(?:[tAaFBi]|(?<![Vv])${TAIL})`),
  rule(0.75, `W[ChVGvIU]{0,3}(?:E${CLOSE}|[qUh]{0,2})[HK]${TAIL}`),
  rule(0.62, `^[^W]{0,6}H[pq]?i(?:W|${TAIL})`),
  rule(0.55, `^[^W]{0,6}K[pq]?i(?:W|${TAIL})`),
  rule(0.72, "H[phUQ]{0,3}(?:[Gl]|B(?!_))|[KM]h?l|[HKM]p?[wWy]h{0,2}l"),
  rule(0.7, `HC[hUp]{0,2}(?:[lB]|Gm?${TAIL})`),
  rule(0.4, "HC[hUp]{0,2}G"),
  rule(0.42, "[KM][phUCQ]{0,3}[GB]"),
  // None to be reached.
  rule(0.75, `F${NEAR}[HKM]|H[hp]{0,3}F`),
  rule(0.7, "[HKM]h?e[pQ]*$"),
  rule(0.6, "K[hp]{0,3}F|[HK](?:[wW]?[hp]{0,3}[neu]|y).{0,3}m"),
  // No machine.
  rule(0.82, "[Nn][IVLah_qp]{0,4}TB"),
  rule(0.75, "N[IVLhqpG]{0,4}T"),
  // A bare word.
  rule(0.98, `^[pgUIho]*H(?:[hp]{1,2}H){0,6}B?${TAIL}`),
  rule(0.75, `^[_qhUp]{0,8}H+[hp]*[pgUIkz]*$`),
  rule(0.45, `^[_qhUp]{0,8}H+[hp]*${TAIL}`),
  rule(0.9, `^K+${TAIL}`),
  rule(0.55, `^[_Up]{1,5}K${TAIL}`),
];

const INSISTS: readonly Rule[] = [
  rule(0.8, `(?:y|[wW][hUI]{0,3}[nNeu])[GIUh]{0,3}[tAa]${NEAR}[HKM]`),
  rule(0.75, `[nh][GI]{0,2}[tAa]${NEAR}[HKM].{0,3}(?:k|Ij|j)`),
  rule(0.7, `(?:n[GI]{1,2}|u[GIh]{0,2})[tAa]${NEAR}[HKM][pl]{0,2}[SBmG]?Q`),
  rule(0.7, `Nn[GI]{0,2}[tAa]${NEAR}[HKM]`),
];

const NEGATES: readonly RegExp[] = [
  new RegExp(`N[IhGCVvUqkz]{0,6}(?:[tAa]${NEAR}[HKM1]+|[tAa](?!q?T)|_{0,3}K+|[HM1]+)`),
  new RegExp(`[nu][IhGCVv]{0,3}[tAa]${NEAR}[HKM]+`),
  /N[IhGU]{0,3}L[qUp]{0,3}[HKM]B?/,
  /e[hIU]{0,2}[tAa][qU]{0,3}[HKM](?!q)/,
  /[tAa]?[HKM][pkh]{0,2}o/,
  /^[hpI]*n[tA]p*$/,
  new RegExp(`[Nny]aTh?[tAa]${NEAR}[HK]`),
];

const LIMITS: readonly Rule[] = [
  // Only if, only later.
  rule(0.35, "c.{0,12}[tAaHKM]"),
  rule(0.2, "[HKM][qp]?[bf]"),
  // What it costs, when it is open, what it is.
  rule(0.25, "[HKM][pdqzVUEha]{0,3}_{0,2}[EWdVC]?[pq]?Z"),
  rule(0.25, "Z[pdqE]{0,2}[HK]"),
  // How to telephone.
  rule(0.3, "[HKM1][pqi]?D"),
  // Must it be?
  rule(0.35, "^[^CGEIv]*V[^CGEv]*[HK]p?Q|^[^IG]*dV.{0,3}[tAa].{0,4}[HK]"),
  rule(0.35, "[HK]hC|^[^CGEIv]*[_SR][^CGEIv]*V[^CGEI]*[HK][^CGEI]{0,6}Q$|^[^IG]*dV.{0,3}[HK]"),
  // What would come of it?
  rule(0.35, `^[hpU]{0,2}[tAa]${NEAR}[HK][^GE]{0,8}_[^GE]{0,6}Q$|[tAa]${NEAR}[HK]C[_N]`),
  // Why has it come to that?
  rule(0.3, `^[^nNeu]{0,4}w[^nNeu]{0,4}(?:[tA]|S[LV]?a)[^F]{0,3}[HK]|^[hpU]{0,2}[tA]${NEAR}H(?:w|i[d_])`),
  // Somebody told, somebody did.
  rule(0.25, "^[^tAaGVvCE]*[HKM]h?S"),
  rule(0.2, "[tAaL]r?[qUIp]{0,2}_{0,3}[HKM]B?r|[tAa]r.{0,3}[HKM]"),
  rule(0.3, "^[phJU]{0,2}(?:S[aSL]?|SIV?)a|^[phJU]{0,2}SIV?[tA]"),
  rule(0.25, `R[^GVvCW]{0,8}[tAaHKM]|R[hI]{0,2}[vV]p?[tAa]${NEAR}[HK]q`),
  rule(0.2, "(?<![GW][hUIGVvCp]{0,4}[tAa]p?)J.{0,4}[tAaVGHKM]|[HKM]a[tAa]"),
  rule(0.2, "s[hISL]{0,2}V?[tAaHK]"),
  rule(0.3, "^[^tAaVvW]*[HK]G[^tAa]{0,3}r|a[qU]?[HKM]N"),
  // Who is speaking.
  rule(0.2, "^[^VvGtAa]*d[qUIW_]{0,3}[HKMT]|dh?L[qU]{0,2}[HKMT1]"),
  // Somebody to complain of, a calling.
  rule(0.2, "[xj][qU_]{0,3}[HKM]|x[tA][HK]|[HK].{0,3}WN|E1[_S]{1,2}W?[tAa]|Z[_phzC]{0,4}[tAa][HK]"),
];

export const CHINESE: Grammar = {
  asks: ASKS,
  insists: INSISTS,
  negates: NEGATES,
  limits: LIMITS,
  ends: /^[hpIg]*o[opQhIgNn]*$|^_?[hpI]*[Nn]+[pr]*$/,
  pointsBack: /^[GChIVvpUk]*[tA][hpQk]*$/,
};

/** What the next clause tells is somebody else's wish. */
export const TELLS = /[JHKM][^NT]{0,4}[Ss][mq]?p*$|J[mB]p*$|E1Sp*$|s$/;
/** The next clause holds only if this one does. */
export const CONDITION = /^.{0,6}c/;
/** Only good manners: a person is spoken to. */
export const GREETS = /^[pgIUQKhz]*$/;

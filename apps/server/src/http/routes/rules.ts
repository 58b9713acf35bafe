import {
  AcceptedResponse,
  CheckRuleRequest,
  RemoveRuleQuery,
  RuleCheckResponse,
  RuleListResponse,
  RuleParams,
  RuleResponse,
  RuleTryResponse,
  SaveRuleRequest,
  SessionName,
  TryRuleRequest,
} from "@baton/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { type ListedRule, listed, listRules, readRule } from "../../application/rules/list-rules.ts";
import { removeRule } from "../../application/rules/remove-rule.ts";
import type { RuleDeps } from "../../application/rules/rule-stream.ts";
import { saveRule } from "../../application/rules/save-rule.ts";
import { type Trial, type TryDeps, tryRule } from "../../application/rules/try-rule.ts";
import { AccessError } from "../../domain/access/access-error.ts";
import type { ExpressionProblem } from "../../ports/expressions.ts";
import { languageOfProblems, RateLimited } from "../problem.ts";

/** A trial may read a thousand conversations. */
const TRIAL_RETRY_SECONDS = 5;

/** The operator's rules: written, tried on what was, put into force. */
export const rulesRoutes =
  ({ rules }: { rules: RuleDeps & TryDeps }): FastifyPluginAsyncZod =>
  async (server) => {
    let isTrying = false;

    server.get(
      "/api/rules",
      {
        config: { access: "admin" },
        schema: {
          tags: ["rules"],
          summary: "All rules, in the order in which they are asked",
          response: { 200: RuleListResponse },
        },
      },
      async (request) => {
        const all = await listRules(rules, request.tenant);
        return { success: true as const, data: { rules: all.map((one) => presentRule(one, request)) } };
      },
    );

    server.get(
      "/api/rules/:id",
      {
        config: { access: "admin" },
        schema: { tags: ["rules"], summary: "One rule", params: RuleParams, response: { 200: RuleResponse } },
      },
      async (request) => {
        const rule = await readRule(rules, request.tenant, request.params.id);
        return { success: true as const, data: { rule: presentRule(rule, request) } };
      },
    );

    server.put(
      "/api/rules/:id",
      {
        config: { access: "admin" },
        schema: {
          tags: ["rules"],
          summary: "Make a rule, or replace the version that is named; in force at once",
          params: RuleParams,
          body: SaveRuleRequest,
          response: { 200: RuleResponse },
        },
      },
      async (request) => {
        const { version = null, ...draft } = request.body;
        const change = { tenant: request.tenant, id: request.params.id, draft, version, operator: operatorOf(request) };
        const saved = await saveRule(rules, change);
        return { success: true as const, data: { rule: presentRule(listed(rules, saved), request) } };
      },
    );

    server.delete(
      "/api/rules/:id",
      {
        config: { access: "admin" },
        schema: {
          tags: ["rules"],
          summary: "Remove a rule; with `version`, only if it is still that one",
          params: RuleParams,
          querystring: RemoveRuleQuery,
          response: { 200: AcceptedResponse },
        },
      },
      async (request) => {
        const { version = null } = request.query;
        const removal = { tenant: request.tenant, id: request.params.id, version, operator: operatorOf(request) };
        await removeRule(rules, removal);
        return { success: true as const };
      },
    );

    server.post(
      "/api/rules/check",
      {
        config: { access: "admin" },
        schema: {
          tags: ["rules"],
          summary: "What is wrong with an expression, if anything",
          body: CheckRuleRequest,
          response: { 200: RuleCheckResponse },
        },
      },
      async (request) => {
        const compiled = rules.expressions.compile(request.body.expression);
        const problems = compiled.ok ? [] : compiled.problems;
        return { success: true as const, data: { problems: problems.map((one) => presentProblem(one, request)) } };
      },
    );

    server.post(
      "/api/rules/try",
      {
        config: { access: "admin" },
        schema: {
          tags: ["rules"],
          summary: "Where a rule would have fired in past conversations; nothing is changed",
          body: TryRuleRequest,
          response: { 200: RuleTryResponse },
        },
      },
      async (request, reply) => {
        if (isTrying) throw new RateLimited(TRIAL_RETRY_SECONDS);
        isTrying = true;
        const { rule: draft, limit } = request.body;
        try {
          const trial = await tryRule(rules, { tenant: request.tenant, draft, limit }, goneWith(reply));
          return { success: true as const, data: presentTrial(trial) };
        } finally {
          isTrying = false;
        }
      },
    );
  };

/** Only a signed-in administrator gets this far. */
function operatorOf({ caller }: FastifyRequest): string {
  if (caller.kind !== "agent") throw new AccessError("UNAUTHENTICATED");
  return caller.id;
}

/** Aborted when the caller hangs up before the answer. */
function goneWith(reply: FastifyReply): AbortSignal {
  const abort = new AbortController();
  reply.raw.once("close", () => abort.abort());
  return abort.signal;
}

const presentProblem = (problem: ExpressionProblem, request: FastifyRequest) => ({
  message: problem[languageOfProblems(request)],
  at: problem.at,
});

const presentRule = ({ rule, problems }: ListedRule, request: FastifyRequest) => ({
  ...rule,
  problems: problems.map((problem) => presentProblem(problem, request)),
});

const presentTrial = ({ sessionsRead, isComplete, sessions }: Trial) => ({
  sessions_read: sessionsRead,
  is_complete: isComplete,
  fired: sessions.length,
  escalated_anyway: sessions.filter(({ escalatedAnyway }) => escalatedAnyway).length,
  sessions: sessions.map(({ sessionName, first, times, escalatedAnyway }) => ({
    session_name: SessionName.parse(sessionName),
    seq: first.seq,
    moment: first.moment,
    timestamp: first.time / 1000,
    times,
    escalated_anyway: escalatedAnyway,
  })),
});

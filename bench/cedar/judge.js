// Judges requests with Cedar and times it. The first line of standard input holds the requests, each later line asks for
// one round; every line is answered with one.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import cedar from "@cedar-policy/cedar-wasm/nodejs";

const roundNs = 100_000_000n;
const page = { type: "Page", id: "1" };
const send = { type: "Action", id: "send" };

// Preparsed once: a decision parses no policy. Entities and context are JSON by this API, converted at every call.
const policies = readFileSync(new URL("policies.cedar", import.meta.url), "utf8");
prepare("all", policies);
prepare("none", "");

let calls = [];
let calls0 = [];

for await (const line of createInterface({ input: process.stdin })) {
  if (calls.length === 0) {
    const requests = JSON.parse(line);
    calls = requests.map((request, i) => callOf(request, i, "all"));
    calls0 = requests.map((request, i) => callOf(request, i, "none"));
    console.log(JSON.stringify({ version: cedar.getCedarVersion(), policies: policies.split("@id").length - 1, accepted: calls.map(accepts) }));
  } else {
    console.log(JSON.stringify({
      decision: time(() => calls.forEach(accepts), calls.length),
      // The same calls against no policy at all: crossing into WebAssembly, reading the call, writing the answer.
      call: time(() => calls0.forEach(accepts), calls0.length),
      // A call without arguments that returns a short text.
      crossing: time(() => calls.forEach(() => cedar.getCedarVersion()), calls.length),
    }));
  }
}

function prepare(name, policies) {
  const answer = cedar.preparsePolicySet(name, { staticPolicies: policies, templates: {}, templateLinks: [] });
  if (answer.type !== "success") throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
}

function callOf(request, i, preparsedPolicySetId) {
  const thread = { type: "Thread", id: String(i) };
  const { blocked, spent, last_opened, last_message, tag, ...context } = request;
  return {
    principal: page,
    action: send,
    resource: thread,
    context: { ...context, tag: tag ?? "" },
    preparsedPolicySetId,
    entities: [{ uid: thread, attrs: { blocked, spent, last_opened, last_message }, parents: [] }],
  };
}

function accepts(call) {
  const answer = cedar.statefulIsAuthorized(call);
  if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
  if (answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer.response.diagnostics));
  return answer.response.decision === "allow";
}

function time(pass, decisions) {
  const begun = process.hrtime.bigint();
  let passes = 0;
  do {
    pass();
    passes++;
  } while (process.hrtime.bigint() - begun < roundNs);
  return Number(process.hrtime.bigint() - begun) / passes / decisions;
}

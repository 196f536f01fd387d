// What generated tests ask of vitest, made of its own parts, so that the tests of a project can run again and again in
// one process.
import {
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  getState,
  setState,
} from "@vitest/expect";
import { fn, restoreAllMocks, spyOn } from "@vitest/spy";
import * as chai from "chai";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = (value, message) => {
  const { assertionCalls } = getState(expect);
  setState({ assertionCalls: assertionCalls + 1 }, expect);
  return chai.expect(value, message);
};
Object.assign(expect, chai.expect);
Object.assign(expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
globalThis[GLOBAL_EXPECT] = expect;
setState(
  { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
  expect,
);

/** Every test that was defined: its names, and what surrounds it. */
export const tests = [];
let names = [];
let before = [];
let after = [];

export function describe(name, define) {
  const saved = [names, before, after];
  [names, before, after] = [[...names, name], [...before], [...after]];
  define();
  [names, before, after] = saved;
}

export const beforeEach = (run) => before.push(run);
export const afterEach = (run) => after.push(run);

export function it(name, run) {
  tests.push({ names: [...names, name], run, before, after });
}
it.todo = () => {};
it.skip = () => {};
it.skipIf = (condition) => (condition ? it.skip : it);
it.each = (rows) => (name, run) =>
  rows.forEach((row, at) =>
    it(`${name} ${at}`, () => (Array.isArray(row) ? run(...row) : run(row))),
  );

const environment = new Map();
export const vi = {
  fn,
  spyOn,
  restoreAllMocks,
  stubEnv(name, value) {
    environment.set(name, environment.has(name) ? environment.get(name) : process.env[name]);
    process.env[name] = value;
  },
  unstubAllEnvs() {
    for (const [name, value] of environment) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    environment.clear();
  },
};

/** Runs one test. @returns what it failed with; null where it passed */
export async function runTest({ run, before, after }) {
  try {
    before.forEach((each) => each());
    await run();
    return null;
  } catch (error) {
    return error;
  } finally {
    after.forEach((each) => each());
  }
}

// The parts of Node that the tests use; Node's own types would be one more package.

declare module "node:test" {
  export interface TestContext {
    mock: { method(object: object, name: string, replacement: unknown): void };
  }
  export function test(name: string, run: (context: TestContext) => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    match(text: string, pattern: RegExp): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    throws(run: () => unknown, error?: RegExp): void;
    rejects(run: Promise<unknown>, error?: { name: string }): Promise<void>;
  }
  const assert: Assert;
  export default assert;
}

declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function readdirSync(path: string, options: { recursive: true }): string[];
}

declare module "node:child_process" {
  export function execFileSync(
    file: string,
    given: string[],
    options: { cwd: string; encoding: "utf8" },
  ): string;
}

declare const process: { env: Record<string, string | undefined> };

declare module "node:zlib" {
  export function gzipSync(text: string): Uint8Array;
}

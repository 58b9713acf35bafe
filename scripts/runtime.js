/**
 * Which Node.js this needs, and what to tell whoever starts it on an older one. This file and start.js are read by
 * that older one: no syntax and no import here that Node.js 14 does not know.
 */

const NEEDED = { major: 24, minor: 7 };

/** The platforms for which package.json brings a Node.js along (`optionalDependencies`). */
const PACKAGED = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];

/** @param {string} version such as "v20.11.1" */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/**
 * One sentence in English and one in Chinese.
 *
 * @param {{ version: string, platform: string, arch: string, musl: boolean, installed: boolean }} machine `installed`:
 *   node_modules/.bin/node is there; `musl`: a Linux without glibc, on which the packaged Node.js does not run
 */
export function tooOldMessage(machine) {
  const name = `${machine.platform}-${machine.arch}${machine.musl ? " (musl)" : ""}`;
  const needed = `${NEEDED.major}.${NEEDED.minor}`;
  if (machine.musl || !PACKAGED.includes(`${machine.platform}-${machine.arch}`)) {
    return [
      `Baton needs Node.js ${needed} or newer, this is ${machine.version}, and npm brings none along for ${name}: install one from https://nodejs.org and start again.`,
      `接力需要 Node.js ${needed} 或更新的版本，当前是 ${machine.version}，而 npm 没有适用于 ${name} 的运行时：请从 https://nodejs.org 安装后再启动。`,
    ].join("\n");
  }
  if (machine.installed) {
    return [
      `Baton needs Node.js ${needed} or newer and this is ${machine.version}: start it with \`npm start\`, which uses the one that npm installed beside it.`,
      `接力需要 Node.js ${needed} 或更新的版本，当前是 ${machine.version}：请用 \`npm start\` 启动，它会使用 npm 一同装好的版本。`,
    ].join("\n");
  }
  return [
    `Baton needs Node.js ${needed} or newer and this is ${machine.version}: run \`npm ci\` without leaving out optional packages, it brings the right one along.`,
    `接力需要 Node.js ${needed} 或更新的版本，当前是 ${machine.version}：请执行 \`npm ci\`（不要省略可选依赖），它会一并装好合适的版本。`,
  ].join("\n");
}

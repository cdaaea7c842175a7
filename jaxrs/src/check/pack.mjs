/**
 * Packs `<refport-embed>` for npm: `node pack.mjs SCRIPTS PACKAGE LICENSE VERSION TARGET`.
 *
 * It takes embed-element.js and the modules that it imports from SCRIPTS, and the other files from PACKAGE. It writes
 * the package into TARGET/package and the archive into TARGET. It fails when a module cannot be bundled by a host's
 * bundler, or does anything on a server that renders pages.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import ts from "typescript";

const ENTRY = "embed-element.js";
const BROWSERS = "es2022";

const [scripts, files, license, mavenVersion, target] = process.argv.slice(2);
const version = mavenVersion.toLowerCase();
const folder = join(target, "package");
const modules = join(folder, "lib");

fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(modules, { recursive: true });
fs.cpSync(files, folder, { recursive: true });
fs.copyFileSync(license, join(folder, "LICENSE"));
const description = JSON.parse(fs.readFileSync(join(files, "package.json"), "utf8"));
fs.writeFileSync(join(folder, "package.json"), JSON.stringify({ ...description, version }, undefined, 2) + "\n");

copyModules();
writeClassicScript();
writeTypes();
for (const module of modulesOf(scripts)) checkOnServer(module);
pack();

/** Copies the entry and all that it imports. */
function copyModules() {
  const { metafile } = esbuild.buildSync({
    absWorkingDir: scripts,
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: "esm",
    outdir: modules,
    metafile: true,
    logLevel: "error",
  });
  for (const input of Object.keys(metafile.inputs)) {
    if (input !== basename(input)) throw new Error(`${ENTRY} imports ${input}, which is not in its folder.`);
    fs.copyFileSync(join(scripts, input), join(modules, input));
  }
}

/** Writes the script for pages without modules: all in one file, with the exports in a global variable. */
function writeClassicScript() {
  const { warnings } = esbuild.buildSync({
    absWorkingDir: modules,
    entryPoints: [ENTRY],
    outfile: join(folder, "classic", "refport-embed.js"),
    bundle: true,
    format: "iife",
    globalName: "RefportEmbed",
    target: BROWSERS,
    minify: true,
    banner: { js: `/*! ${description.name} ${version}, ${description.license} */` },
    logLevel: "silent",
  });
  // above all, of import.meta: it is another address in a host's bundle, and none in this script
  for (const { text, location } of warnings) throw new Error(`${location?.file}:${location?.line}: ${text}`);
}

/** Writes the types that the JSDoc declares, next to each module, and checks those that are written by hand. */
function writeTypes() {
  const config = ts.readConfigFile(join(import.meta.dirname, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, modules);
  const program = ts.createProgram([join(modules, ENTRY), join(folder, "types", "index.d.ts")], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: modules,
  });
  const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, formatHost()));
}

function formatHost() {
  return {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => modules,
    getNewLine: () => "\n",
  };
}

function modulesOf(folder) {
  return fs.readdirSync(folder).filter((name) => name.endsWith(".js"));
}

/** A server that renders pages imports the modules, too: without a document, they must do nothing. */
function checkOnServer(module) {
  const url = pathToFileURL(resolve(scripts, module)).href;
  const script = `
    const before = Reflect.ownKeys(globalThis);
    await import(${JSON.stringify(url)});
    const added = Reflect.ownKeys(globalThis).filter((key) => !before.includes(key));
    if (added.length > 0) throw new Error("It adds global variables: " + added.map(String));`;
  const args = ["--input-type=module", "--eval", script];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 30_000 });
  if (status !== 0 || stdout || stderr) {
    throw new Error(`${module} does something when Node.js imports it (${signal ?? status}): ${stdout}${stderr}`);
  }
}

function pack() {
  // the archive contains the files' modes, which follow the umask of a checkout and of this process
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (fs.statSync(path).isFile()) fs.chmodSync(path, 0o644);
  }
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", resolve(target)];
  const windows = process.platform === "win32";
  const { status } = spawnSync(windows ? "npm.cmd" : "npm", args, { cwd: folder, stdio: "inherit", shell: windows });
  if (status !== 0) throw new Error(`npm pack failed in ${relative(dirname(target), folder)}.`);
}

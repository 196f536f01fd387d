// Has the tools of AWS and others judge generated infrastructure. Usage: npm run conformance:aws [-- FOLDER]
// cfn-lint and the SAM translator judge the SAM templates of the examples and of 20 real documents (FOLDER holds the
// shared corpus). The commands of each README are run: `sam build`, `sam validate --lint`, `osls package`, `cdk synth`,
// and `terraform validate` where Terraform and a provider are installed; a function that SAM built answers an event. The
// oldest TypeScript that projects may have checks them. What is absent is said and skipped.
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf, fuzzable, trainTravel } from "./fuzz.js";

const here = import.meta.dirname;
const root = join(here, "..", "..");
const cache = join(root, ".cache", "aws");
const corpus = process.argv[2] ?? join(root, "..", "shared", "corpus");
const work = mkdtempSync(join(tmpdir(), "sls-gen-aws-"));
const show = (text) => process.stdout.write(`${text}\n`);
let errors = 0;

/** Runs a command. @returns its output; an error is counted and shown */
function judge(what, file, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status !== 0) {
    errors += 1;
    show(
      `${what}: ${stdout.trim().split("\n").slice(-20).join("\n")}\n${stderr.trim().split("\n").slice(-20).join("\n")}`,
    );
  } else {
    show(`${what}: ${stdout.trim().split("\n").at(-1)}`);
  }
}

/** A project made by the command line, as people make it. */
function project(name, spec, iac, more = []) {
  const folder = join(work, name);
  const args = [
    join(root, "bin", "sls-gen.js"),
    "init",
    folder,
    "--spec",
    spec,
    "--iac",
    iac,
    "--yes",
    "--unroutable",
    "omit",
    "--undeclared",
    "assume",
    ...more,
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) {
    throw new Error(`${name} does not generate: ${stderr}`);
  }
  return folder;
}

/** npm installs nothing for a generated project here: its packages are ours. */
function withPackages(folder) {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  execFileSync("npm", ["run", "build"], { cwd: folder, stdio: "ignore" });
  return folder;
}

/** The Python of a virtual environment with what requirements.txt names; null where there is no Python. */
function python() {
  const venv = join(cache, "venv");
  const own = join(venv, "bin", "python");
  const wanted = readFileSync(join(here, "requirements.txt"), "utf8");
  const held = join(venv, "requirements.txt");
  if (!existsSync(held) || readFileSync(held, "utf8") !== wanted) {
    const made = spawnSync("python3", ["-m", "venv", venv], { encoding: "utf8" });
    if (made.status !== 0) {
      return null;
    }
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "-r",
      join(here, "requirements.txt"),
    ];
    execFileSync(own, pip, { stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(held, wanted);
  }
  return own;
}

function judgeSam() {
  const own = python();
  if (own === null) {
    show("cfn-lint and SAM translator: skipped: no Python with venv");
    return;
  }
  const specs = [
    ["users", join(root, "specs", "users.yaml")],
    ["orders", join(root, "specs", "orders", "openapi.yaml")],
    ["shapes", join(root, "specs", "shapes.yaml")],
    ["parameters", join(root, "specs", "parameters.yaml")],
    ["store", join(root, "specs", "examples", "users.yaml")],
  ];
  const folders = specs.map(([name, spec]) => project(name, spec, "sam"));
  const real = realProjects(20);
  show(real.length === 0 ? "real documents: skipped: no corpus" : `real documents: ${real.length}`);
  const env = { ...process.env, AWS_DEFAULT_REGION: "eu-west-1", SAM_CLI_TELEMETRY: "0" };
  judgeReadme(own, env);
  for (const folder of [folders[0], folders[1], folders.at(-1)]) {
    judgeBuild(own, withPackages(folder), env);
  }
  const split = [join("orders", "openapi.yaml"), join("examples", "users.yaml")].map(
    (spec, index) =>
      regenerated(project(`split${index}`, join(root, "specs", spec), "sam"), "split: tag"),
  );
  judge(
    "cfn-lint and SAM translator",
    own,
    [join(here, "judge.py"), ...folders, ...real, ...split],
    {
      env,
    },
  );
}

/** What people do with the SAM CLI, short of deploying; and a function that it built answers. */
function judgeBuild(own, folder, env) {
  const sam = join(own, "..", "sam");
  const name = folder.split("/").at(-1);
  judge(`sam build ${name}`, sam, ["build", "--no-cached"], { cwd: folder, env });
  judge(`sam validate ${name}`, sam, ["validate", "--lint"], { cwd: folder, env });
  const { functions } = JSON.parse(readFileSync(join(folder, "gateway", "functions.json"), "utf8"));
  const files = functions.map(({ id, entry }) => {
    const file = `${entry.split("/").at(-1).replace(/\.ts$/, "")}.mjs`;
    return join(folder, ".aws-sam", "build", `${id}Function`, file);
  });
  judge(`functions of ${name} answer`, process.execPath, [join(here, "invoke.mjs"), ...files]);
}

/** The commands of the README's own words, in an empty folder with the packed tool and the SAM CLI; nothing is deployed. */
function judgeReadme(own, env) {
  const folder = join(work, "readme");
  mkdirSync(folder);
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  const tarball = execFileSync("npm", pack, { cwd: root, encoding: "utf8" }).trim();
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-save", `./${tarball}`], {
    cwd: folder,
    stdio: "ignore",
  });
  cpSync(join(root, "specs", "users.yaml"), join(folder, "openapi.yaml"));
  const [, use = ""] = readFileSync(join(root, "README.md"), "utf8").split("## Use it");
  const [told = ""] = use.split("\n## ");
  const lines = [...told.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, text]) =>
    text.trim().split("\n"),
  );
  const script = ["set -e", ...lines.filter((line) => !line.startsWith("sam deploy"))].join("\n");
  const path = `${join(own, "..")}:${process.env.PATH}`;
  const options = { cwd: folder, env: { ...env, PATH: path, CI: "true" } };
  judge(`the README, ${lines.length} lines`, "bash", ["-c", script], options);
}

/** Projects of real documents; one with too many functions for a stack shares them by tag, as its warning says. */
function realProjects(count) {
  const list = join(corpus, "peers", "accept-clean.txt");
  if (!existsSync(list)) {
    return [];
  }
  const recent = readdirSync(join(corpus, "real31")).filter((name) => name.endsWith(".json"));
  const peers = readFileSync(list, "utf8")
    .split("\n")
    .filter((line) => line.includes("readme-oas-examples"));
  const paths = [
    ...recent.map((name) => join("real31", name)),
    ...peers.map((line) => join("peers", line.split("\t")[0])),
  ];
  const made = [];
  for (const [index, path] of paths.entries()) {
    const folder = made.length < count ? realProject(`real${index}`, join(corpus, path)) : null;
    made.push(...(folder === null ? [] : [folder]));
  }
  return made;
}

function realProject(name, spec) {
  try {
    const folder = project(name, spec, "sam");
    const functions =
      readFileSync(join(folder, "template.yaml"), "utf8").match(/AWS::Serverless::Function$/gm) ??
      [];
    return functions.length > 120 ? regenerated(folder, "functions: tag") : folder;
  } catch {
    return null;
  }
}

/** A project after a line was added to its config. */
function regenerated(folder, line) {
  const config = join(folder, "sls-gen.config.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}${line}\n`);
  execFileSync(process.execPath, [join(root, "bin", "sls-gen.js"), "generate"], {
    cwd: folder,
    stdio: "ignore",
  });
  return folder;
}

/** The folder of the commands that package.json here names, installed. */
function commands() {
  const tools = join(cache, "tools");
  const lock = readFileSync(join(here, "package-lock.json"), "utf8");
  const held = join(tools, "package-lock.json");
  if (!existsSync(held) || readFileSync(held, "utf8") !== lock) {
    mkdirSync(tools, { recursive: true });
    cpSync(join(here, "package.json"), join(tools, "package.json"));
    writeFileSync(held, lock);
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
      cwd: tools,
      stdio: "ignore",
    });
  }
  return join(tools, "node_modules", ".bin");
}

/** The oldest TypeScript that package.json of a project allows: ours is the newest. */
function judgeTypes() {
  for (const [name, spec] of [
    ["store", "examples/users.yaml"],
    ["orders", "orders/openapi.yaml"],
    ["shapes", "shapes.yaml"],
  ]) {
    const folder = withPackages(project(`${name}-types`, join(root, "specs", spec), "cdk"));
    judge(`TypeScript 5.9 ${name}`, join(commands(), "tsc"), ["--noEmit"], { cwd: folder });
  }
}

function judgeServerless() {
  for (const [name, spec] of [
    ["users", "users.yaml"],
    ["store", "examples/users.yaml"],
    ["orders", "orders/openapi.yaml"],
  ]) {
    const folder = project(`${name}-serverless`, join(root, "specs", spec), "serverless");
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      SLS_TELEMETRY_DISABLED: "1",
      CI: "true",
    };
    withPackages(folder);
    judge(`osls package ${name}`, join(commands(), "osls"), ["package"], { cwd: folder, env });
  }
}

/** Where providers are kept that need no download (Terraform: filesystem mirrors). */
const usualMirrors = [
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
  "/opt/tf-plugins",
];

/** `terraform validate` with the newest provider that is installed; what that does not know yet is taken out. */
function judgeTerraform() {
  const mirrors = [process.env.TF_PLUGIN_DIR ?? "", ...usualMirrors];
  const providerIn = (mirror) => join(mirror, "registry.terraform.io", "hashicorp", "aws");
  const mirror = mirrors.find((each) => each !== "" && existsSync(providerIn(each))) ?? "";
  const provider = providerIn(mirror);
  if (spawnSync("terraform", ["version"]).status !== 0 || !existsSync(provider)) {
    show("terraform validate: skipped: no terraform with a provider for AWS");
    return;
  }
  const settings = join(work, "terraform.rc");
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  );
  const env = { ...process.env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: "1" };
  for (const [name, spec] of [
    ["users", "users.yaml"],
    ["orders", "orders/openapi.yaml"],
  ]) {
    const infra = join(
      project(`${name}-terraform`, join(root, "specs", spec), "terraform"),
      "infra",
    );
    const main = readFileSync(join(infra, "main.tf.json"), "utf8")
      .replaceAll(/\$\{data\.archive_file\.(\w+)\.output_path\}/g, "$1.zip")
      .replaceAll(/\$\{data\.archive_file\.\w+\.output_base64sha256\}/g, "hash")
      .replaceAll("nodejs24.x", "nodejs22.x");
    const { archive_file: _, ...data } = JSON.parse(main).data;
    writeFileSync(join(infra, "main.tf.json"), JSON.stringify({ ...JSON.parse(main), data }));
    const [version] = readdirSync(provider).sort().reverse();
    const required = { aws: { source: "hashicorp/aws", version } };
    const held = join(infra, "account", "main.tf.json");
    if (existsSync(held)) {
      const own = JSON.parse(readFileSync(held, "utf8"));
      own.terraform.required_providers = required;
      writeFileSync(held, JSON.stringify(own));
    }
    writeFileSync(
      join(infra, "versions.tf.json"),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const account = join(infra, "account");
    for (const cwd of existsSync(account) ? [infra, account] : [infra]) {
      const what = `${name}${cwd === account ? "'s account" : ""}`;
      const options = { cwd, env };
      judge(
        `terraform init ${what}`,
        "terraform",
        ["init", "-backend=false", "-no-color"],
        options,
      );
      judge(`terraform validate ${what}`, "terraform", ["validate", "-no-color"], options);
    }
  }
}

/** `npm run fuzz` of the examples and of a real document: no check of Schemathesis fails. */
function judgeFuzz() {
  const own = python();
  const train = trainTravel(corpus, work);
  if (own === null) {
    show("Schemathesis: skipped: no Python with venv");
    return;
  }
  const env = { ...process.env, PATH: `${join(own, "..")}:${process.env.PATH}` };
  const fuzz = (folder, args) => {
    const script = join(fuzzable(folder, root), "test", "generated", "fuzz.mjs");
    judge(`fuzz ${folder.split("/").at(-1)}`, process.execPath, [script, ...args], {
      cwd: folder,
      env,
    });
  };
  fuzz(project("fuzz-users", join(root, "specs", "users.yaml"), "sam"), []);
  const orders = project("fuzz-orders", join(root, "specs", "orders", "openapi.yaml"), "sam");
  // A mock of the document's own, and a PDF, which Schemathesis cannot make.
  const left = ["--exclude-path", "/health", "--exclude-operation-id", "putReceipt"];
  fuzz(orders, ["--env", environmentOf(orders), ...left]);
  if (train === null) {
    show("fuzz train-travel: skipped: no corpus");
  } else {
    // 2^63 is told from the largest int64 only where every digit is kept.
    fuzz(regenerated(project("fuzz-train", train, "sam"), "int64: bigint"), []);
  }
}

/** `cdk synth` as people run it, without credentials. */
function judgeCdk() {
  for (const [name, spec] of [
    ["store", "examples/users.yaml"],
    ["orders", "orders/openapi.yaml"],
  ]) {
    const folder = withPackages(project(`${name}-cdk`, join(root, "specs", spec), "cdk"));
    const quiet = ["--quiet", "--no-notices", "--no-version-reporting"];
    judge(`cdk synth ${name}`, join(commands(), "cdk"), ["synth", ...quiet], { cwd: folder });
    if (!existsSync(join(folder, "cdk.out", "manifest.json"))) {
      errors += 1;
      show("cdk synth: no cdk.out");
    }
  }
}

try {
  judgeSam();
  judgeTypes();
  judgeServerless();
  judgeTerraform();
  judgeCdk();
  judgeFuzz();
} finally {
  rmSync(work, { recursive: true, force: true });
}
show(`${errors} errors`);
process.exitCode = errors === 0 ? 0 : 1;

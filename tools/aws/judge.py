"""Runs cfn-lint and the SAM translator over the templates of generated projects.

Usage: judge.py PROJECT... ; prints a line for each error and exits 1 where there is one.
"""

import json
import logging
import pathlib
import sys

import cfnlint.core
import cfnlint.decode
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The translator may look up managed policies; generated templates name none by a short name."""

    def load(self):
        return {}


def with_document(template, folder):
    """Puts the included gateway document in its place, as CloudFormation does before SAM reads it."""
    api = template["Resources"].get("Api", {}).get("Properties", {})
    body = api.get("DefinitionBody", {})
    if "Fn::Transform" in body:
        location = body["Fn::Transform"]["Parameters"]["Location"]
        api["DefinitionBody"] = json.loads((folder / location).read_text("utf-8"))
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource.get("Type") == "AWS::Serverless::Function":
            properties["CodeUri"] = "s3://bucket/key"
    template.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    return template


def translated(path, folder):
    template = with_document(yaml_parse(path.read_text("utf-8")), folder)
    parameters = {
        name: str(each.get("Default", "value"))
        for name, each in template.get("Parameters", {}).items()
    }
    return transform(template, parameters, NoManagedPolicies())


def lint(path):
    template, _ = cfnlint.decode.decode(str(path))
    rules = cfnlint.core.get_rules([], ["W", "I"], ["E"])
    return cfnlint.core.run_checks(str(path), template, rules, ["eu-west-1"])


def judge(folder):
    failures = []
    for path in [folder / "template.yaml", *sorted((folder / "stacks").glob("*.yaml"))]:
        try:
            translated(path, folder)
        except Exception as error:  # every refusal of the translator is an error of ours
            failures.append(f"SAM translator: {error}")
        failures += [f"cfn-lint {each.rule.id}: {each.message} ({'/'.join(map(str, getattr(each, 'path', None) or []))})" for each in lint(path)]
    return failures


def main(folders):
    logging.disable(logging.CRITICAL)
    count = 0
    for name in folders:
        failures = judge(pathlib.Path(name))
        count += len(failures)
        for failure in failures:
            print(f"{name}: {failure}")
    print(f"{len(folders)} projects, {count} errors")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

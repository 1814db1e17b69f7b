#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual and the completions say what `cck help` says, no less and no more."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import tap
from running import CCK, FOLDER, assert_equal, assert_in, cck

DATA = Path(__file__).parents[2] / "data"
MANUAL = (DATA / "cck.1").read_text(encoding="utf-8")
COMPLETIONS = DATA / "completions"
TABLES = cck("help", "--json").json
COMMANDS = {command["name"]: {option["name"] for option in command["options"]} for command in TABLES["commands"]}
COMMON = {"json", "verbose", "help"}
# What these take is described once, with the command that everybody begins with.
SHARING = {"provider edit", "provider register", "provider import"}

(FOLDER / "bin").mkdir()
(FOLDER / "bin" / "cck").symlink_to(CCK)


def environment():
    """That of the tests with cck in its PATH, and without debug lines."""
    return {**os.environ, "G_MESSAGES_DEBUG": "", "PATH": f"{FOLDER / 'bin'}:/usr/bin:/bin"}


def need(program):
    if shutil.which(program) is None:
        raise tap.Skip(f"{program} is not installed")
    return program


def plain(text):
    return text.replace("\\-", "-").replace("\\&", "")


def sections():
    """Each command of the manual: its name, and what stands below it."""
    commands = MANUAL.split(".Sh COMMANDS\n")[1].split("\n.Sh ")[0]
    return dict((plain(part.split("\n", 1)[0]), part) for part in commands.split(".Ss ")[1:])


def described(text):
    return set(re.findall(r"^\.It Fl (?:\w , Fl )?-([\w-]+)", plain(text), re.MULTILINE))


def _the_manual_has_every_command_and_no_other():
    assert_equal(list(sections()), list(COMMANDS), "commands, in order")


def _the_manual_has_every_option_and_no_other():
    shared = described(sections()["provider add"])
    wrong = []
    for name, text in sections().items():
        own = described(text)
        wrong += [f"{name} has no --{option}" for option in own - COMMANDS[name]]
        missing = COMMANDS[name] - COMMON - own - (shared if name in SHARING else set())
        wrong += [f"{name}: --{option} is not described" for option in missing]
    return wrong + [f"--{option} is not described" for option in COMMON - described(MANUAL.split(".Sh COMMANDS")[0])]


def _the_manual_has_every_code_with_its_status():
    listed = MANUAL.split(".Sh DIAGNOSTICS\n")[1].split("\n.Sh ")[0]
    found = {(code, int(part[0])) for part in listed.split(".It Exit status ")[1:]
             for code in re.findall(r"[a-z][a-z-]+", part.split("\n.El")[0])}
    expected = {(code["code"], code["exit_status"]) for code in TABLES["codes"]}
    return ([f"{code} is not in the manual, or not with exit status {status}" for code, status in expected - found]
            + [f"there is no {code} with exit status {status}" for code, status in found - expected])


def _the_manual_has_every_member():
    cck("provider", "add", "Acme", "--issuer", "https://issuer.example", "--client-id", "client")
    members = set(cck("provider", "show", "Acme", "--json").json)
    members |= set(cck("inspect", "--json", input="eyJhbGciOiJub25lIn0.e30.", expect=1).json)
    members |= set(TABLES) | set(cck("history", "--verify", "--json").json)
    cck("provider", "remove", "Acme")
    return [f"{member} is not in the manual" for member in members if not re.search(rf"\b{member}\b", MANUAL)]


def _the_manual_is_well_formed():
    assert_equal(subprocess.run([need("mandoc"), "-T", "lint", "-W", "warning", DATA / "cck.1"], capture_output=True,
                                text=True, check=False).stdout, "", "mandoc")


def _the_manual_reads_well_elsewhere():
    assert_equal(subprocess.run([need("groff"), "-mdoc", "-ww", "-z", "-Tutf8", DATA / "cck.1"], capture_output=True,
                                text=True, check=False).stderr, "", "groff")


def bash(*words):
    """What Bash offers for the last of these words."""
    script = (f"source '{COMPLETIONS / 'cck.bash'}'; compopt() {{ :; }}; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _cck; "
              "printf '%s\\n' \"${COMPREPLY[@]}\"")
    done = subprocess.run([need("bash"), "-c", script, "bash", *words], capture_output=True, text=True, check=False,
                          env=environment())
    return {line.strip() for line in done.stdout.splitlines() if line.strip()}


def _bash_offers_every_command():
    first = {name.split()[0] for name in COMMANDS}
    assert_equal(bash("cck", ""), first, "commands")
    assert_equal(bash("cck", "provider", ""), {name.split()[1] for name in COMMANDS if name.startswith("provider ")}, "cck provider")
    assert_equal(bash("cck", "prov"), {"provider"}, "prov")


def _bash_offers_every_option():
    return [f"{name}: {sorted(bash('cck', *name.split(), '--') ^ {f'--{option}' for option in options})}"
            for name, options in COMMANDS.items() if bash("cck", *name.split(), "--") != {f"--{option}" for option in options}]


def _bash_offers_names_and_values():
    cck("provider", "add", "Two words", "--issuer", "https://issuer.example", "--client-id", "client")
    assert_equal(bash("cck", "sign-in", ""), {"Two\\ words"}, "a name is quoted")
    assert_equal(bash("cck", "provider", "show", "T"), {"Two\\ words"}, "a name that begins so")
    assert_equal(bash("cck", "inspect", "--provider", ""), {"Two\\ words"}, "the value of an option")
    cck("provider", "remove", "Two words")
    assert_equal(bash("cck", "token", "a", "--format", ""), {"raw", "header", "json", "env", "kubectl", "git"}, "formats")
    assert_equal(bash("cck", "snippet", "a", ""), {"curl", "httpie", "fetch", "python"}, "the second argument")


def listed(command, title):
    """The names that are listed below this title in a command's help."""
    return set(re.findall(r"^  ([a-z0-9][a-z0-9-]*) ", cck("help", *command.split()).out.split(f"\n{title}")[1], re.MULTILINE))


def _bash_offers_what_the_help_lists():
    kinds, presets = listed("practice", "Kinds"), listed("provider add", "Presets")
    assert_equal({"signature-rs256", "token-429", "nonce"} <= kinds and "auth0" in presets, True, "what is listed")
    assert_equal(bash("cck", "practice", "--misbehave", ""), kinds, "kinds of misbehaviour")
    assert_equal(bash("cck", "provider", "add", "--preset", ""), presets, "presets")


def _zsh_asks_as_bash_does():
    patterns = [set(re.findall(r"sed -n '([^']+)'", (COMPLETIONS / name).read_text(encoding="utf-8"))) for name in ("cck.bash", "_cck")]
    assert_equal(patterns[0], patterns[1], "patterns")


def _bash_completion_is_clean():
    done = subprocess.run([need("shellcheck"), "--shell", "bash", COMPLETIONS / "cck.bash"], capture_output=True, text=True, check=False)
    assert_equal(done.stdout, "", "shellcheck")


def fish(line):
    done = subprocess.run([need("fish"), "--no-config", "-c", f"source '{COMPLETIONS / 'cck.fish'}'; complete -C '{line}'"],
                          capture_output=True, text=True, check=False,
                          env=environment())
    assert_equal(done.stderr, "", "fish")
    return {offered.split("\t")[0] for offered in done.stdout.splitlines()}


def _fish_offers_every_command():
    assert_equal(fish("cck "), {name.split()[0] for name in COMMANDS}, "commands")
    assert_equal(fish("cck provider "), {name.split()[1] for name in COMMANDS if name.startswith("provider ")}, "cck provider")
    assert_equal(fish("cck token a --format "), {"raw", "header", "json", "env", "kubectl", "git"}, "formats")


def _fish_offers_every_option():
    return [f"{name}: {sorted(fish(f'cck {name} --') ^ {f'--{option}' for option in options})}"
            for name, options in COMMANDS.items() if fish(f"cck {name} --") != {f"--{option}" for option in options}]


def _zsh_knows_every_command_and_option():
    text = (COMPLETIONS / "_cck").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^    '([a-z -]+)'\)\n(.*?)^      ;;$", text, re.MULTILINE | re.DOTALL))
    wrong = [f"{name} is not in one of them" for name in parts.keys() ^ COMMANDS.keys()]
    for name, part in parts.items():
        options = set(re.findall(r"'\*?--([\w-]+)\[", part)) | COMMON
        wrong += [f"{name}: --{option}" for option in options ^ COMMANDS.get(name, set())]
    if shutil.which("zsh"):
        wrong += subprocess.run(["zsh", "-n", COMPLETIONS / "_cck"], capture_output=True, text=True, check=False).stderr.splitlines()
    return wrong


tap.run(
    _the_manual_has_every_command_and_no_other,
    _the_manual_has_every_option_and_no_other,
    _the_manual_has_every_code_with_its_status,
    _the_manual_has_every_member,
    _the_manual_is_well_formed,
    _the_manual_reads_well_elsewhere,
    _bash_offers_every_command,
    _bash_offers_every_option,
    _bash_offers_names_and_values,
    _bash_offers_what_the_help_lists,
    _zsh_asks_as_bash_does,
    _bash_completion_is_clean,
    _fish_offers_every_command,
    _fish_offers_every_option,
    _zsh_knows_every_command_and_option,
)

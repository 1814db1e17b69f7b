#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cck answers to right and wrong command lines."""

import re
import signal
import subprocess

import tap
from running import CCK, SECRET, Terminal, assert_equal, assert_in, assert_not_in, cck, file

COMMANDS = ["provider add", "provider list", "provider show", "provider edit", "provider remove", "provider export",
            "provider import", "provider check", "provider register", "sign-in", "accounts", "token", "refresh", "exchange",
            "userinfo", "introspect", "revoke", "sign-out", "inspect", "snippet", "history", "practice", "practice mint", "demo",
            "help"]


def own_lines(result):
    """Standard error without the debug lines of libraries."""
    return [line for line in result.err.splitlines() if line and "DEBUG" not in line and not line.startswith(("(", "=="))]


def _version_is_one_line():
    assert_equal(bool(re.fullmatch(r"cck \d+\.\d+\.\d+\n", cck("--version").out)), True, "the line")


def _help_lists_every_command():
    listed = cck("help").out
    for command in COMMANDS:
        if not re.search(rf"^  {command} ", listed, re.MULTILINE):
            return f"{command} is not listed"
    assert_equal(cck("--help").out, listed, "cck --help")
    return None


def _every_command_has_help():
    for command in COMMANDS:
        shown = cck("help", *command.split()).out
        assert_in(f"cck {command}", shown, "usage")
        assert_in("--json", shown, "options")
        assert_equal(cck(*command.split(), "--help").out, shown, f"cck {command} --help")
        if any(len(line) > 80 for line in shown.splitlines() if "--" not in line and "{" not in line):
            return f"the help of {command} has a line of more than 80 letters"
    return None


def _a_group_shows_its_commands():
    shown = cck("provider", "--help").out
    assert_in("provider remove", shown, "commands")
    assert_not_in("sign-in", shown, "commands")
    assert_equal(cck("help", "provider").out, shown, "cck help provider")


def _a_command_with_commands_below_shows_its_own_page():
    for option in "--help", "-h":
        shown = cck("practice", option).out
        assert_in("--misbehave KIND", shown, f"cck practice {option}")
        assert_in("  signature-rs256  ", shown, f"cck practice {option}")
        assert_in("  practice mint  ", shown, f"cck practice {option}")
    assert_not_in("practice mint  ", cck("practice", "mint", "--help").out.split("\n", 3)[3], "cck practice mint --help")


def _no_command_is_a_usage_error():
    for arguments in [], ["nonsense"], ["provider"], ["provider", "nonsense"], ["help", "nonsense"]:
        result = cck(*arguments, expect=2)
        assert_equal(result.out, "", "standard output")
        assert_equal(own_lines(result)[0].startswith("cck: "), True, "the message begins with the program")
        assert_in("cck help", result.err, "the next step")


def _an_unknown_option_is_a_usage_error():
    for option in "--par", "--nonsense", "--token-endpoint":
        result = cck("sign-in", "Acme", option, expect=2)
        assert_equal(own_lines(result), [f"cck: Unknown option {option}.", "“cck help sign-in” shows what it takes."],
                     "standard error")


def _the_value_of_an_unknown_option_is_not_repeated():
    assert_not_in(SECRET, cck("sign-in", "Acme", f"--nonsense={SECRET}", expect=2).err, "standard error")


def _a_secret_on_the_command_line_is_refused():
    for arguments in (["provider", "add", "Acme", "--client-secret", SECRET], ["inspect", f"--secret={SECRET}"],
                      ["inspect", "--token", SECRET]):
        result = cck(*arguments, expect=2)
        assert_in("other programs can read", result.err, "the sentence")
        assert_not_in(SECRET, result.err + result.out, "the output")


def _a_grant_that_is_not_offered_is_explained():
    for option, words in (("--implicit", "§2.1.2"), ("--password", "§2.4"), (f"--password={SECRET}", "§2.4")):
        result = cck("sign-in", "Acme", option, "--json", expect=2)
        assert_in(words, result.err, "standard error")
        assert_in("--device", result.err, "the next step")
        assert_not_in(SECRET, result.err + result.out, "the output")


def _the_tables_are_there_for_programs():
    tables = cck("help", "--json").json
    assert_equal([command["name"] for command in tables["commands"]], COMMANDS, "commands")
    assert_equal(set(tables["commands"][0]), {"name", "arguments", "summary", "options"}, "a command's members")
    assert_equal(set(tables["commands"][0]["options"][0]), {"name", "letter", "argument", "description"}, "an option's members")
    assert_equal({code["exit_status"] for code in tables["codes"]}, {1, 2, 3, 4, 5, 6}, "exit statuses of all codes")
    assert_equal(cck("help", "provider", "show", "--json").json, tables["commands"][2], "one command")


def _missing_and_superfluous_arguments_are_named():
    assert_in("PROVIDER is missing", cck("sign-in", expect=2).err, "standard error")
    assert_in("no more than 1", cck("sign-in", "a", "b", expect=2).err, "standard error")
    assert_in("--issuer is missing", cck("provider", "add", "Acme", expect=2).err, "standard error")


def _wrong_values_are_named():
    for arguments, words in (
            (["token", "Acme", "--format", "xml"], "--format takes raw"),
            (["token", "Acme", "--type", "refresh"], "--type takes access or id"),
            (["token", "Acme", "--min-valid", "-1"], "--min-valid"),
            (["token", "Acme", "--min-valid", "soon"], "soon"),
            (["sign-in", "Acme", "--timeout", "0"], "--timeout takes"),
            (["sign-in", "Acme", "--max-age", "x"], "--max-age takes"),
            (["sign-in", "Acme", "--no-browser", "--browser", "true"], "do not go together"),
            (["inspect", "--at", "tomorrow"], "--at takes"),
            (["inspect", "--leeway", "-5"], "--leeway takes"),
            (["inspect", "--profile", "saml"], "--profile takes"),
            (["inspect", "--algorithms", "RS256,none"], "does not know “none”"),
            (["inspect", "--jwks", "a", "--key", "b"], "Only one of"),
            (["practice", "--port", "70000"], "--port takes"),
            (["practice", "--access-lifetime", "0"], "--access-lifetime takes"),
            (["inspect", "--max-age", "-5"], "--max-age takes"),
            (["inspect", "--account", "A", "--http-method", "GET"], "to check something else"),
            (["sign-in", "Acme", "--device", "--client-credentials"], "do not go together"),
            (["sign-in", "Acme", "--device", "--prompt", "none"], "do not go together"),
            (["sign-in", "Acme", "--client-credentials", "--browser", "true"], "do not go together"),
            (["sign-out", "Acme", "--no-browser"], "go with --end-session"),
            (["exchange", "Acme"], "--audience is missing"),
            (["exchange", "Acme", "--audience", "a", "--format", "xml"], "--format takes raw"),
            (["snippet", "Acme", "wget"], "not for “wget”"),
            (["snippet", "Acme", "curl", "ftp://a.example"], "whole one"),
            (["snippet", "Acme", "curl", "http://a.example"], "Use https://"),
            (["history", "--since", "tomorrow"], "--since takes"),
            (["history", "Acme", "--verify"], "no ACCOUNT"),
            (["practice", "--misbehave", "nonsense"], "nonsense")):
        assert_in(words, cck(*arguments, expect=2).err, f"cck {' '.join(arguments)}")


def _a_name_is_text():
    assert_in("\\xFF", cck("provider", "show", b"\xff".decode(errors="surrogateescape"), expect=2).err, "standard error")


def _letters_beyond_ascii_survive_the_c_locale():
    assert_in("“Ärger”", cck("provider", "show", "Ärger", LC_ALL="C", expect=2).err, "standard error")


def _an_error_with_json_is_a_document():
    error = cck("provider", "show", "Nobody", "--json", expect=2).json["error"]
    assert_equal(set(error), {"code", "message", "next"}, "members")
    assert_equal(error["code"], "not-found", "code")
    assert_equal(cck("provider", "show", "--json", expect=2).json["error"]["code"], "usage", "code")


def _options_may_come_first():
    assert_equal(cck("--json", "accounts").json, [], "accounts")


def _debug_lines_never_reach_standard_output():
    assert_equal(cck("accounts", "--json", G_MESSAGES_DEBUG="all").out, "[]\n", "standard output")
    assert_equal(cck("token", "Nobody", "--json", expect=2).out, "", "standard output of a failed cck token")


def _an_output_that_takes_no_more_is_told_of():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([CCK, "provider", "list", "--json"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert_equal(done.returncode, 4, "exit status")
    assert_in("Standard output could not be written", done.stderr, "the sentence")


def _a_warning_of_a_library_ends_the_test():
    # GLib warns that there is no such module; G_DEBUG of running.py makes that the program's end: a trap, with GLib 2.90 an abort.
    ending = {-signal.SIGTRAP, -signal.SIGABRT}
    assert_in("WARNING", cck("provider", "list", expect=ending, GSETTINGS_BACKEND="planted").err, "the planted warning")


def _colour_is_for_terminals():
    unsigned = file("unsigned", "eyJhbGciOiJub25lIn0.e30.")

    def on_terminal(**environment):
        terminal = Terminal("inspect", unsigned, **environment)
        assert_equal(terminal.end(), 1, "exit status")
        return terminal.shown
    assert_in("\033[31m", on_terminal(TERM="xterm"), "on a terminal")
    assert_not_in("\033[", on_terminal(TERM="xterm", NO_COLOR="1"), "with NO_COLOR")
    assert_not_in("\033[", on_terminal(), "on a dumb terminal")
    assert_not_in("\033[", cck("inspect", unsigned, expect=1).out, "in a pipe")


tap.run(
    _version_is_one_line,
    _help_lists_every_command,
    _every_command_has_help,
    _a_group_shows_its_commands,
    _a_command_with_commands_below_shows_its_own_page,
    _no_command_is_a_usage_error,
    _an_unknown_option_is_a_usage_error,
    _the_value_of_an_unknown_option_is_not_repeated,
    _a_secret_on_the_command_line_is_refused,
    _a_grant_that_is_not_offered_is_explained,
    _the_tables_are_there_for_programs,
    _missing_and_superfluous_arguments_are_named,
    _wrong_values_are_named,
    _a_name_is_text,
    _letters_beyond_ascii_survive_the_c_locale,
    _an_error_with_json_is_a_document,
    _options_may_come_first,
    _debug_lines_never_reach_standard_output,
    _an_output_that_takes_no_more_is_told_of,
    _a_warning_of_a_library_ends_the_test,
    _colour_is_for_terminals,
)

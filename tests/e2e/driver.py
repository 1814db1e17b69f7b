# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with a window, through the accessibility bus and, where that has no way, the keyboard.

Import it once a Desktop stands: the accessibility library reads the environment when it is loaded.
"""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import catalog  # noqa: E402
from displays import display, output  # noqa: E402
from waiting import PATIENCE, wait_until  # noqa: E402

Atspi.init()

# Each step through a window is a call to another process, so these are left out: what has nothing in it, and what has no words.
CHILDLESS = ("label", "image", "level bar", "separator")
WORDLESS = ("panel", "grouping", "list", "list item", "button", "toggle button", "radio button", "page tab", "scroll pane", "image",
            "row header", "application", "frame", "form", "menu item", "separator")
# The language that the window speaks, where it is an invented one (languages.py); tests go on naming things in English.
language = None

PRESSES = ("click", "activate", "press", "toggle", "menu.popup")


def safely(function, *arguments):
    """None where the thing has gone meanwhile or its application is busy."""
    try:
        return function(*arguments)
    except GLib.Error:
        return None


def names(words):
    """What a thing with these words may be called."""
    return {words, catalog.speak(words, language)} if language else {words}


def has_words(text, words):
    return words in text or (language is not None and catalog.speak(words, language).strip(catalog.OPEN + catalog.CLOSE) in text)


class Thing:
    """Something that the window shows."""

    def __init__(self, accessible):
        self.accessible = accessible
        self.known_role = ""

    @property
    def name(self):
        return safely(self.accessible.get_name) or ""

    @property
    def role(self):
        """It never changes, and is asked for most."""
        self.known_role = self.known_role or safely(self.accessible.get_role_name) or ""
        return self.known_role

    def has(self, state):
        states = safely(self.accessible.get_state_set)
        return states is not None and states.contains(getattr(Atspi.StateType, state))

    def children(self):
        for index in range(safely(self.accessible.get_child_count) or 0):
            child = safely(self.accessible.get_child_at_index, index)
            if child:
                yield Thing(child)

    def everything(self):
        """This and all that is shown in it. What is hidden is not walked: each step is a call to the other process."""
        yield self
        if self.role not in CHILDLESS:
            for child in self.children():
                if child.has("SHOWING"):
                    yield from child.everything()

    def matching(self, role, name=None):
        return (thing for thing in self.everything() if thing.role == role and (name is None or thing.name in names(name)))

    def find_all(self, role, name=None):
        return list(self.matching(role, name))

    def find(self, role, name=None, patience=PATIENCE):
        """The first of this role and name that is shown, once there is one."""
        try:
            return wait_until(lambda: next(self.matching(role, name), None), f"{role} {name!r}", patience)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; the window shows:\n{self.outline()}") from None

    def gone(self, role, name=None):
        wait_until(lambda: next(self.matching(role, name), None) is None, f"{role} {name!r} to go")

    def texts(self):
        """All the words that are shown."""
        return list(self.words())

    def words(self):
        for thing in self.everything():
            name = thing.name
            yield from [name] if name else []
            # A label's text is its name; asking for a text takes three calls.
            if not (thing.role == "label" and name) and thing.role not in WORDLESS:
                yield from {thing.text()} - {name, ""}

    def says(self, words, patience=PATIENCE):
        """The first shown text that has these words, once there is one."""
        try:
            return wait_until(lambda: next((text for text in self.words() if has_words(text, words)), None), repr(words), patience)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; the window shows:\n{self.outline()}") from None

    def text(self):
        text = safely(self.accessible.get_text_iface)
        return text and safely(lambda: Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))) or ""

    def set_text(self, words):
        editable = self.accessible.get_editable_text_iface()
        if editable is None:
            raise AssertionError(f"{self.role} {self.name!r} can't be edited")
        Atspi.EditableText.set_text_contents(editable, words)

    def actions(self):
        action = safely(self.accessible.get_action_iface)
        return [action.get_action_name(index) for index in range(action.get_n_actions())] if action else []

    def press(self):
        offered = self.actions()
        wanted = next((action for action in PRESSES if action in offered), None)
        if wanted is None:
            raise AssertionError(f"{self.role} {self.name!r} can't be pressed, it offers {offered}")
        self.accessible.get_action_iface().do_action(offered.index(wanted))

    def place(self):
        """Where it is in its window, shadow and all: left, top, width, height. Its place on the screen is told to nobody."""
        box = Atspi.Component.get_extents(self.accessible.get_component_iface(), Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def middle(self):
        """Where it is in the window, to point at."""
        left, top, width, height = self.place()
        return left + width // 2, top + height // 2

    def outline(self, depth=0):
        """What is shown and has words, by its place."""
        words = f"{self.role} {self.name!r}" + (f" {self.text()[:60]!r}" if self.text() not in ("", self.name) else "")
        own = ["  " * depth + words] if self.name or self.text() else []
        return "\n".join(own + [outline for child in self.children() if child.has("SHOWING")
                                for outline in [child.outline(depth + len(own))] if outline])


def applications(name):
    """The roots of the applications of this name that are on the accessibility bus now."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache_single()
    return [thing for thing in Thing(desktop).children() if thing.name == name]


def application(name="claimcheck"):
    """The application's root, once it is on the accessibility bus."""
    return wait_until(lambda: applications(name), f"the application {name}")[0]


def focus_window():
    """Give the application's window the keyboard, as a click on it would; how the display calls it."""
    window = wait_until(display().window, "the window")
    display().focus(window)
    return window


def keys(*names):
    display().keys(*names)


def type_words(words):
    display().type(words)


def clipboard():
    """What another program gets when it pastes."""
    return display().clipboard()


def xdotool(*arguments):
    """What only X has."""
    return output("xdotool", *arguments)

"""Guards of the house: which way imports go, what templates, styles and tests may hold, and how long a file may be."""

import ast
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ("skills2work", "network", "practices", "stories")
# What each app may not import. The files that put the house together may import everything.
FORBIDDEN = {
    "skills2work": {"network", "practices", "stories"},
    "network": {"practices", "stories"},
    "practices": {"stories"},
    "stories": set(),
}
COMPOSITION = {"skills2work/settings.py", "skills2work/urls.py", "skills2work/wsgi.py"}
MODULES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
STYLES = sorted((ROOT / "static").rglob("*.css"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def relative(path):
    return path.relative_to(ROOT).as_posix()


def source(path):
    return path.read_text(encoding="utf-8")


def parsed(path):
    return ast.parse(source(path), filename=relative(path))


def functions_in(path):
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]


def offenders(paths, wrong):
    """Return what is wrong in each file that has something wrong, by its path."""
    found = {relative(path): wrong(path) for path in paths}
    return {name: what for name, what in found.items() if what}


@pytest.mark.parametrize("files", [MODULES, TEMPLATES, COMPONENTS, STYLES, TESTS])
def test_there_are_files_to_guard(files):
    assert files


# Imports


def imported(tree, package):
    """Return the names of the modules that a module of a package imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = package[: len(package) - node.level + 1] if node.level else []
            names.add(".".join([*up, *filter(None, [node.module])]))
    return names


def imports_of(path):
    return imported(parsed(path), path.relative_to(ROOT).parts[:-1])


def upward(path):
    """Return what a module imports and may not."""
    app = path.relative_to(ROOT).parts[0]
    forbidden = set() if relative(path) in COMPOSITION else FORBIDDEN[app]
    return sorted(name for name in imports_of(path) if name.split(".")[0] in forbidden)


def test_imports_go_down_only():
    assert offenders(MODULES, upward) == {}


def test_the_product_does_not_import_its_tests():
    assert offenders(MODULES, lambda path: [name for name in imports_of(path) if name.split(".")[0] == "tests"]) == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import stories.models", "stories.models"),
        ("def view():\n    from stories import models", "stories"),
        ("if TYPE_CHECKING:\n    from stories.models import Story", "stories.models"),
        ("from ..models import Practice", "practices.models"),
        ("from . import country", "practices.views"),
    ],
)
def test_an_import_is_seen_wherever_it_hides(code, expected):
    assert imported(ast.parse(code), ("practices", "views")) == {expected}


# Length


def length(path):
    return len(source(path).splitlines())


def long_views(path):
    views = [node for node in functions_in(path) if node.args.args and node.args.args[0].arg == "request"]
    return [node.name for node in views if node.end_lineno - node.lineno + 1 > 40]


def test_a_module_has_at_most_400_lines():
    assert [relative(path) for path in MODULES if length(path) > 400] == []


def test_a_template_has_at_most_120_lines():
    assert [relative(path) for path in TEMPLATES if length(path) > 120] == []


def test_a_view_has_at_most_40_lines():
    assert offenders(MODULES, long_views) == {}


def test_a_module_says_in_its_first_line_what_it_is_about():
    silent = [path for path in MODULES if source(path).strip() and not ast.get_docstring(parsed(path))]
    assert [relative(path) for path in silent] == []


# Models


@pytest.mark.parametrize("label", APPS)
def test_every_constraint_can_say_what_is_wrong(label):
    constraints = [rule for model in apps.get_app_config(label).get_models() for rule in model._meta.constraints]
    silent = [rule.name for rule in constraints if rule.violation_error_message == rule.default_violation_error_message]
    assert silent == []


# Templates

DJANGO = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
INLINE = re.compile(r"<[a-z][^>]*?\s(style|on[a-z]+)\s*=", re.IGNORECASE)
# A script that is a file of ours is welcome; text inside the element is not.
ELEMENT = re.compile(r"<\s*(style|script)\b(?![^>]*\ssrc=)", re.IGNORECASE)
COMPONENT = re.compile(r'\{%\s*include\s+("components/[^"]+"[^%]*)%\}')


def markup(path):
    """Return a template without what Django replaces."""
    return DJANGO.sub("", source(path))


def written_elements(path):
    """Return the texts of a module, docstrings included, that hold a script or style element."""
    texts = [node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and ELEMENT.search(text)]


def loose_components(path):
    """Return the components that a template includes without `only`. The chrome, site_*.html, reads the context."""
    used = COMPONENT.findall(source(path))
    return [use for use in used if "components/site_" not in use and use.split()[-1] != "only"]


def test_a_template_has_no_inline_style_and_no_inline_handler():
    assert offenders(TEMPLATES, lambda path: INLINE.findall(markup(path))) == {}


def test_a_template_has_no_style_and_no_script_element():
    assert offenders(TEMPLATES, lambda path: ELEMENT.findall(markup(path))) == {}


def test_only_two_tags_write_a_script_or_a_style_element():
    tags = {"skills2work/templatetags/s2w.py", "practices/templatetags/pack.py"}  # structured data; the one-file pack
    assert set(offenders(MODULES, written_elements)) == tags


@pytest.mark.parametrize(
    "html", ['<p class="a" style="color:red">', "<a\nonclick=x>", '<p STYLE = "x">', "<svg onload=x>"]
)
def test_an_inline_style_or_handler_is_seen(html):
    assert INLINE.search(html)


def test_a_component_begins_with_what_it_takes():
    assert [relative(path) for path in COMPONENTS if not source(path).startswith("{#")] == []


def test_a_component_gets_only_what_it_is_given():
    assert offenders(TEMPLATES, loose_components) == {}


def test_every_component_is_used():
    texts = [source(path) for path in [*TEMPLATES, *MODULES]]
    assert [path.name for path in COMPONENTS if not any(f"components/{path.name}" in text for text in texts)] == []


# Styles


def declarations(css):
    """Return the pairs of property and value in a style sheet, nested rules included; quoted texts are emptied."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)", "''", css)
    found = []
    for statement, end in re.findall(r"([^{};]*)([{};])", css):
        name, colon, value = statement.partition(":")
        if end != "{" and colon and not statement.strip().startswith("@"):
            found.append((name.strip(), value.strip()))
    return found


def sided(path):
    """Return the declarations with a property or value that names a side."""
    found = declarations(source(path))
    words = {pair: set(re.split(r"[^a-z]+", " ".join(pair).lower())) for pair in found if not pair[0].startswith("--")}
    return [pair for pair, inside in words.items() if inside & {"left", "right"}]


def test_a_style_sheet_names_no_side():
    assert offenders(STYLES, sided) == {}


def test_a_style_sheet_floats_nothing():
    assert offenders(STYLES, lambda path: [name for name, _ in declarations(source(path)) if name == "float"]) == {}


def test_a_style_sheet_aligns_text_by_the_direction_of_writing():
    found = [pair for path in STYLES for pair in declarations(source(path))]
    assert {value for name, value in found if name.startswith("text-align")} <= {"start", "end", "center"}


def test_every_token_that_is_used_is_defined():
    sheets = [source(path) for path in STYLES]
    # The style sheet of the admin stands on Django's own, which defines the colours of both its themes.
    of_django = Path(django.__file__).parent / "contrib/admin/static/admin/css"
    known = [*sheets, *((of_django / name).read_text() for name in ("base.css", "dark_mode.css"))]
    defined = {name for sheet in known for name, _value in declarations(sheet) if name.startswith("--")}
    used = {name for sheet in sheets for name in re.findall(r"var\(\s*(--[\w-]+)", sheet)}
    assert used - defined == set()


def test_declarations_are_read_as_a_browser_does():
    css = "/* a: b; */ @media (width > 1px) { a:hover { color: red; &::before { content: 'x: y;'; left: 0 } } }"
    assert declarations(css) == [("color", "red"), ("content", "''"), ("left", "0")]


# Tests

CHECKING_CONTEXTS = {"raises", "warns", "django_assert_num_queries", "django_assert_max_num_queries"}
CHECKING_CALLS = ("assert_", "expect", "fail")


def name_of(node):
    """Return the last part of what a call calls."""
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def checks(function, helpers=frozenset()):
    """Say whether a function can fail a test: by itself, or by one of the helpers that can."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.withitem) and name_of(node.context_expr) in CHECKING_CONTEXTS:
            return True
        if isinstance(node, ast.Call) and (name_of(node).startswith(CHECKING_CALLS) or name_of(node) in helpers):
            return True
    return False


def twins(path):
    """Return the names that stand twice in a file: the second test would hide the first."""
    scopes = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Module | ast.ClassDef)]
    names = [sorted(node.name for node in scope.body if isinstance(node, ast.FunctionDef)) for scope in scopes]
    return [first for found in names for first, second in pairwise(found) if first == second]


def test_every_test_checks_something():
    functions = [(relative(path), node) for path in TESTS for node in functions_in(path)]
    tests = [(name, node) for name, node in functions if node.name.startswith("test_")]
    others = [node for _name, node in functions if not node.name.startswith(("test_", "__"))]
    helpers = {node.name for node in others if checks(node)}
    assert [f"{name}: {node.name}" for name, node in tests if not checks(node, helpers)] == []


def test_no_test_hides_another_of_the_same_name():
    assert offenders([path for path in TESTS if path.name.startswith("test_")], twins) == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("assert True", True),
        ("with pytest.raises(ValueError):\n  run()", True),
        ("expect(page).to_be_visible()", True),
        ("open_page(client)", True),
        ("run()", False),
        ("django_assert_num_queries(1)", False),
        ("page == 1", False),
    ],
)
def test_a_test_that_checks_nothing_is_seen(code, expected):
    assert checks(ast.parse(code), helpers={"open_page"}) is expected


# What no file may hold. The words are put together here so that this file does not hold them itself.

REGISTRIES = [
    ".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"))
]
MIRRORS = ["/".join(words) for words in (("", "opt", "pypi"), ("", "opt", "wheels"), ("", "tmp", "bash"))]
FOREIGN_FOLDER = re.compile(r"(?<![\w./:%-])/" + r"work/")  # not a part of a longer path or of an address


@pytest.fixture(scope="module")
def committed():
    """The text of every file that is committed, by its path."""
    if not (ROOT / ".git").exists():
        pytest.skip("This is no checkout: git cannot say which files are committed")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return {relative(path): path.read_text(encoding="utf-8", errors="ignore") for path in paths if path.is_file()}


def test_no_committed_file_names_a_package_registry(committed):
    names = [*REGISTRIES, *MIRRORS]
    assert [(path, name) for path, text in committed.items() for name in names if name in text] == []


def test_no_committed_file_names_a_folder_of_the_machine_it_was_written_on(committed):
    assert [path for path, text in committed.items() if FOREIGN_FOLDER.search(text)] == []

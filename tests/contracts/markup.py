"""Finds places where a plain string could reach Textual's markup parser.

A `str` given to nearly any widget is parsed: a case called `[x]` loses its name and a note with `[/b]` ends the
program. So `tui/text.py` alone makes what is shown, and everywhere else a widget gets what is visibly `Content`: made
on the spot, or annotated so. What the reader of the code cannot see to be safe, this lint refuses as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.source import at, dotted, tree

# Constructors and the keywords, beside all positional arguments, that are parsed as markup.
WIDGETS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "CollapsibleTitle", "Tab", "TabPane", "Tabs",
    "Placeholder", "Option", "OptionList", "Select", "Selection", "SelectionList", "Toast", "Tooltip", "Tree",
    "TreeNode",
}  # fmt: skip
PARSED_KEYWORDS = {"content", "renderable", "label", "title", "prompt", "message", "options", "tooltip"}
# Methods of widgets alone, and methods whose names others have too: there only what is visibly text is refused.
METHODS = {
    "notify", "add_option", "add_options", "set_options", "replace_option_prompt", "replace_option_prompt_at_index",
    "add_row", "add_column", "add_columns", "update_cell", "update_cell_at", "add_leaf", "set_label",
}  # fmt: skip
SHARED_METHODS = {"update", "write", "add", "print"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
SHARED_ATTRIBUTES = {"label", "prompt"}
# What makes text that no parser touches, and what parses: the second only inside tui/text.py.
SAFE_TYPES = {"Content", "Text", "Option", "Selection", "Segment", "Strip", "Widget", "Separator"} | WIDGETS
PARSERS = {"from_markup", "from_rich_text", "Markdown", "MarkdownViewer"}
TEXT_MAKERS = {"_", "n_", "p_", "str", "repr", "format", "join", "label", "strip", "replace", "upper", "title"}
SAFE, TEXT, UNKNOWN = "safe", "text", "unknown"


class Names:
    """What the annotations of all screens say: the kind of every function, method, attribute and parameter by name."""

    def __init__(self, files: list[Path]) -> None:
        self.returns: dict[str, set[str]] = {}
        self.values: dict[str, set[str]] = {}
        self.of_module: dict[str, dict[str, str]] = {}
        self.tamed: set[str] = set()
        for file in files:
            for node in ast.walk(tree(file)):
                self._learn(node)
            own = [node for node in tree(file).body if isinstance(node, ast.FunctionDef) and node.returns is not None]
            self.of_module[module_name(file)] = {
                node.name: kind_of_annotation(node.returns) for node in own if node.returns is not None
            }

    def visible_in(self, file: Path) -> dict[str, str]:
        """What the functions give that a file can call by their bare name: its own, and those it imports."""
        visible = dict(self.of_module[module_name(file)])
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ImportFrom) and node.module in self.of_module:
                there = self.of_module[node.module]
                visible |= {one.asname or one.name: there[one.name] for one in node.names if one.name in there}
        return visible

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            self.returns.setdefault(node.name, set()).add(kind_of_annotation(node.returns))
            if any(_tames(child, node.name) for child in ast.walk(node)):
                self.tamed.add(node.name)
        elif isinstance(node, ast.ClassDef) and any(
            dotted(base).rpartition(".")[2] in SAFE_TYPES for base in node.bases
        ):
            self.returns.setdefault(node.name, set()).add(SAFE)
        elif isinstance(node, ast.AnnAssign):
            name = dotted(node.target).rpartition(".")[2]
            self.values.setdefault(name, set()).add(kind_of_annotation(node.annotation))


def _tames(node: ast.AST, name: str) -> bool:
    """Whether a method hands on to the one it overrides with markup switched off, as our app does with `notify`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func) == f"super().{name}"
        and any(keyword.arg == "markup" and _is(keyword.value, False) for keyword in node.keywords)
    )


def module_name(file: Path) -> str:
    """The dotted name by which other files import this one."""
    parts = file.with_suffix("").parts
    start = len(parts) - parts[::-1].index("mdoverleg") - 1 if "mdoverleg" in parts else len(parts) - 1
    return ".".join(parts[start:]).removesuffix(".__init__")


def kind_of_annotation(annotation: ast.expr) -> str:
    """Safe where only Content and its like can be meant, text where a string can."""
    source = annotation.value if isinstance(annotation, ast.Constant) else None
    node = ast.parse(source, mode="eval").body if isinstance(source, str) else annotation
    words = {dotted(part).rpartition(".")[2] for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)}
    if "str" in words or "VisualType" in words or "ContentText" in words:
        return TEXT
    return SAFE if words & SAFE_TYPES or "ComposeResult" in words else UNKNOWN


class Lint(ast.NodeVisitor):
    """Walks one file; `found` says where something is shown that is not visibly safe."""

    def __init__(self, file: Path, names: Names) -> None:
        self.file = file
        self.names = names
        self.functions = names.visible_in(file)
        self.found: list[str] = []
        self.scopes: list[dict[str, str]] = [{}]
        self.widget_classes: list[bool] = [False]

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember whether `super().__init__` here is a widget's."""
        self.widget_classes.append(any(dotted(base).rpartition(".")[2] in WIDGETS for base in node.bases))
        self.generic_visit(node)
        self.widget_classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """A function sees its own parameters and variables, and those around it."""
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        scope = {item.arg: kind_of_annotation(item.annotation) for item in arguments if item.annotation is not None}
        self.scopes.append({**self.scopes[-1], **scope})
        self.generic_visit(node)
        self.scopes.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the visitor looks for this name

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """An annotated variable is what it says."""
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            self.scopes[-1][node.target.id] = kind_of_annotation(node.annotation)

    def visit_Assign(self, node: ast.Assign) -> None:
        """A variable is what it was last given; some attributes are shown as they are given."""
        self.generic_visit(node)
        kind = self.kind(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scopes[-1][target.id] = kind
            elif isinstance(target, ast.Attribute):
                self._check(node, node.value, target.attr in ATTRIBUTES, target.attr in SHARED_ATTRIBUTES)

    def visit_For(self, node: ast.For) -> None:
        """The variable of a loop is of the kind of what is looped over."""
        if isinstance(node.target, ast.Name):
            self.scopes[-1][node.target.id] = self.kind(node.iter)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """The places where a widget is given something to show."""
        self.generic_visit(node)
        name = dotted(node.func).rpartition(".")[2]
        method = isinstance(node.func, ast.Attribute)
        parent = name == "__init__" and self.widget_classes[-1]
        if name in PARSERS or any(
            keyword.arg == "markup" and not _is(keyword.value, False) for keyword in node.keywords
        ):
            self.found.append(f"{at(self.file, node)} {ast.unparse(node)}: parses markup")
        if any(keyword.arg == "markup" and _is(keyword.value, False) for keyword in node.keywords):
            return
        strict = (not method and name in WIDGETS) or (method and name in METHODS - self.names.tamed) or parent
        shared = method and name in SHARED_METHODS
        for value in [*node.args, *(item.value for item in node.keywords if item.arg in PARSED_KEYWORDS)]:
            self._check(node, value, strict, shared)

    def _check(self, node: ast.AST, value: ast.expr, strict: bool, shared: bool) -> None:
        kind = self.kind(value)
        if (strict and kind != SAFE) or (shared and kind == TEXT):
            self.found.append(f"{at(self.file, node)} {ast.unparse(value)}: {kind}, not Content")

    def kind(self, node: ast.expr) -> str:
        """Safe, text or unknown, from what stands in the code."""
        match node:
            case ast.Constant():
                return (
                    TEXT if isinstance(node.value, str) and any(c.isalpha() or c == "[" for c in node.value) else SAFE
                )
            case ast.JoinedStr():
                return TEXT
            case ast.Call():
                return self._kind_of_call(node)
            case ast.Name():
                return self.scopes[-1].get(node.id, UNKNOWN)
            case ast.Attribute():
                return _agreed(self.names.values.get(node.attr, set()) | self.names.returns.get(node.attr, set()))
            case _:
                return _worst([self.kind(part) for part in _parts(node)])

    def _kind_of_call(self, node: ast.Call) -> str:
        name = dotted(node.func).rpartition(".")[2]
        if isinstance(node.func, ast.Name) and name in self.functions:
            return self.functions[name]
        if name in TEXT_MAKERS and name not in self.names.returns:
            # Content has some of these methods too: Content(...).join(...) is Content.
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            return (
                SAFE if owner is not None and self.kind(owner) == SAFE and not isinstance(owner, ast.Constant) else TEXT
            )
        if name in SAFE_TYPES:
            return SAFE
        if isinstance(node.func, ast.Attribute) and dotted(node.func.value).rpartition(".")[2] in SAFE_TYPES:
            return SAFE
        return _agreed(self.names.returns.get(name, set()))


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """What a value is put together from, where it is not simply one thing."""
    match node:
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.BoolOp():
            yield from node.values
        case ast.BinOp():
            yield from (node.left, node.right)
        case ast.List() | ast.Tuple() | ast.Set():
            yield from node.elts
        case ast.Starred() | ast.Await() | ast.NamedExpr() | ast.Subscript():
            yield node.value
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            yield node.elt


def _agreed(kinds: set[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else (TEXT if TEXT in kinds else UNKNOWN)


def _worst(kinds: list[str]) -> str:
    return TEXT if TEXT in kinds else UNKNOWN if UNKNOWN in kinds or not kinds else SAFE


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def faults(files: list[Path]) -> list[str]:
    """Every place in the files where something that is not visibly safe is shown."""
    names = Names(files)
    found = []
    for file in files:
        lint = Lint(file, names)
        lint.visit(tree(file))
        found += lint.found
    return found

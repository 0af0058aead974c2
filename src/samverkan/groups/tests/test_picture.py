"""The drawing: told by shape and dash, not by colour alone; places that do not move with the date."""

from itertools import pairwise

from samverkan.groups.facts import ALLIANCE, OTHER, ties_on
from samverkan.groups.picture import NARROW, RADIUS, SHEET, Shown, draw, narrow_sheet
from samverkan.groups.tests.made_up import DAY, tie

GROUPS = {key: Shown(name) for key, name in (("a", "Kvarts"), ("b", "Gnejs"), ("c", "Skiffer"))}


def test_nodes_come_by_name_whatever_order_they_were_told_in():
    told = draw(GROUPS, [], [])
    turned = draw(dict(reversed(GROUPS.items())), [], [])
    assert told == turned
    assert [node.name for node in told.nodes] == ["Gnejs", "Kvarts", "Skiffer"]


def test_a_group_keeps_its_place_when_ties_come_and_go():
    ever = [tie(1, "a", "b"), tie(2, "b", "c", ended=DAY.replace(day=9))]
    before, after = (draw(GROUPS, ties_on(ever, day), ever) for day in (DAY, DAY.replace(day=20)))
    assert before.nodes == after.nodes
    assert len(before.lines) == 2
    assert len(after.lines) == 1


def test_each_relation_has_a_line_of_its_own_shape():
    paths = {
        relation: draw(GROUPS, [tie(1, "a", "b", relation=relation)], []).lines[0].path
        for relation in ("conflict", ALLIANCE, OTHER)
    }
    assert paths["conflict"].count("L") > 3  # a zigzag
    assert paths[ALLIANCE].count("M") == 2  # two lines
    assert (paths[OTHER].count("M"), paths[OTHER].count("L")) == (1, 1)


def test_two_ties_of_a_pair_do_not_cover_one_another():
    both = [tie(1, "a", "b"), tie(2, "b", "a", relation=ALLIANCE)]
    one, other = draw(GROUPS, both, both).lines
    assert abs(one.sign.x - other.sign.x) + abs(one.sign.y - other.sign.y) > 15


def test_lines_end_at_the_edge_of_the_groups():
    told = draw(GROUPS, [tie(1, "a", "b", relation=OTHER)], [tie(1, "a", "b")])
    at = {node.key: node.at for node in told.nodes}
    x, y = (float(word) for word in told.lines[0].path[1:].split("L")[0].split())
    distance = ((x - at["a"].x) ** 2 + (y - at["a"].y) ** 2) ** 0.5
    assert abs(distance - RADIUS) < 0.2


def test_a_tie_to_a_group_that_is_not_shown_is_not_drawn():
    assert draw(GROUPS, [tie(1, "a", "x"), tie(2, "a", "a")], []).lines == []


def test_no_groups_no_drawing():
    assert draw({}, [], []).nodes == []


def test_a_zigzag_goes_from_side_to_side():
    path = draw(GROUPS, [tie(1, "a", "b")], []).lines[0].path
    points = [tuple(map(float, word.split())) for word in path[1:].split("L")]
    assert all(a != b for a, b in pairwise(points))
    assert all(0 <= x <= SHEET.width and 0 <= y <= SHEET.height for x, y in points)


def test_a_long_name_is_broken_in_two_and_never_sticks_out():
    shown = draw(
        {"a": Shown("Grupp i grannkommunen som ingen ännu vet vad den heter"), "b": Shown("Gnejs")}, [], []
    ).nodes
    rows = {node.key: node.rows for node in shown}
    assert rows["b"] == ["Gnejs"]
    assert len(rows["a"]) == 2
    assert rows["a"][1].endswith("…")
    assert all(len(row) <= 17 for row in rows["a"])


def test_on_a_telephone_everything_stands_within_its_width_and_no_group_covers_another():
    groups = {str(n): Shown(f"Grupp nummer {n}") for n in range(9)}
    ever = [tie(n, str(n), str(n + 1)) for n in range(8)]
    drawn = draw(groups, ever, ever, narrow_sheet(len(groups)))
    assert drawn.box.width == NARROW
    assert all(RADIUS <= node.at.x <= NARROW - RADIUS for node in drawn.nodes)
    assert all(RADIUS <= node.at.y <= drawn.box.height - RADIUS for node in drawn.nodes)
    places = [node.at for node in drawn.nodes]
    apart = [((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a in places for b in places if a != b]
    assert min(apart) > 2 * RADIUS

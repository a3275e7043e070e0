"""What the app keeps, and the work it does beside the page."""

import threading
import time

import pytest

from alcance.app.shelf import Shelf, in_turn
from alcance.app.work import CalledOffError, Step, Work
from geo.errors import StudyError


def test_a_thing_is_made_once_however_many_ask_at_the_same_time() -> None:
    shelf: Shelf[str] = Shelf(4)
    made = []

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        return "thing"

    askers = [threading.Thread(target=shelf.keep, args=("key", make)) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert made == [1]
    assert shelf.get("key") == "thing"


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    shelf: Shelf[str] = Shelf(2)
    for key in ("a", "b"):
        shelf.keep(key, key.upper)
    assert shelf.get("a") == "A"
    shelf.keep("c", "c".upper)
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("A", None, "C")


def test_what_is_heavy_makes_more_go_and_the_last_one_always_stays() -> None:
    shelf: Shelf[str] = Shelf(10, len)
    for key in ("aaa", "bbb", "cccc"):
        shelf.keep(key, key.upper)
    assert [shelf.get(key) for key in ("aaa", "bbb", "cccc")] == ["AAA", "BBB", "CCCC"]
    shelf.keep("d", "d".upper)
    assert [shelf.get(key) for key in ("aaa", "bbb", "cccc", "d")] == [None, "BBB", "CCCC", "D"]
    shelf.keep("e", lambda: "E" * 20)
    assert [shelf.get(key) for key in ("bbb", "cccc", "d", "e")] == [None, None, None, "E" * 20]
    shelf.keep("f", "f".upper)
    assert (shelf.get("e"), shelf.get("f")) == (None, "F")


def test_who_waits_for_what_another_makes_may_give_up() -> None:
    shelf: Shelf[str] = Shelf(4)
    begun, go = threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        go.wait(5)
        return "thing"

    def give_up() -> None:
        raise CalledOffError

    maker = threading.Thread(target=shelf.keep, args=("key", make))
    maker.start()
    begun.wait(5)
    with pytest.raises(CalledOffError):
        shelf.keep("key", make, give_up)
    go.set()
    maker.join(5)
    assert shelf.get("key") == "thing"


def test_only_one_at_a_time_has_its_turn() -> None:
    turn, inside, most = threading.Lock(), [], []

    def take() -> None:
        with in_turn(turn, lambda: None):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    takers = [threading.Thread(target=take) for _ in range(6)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(5)
    assert most == [1] * 6


def test_what_failed_is_not_kept_and_is_tried_again() -> None:
    shelf: Shelf[str] = Shelf(2)

    def fail() -> str:
        raise StudyError("here", "is wrong", "Mend it.")

    with pytest.raises(StudyError):
        shelf.keep("key", fail)
    assert shelf.keep("key", lambda: "well") == "well"


def test_work_tells_how_far_it_is_and_how_long_it_takes() -> None:
    go = threading.Event()

    def task(step: Step) -> str:
        step("half", 1, 2)
        go.wait(5)
        return "done"

    work = Work(task)
    while work.stage.of == 0:
        time.sleep(0.01)
    assert (work.stage.what, work.stage.done, work.stage.of) == ("half", 1, 2)
    assert work.left_s == pytest.approx(work.elapsed_s, abs=0.1)
    assert not work.is_over
    go.set()
    work.wait(5)
    assert work.taken() == "done"


def test_a_step_without_a_word_leaves_what_is_told_as_it_is() -> None:
    def task(step: Step) -> str:
        step("half", 1, 2)
        step("", 0, 0)
        return "done"

    work = Work(task)
    work.wait(5)
    assert (work.stage.what, work.stage.done, work.stage.of) == ("half", 1, 2)


def test_what_is_measured_otherwise_is_timed_anew() -> None:
    go = threading.Event()

    def task(step: Step) -> str:
        step("read", 0, 0)
        time.sleep(0.5)
        step("check", 0, 10)
        step("check", 5, 10)
        go.wait(5)
        return "done"

    work = Work(task)
    while not work.stage.done:
        time.sleep(0.01)
    assert work.left_s is not None
    assert work.left_s < work.elapsed_s - 0.4
    go.set()
    work.wait(5)


def test_work_called_off_ends_at_its_next_step() -> None:
    steps = []

    def task(step: Step) -> str:
        for count in range(10_000):
            step("count", count, 0)
            steps.append(count)
            time.sleep(0.01)
        return "done"

    work = Work(task)
    time.sleep(0.05)
    work.call_off()
    work.wait(5)
    assert work.is_over
    assert len(steps) < 1000
    with pytest.raises(CalledOffError):
        work.taken()


def test_what_went_wrong_is_raised_where_the_result_is_taken() -> None:
    def task(step: Step) -> str:
        step("try", 0, 0)
        raise StudyError("here", "is wrong", "Mend it.")

    work = Work(task)
    work.wait(5)
    with pytest.raises(StudyError, match=r"here: is wrong\. Mend it\."):
        work.taken()

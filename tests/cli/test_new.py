import doctest
import io
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from slacalc import Package, Ticket, deadlines
from slacalc.cli.agreement import Agreement, agreement_text
from slacalc.cli.asking import TRIES
from slacalc.cli.examples import reports, usual_day
from slacalc.cli.interview import interview
from slacalc.cli.questionnaire import Question, told
from slacalc.handling import Handling
from slacalc.reading import Reading

MARKS = ("response_due", "response_estimate", "resolution_due", "resolution_expected_from", "resolution_estimate")
FIRST = ("name", "time zone", "hours", "public holidays", "start from")
HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to/contract-to-file.md"


@pytest.fixture
def answered(command, monkeypatch):
    """Run slacalc new with answers on standard input, one a line."""

    def run(answers: list[str], *arguments: str):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        return command("new", *arguments)

    return run


def talk(answer, year: int = 2026) -> tuple[Agreement, list[Question]]:
    """Hold an interview without a terminal; *answer* gives the text for each question."""
    held, asked = interview(year), []
    try:
        question = next(held)
        while True:
            asked.append(question)
            question = held.send(question.answered(answer(question)))
    except StopIteration as end:
        return end.value, asked


def by_key(answers: dict[str, str]):
    return lambda question: answers.get(question.key, "Acme" if question.key == "name" else "")


def agree(answers: dict[str, str]) -> tuple[Agreement, list[str]]:
    agreement, asked = talk(by_key(answers))
    return agreement, [question.key for question in asked]


# the conversation ----------------------------------------------------------------------------------------------------


def test_enter_takes_what_stands_in_brackets(answered, tmp_path):
    answer = answered(["Acme", *[""] * 8], "acme.toml")
    assert (answer.code, answer.err) == (0, "")
    package = Package.from_toml((tmp_path / "acme.toml").read_text(encoding="utf-8"))
    assert package == Package.preset("p1-p4").amend(name="Acme", description="", assumptions=[])
    assert answer.out.endswith(
        "\nacme.toml is written. Read it over: slacalc describe acme.toml, and slacalc check acme.toml.\n"
    )


def test_without_a_file_the_document_is_printed_and_the_questions_stand_apart(answered, tmp_path):
    answer = answered(["Acme", *[""] * 8])
    assert answer.code == 0
    assert Package.from_toml(answer.out).name == "Acme"
    assert answer.err.startswith("\nWhat is the agreement called? Usually it is the customer's name.\nname: Acme\n")
    assert list(tmp_path.iterdir()) == []


def test_an_ambiguous_word_is_asked_about_by_example(answered):
    answer = answered(["Acme", *[""] * 4, "b", *[""] * 3])
    assert (
        """
"1 working day", "3 working days", "40 working days": when does the last day end?
For example:
      P1 reported Fri 2026-05-15 16:30   P1 reported Sat 2026-05-16 11:00
      resolution due                     resolution due
  (a) Mon 2026-05-18 17:00               Tue 2026-05-19 17:00
      close: at its close; the day of the report does not count
  (b) Mon 2026-05-18 16:30               Tue 2026-05-19 09:00
      same_time: at the time of day at which the clock started
  (c) Mon 2026-05-18 16:30               Mon 2026-05-18 17:00
"""
        in answer.err
    )
    assert Package.from_toml(answer.out).scheme.reading == Reading(working_day="same_time")


def test_the_file_shows_the_examples_of_each_choice(answered):
    answer = answered(["Acme", *[""] * 5, "report", *[""] * 2])
    assert (
        """
# A report comes in after hours: from which day are days counted?
# For example:
#       P1 reported Sat 2026-05-16 11:00
#       resolution due
#   (a) Tue 2026-05-19 17:00
#       opening: from the day on which the desk opens next
# ->(b) Mon 2026-05-18 17:00
#       report: from the date of the report, even though the desk is closed
receipt = "report"
"""
        in answer.out
    )
    assert (
        """
[priorities.P4]
# Reported Fri 2026-05-15 16:30: response due Mon 2026-05-18 16:30, resolution usually by Mon 2026-06-01 17:00.
rank = 4
"""
        in answer.out
    )


def test_examples_lie_in_may_of_the_year_asked_for(answered):
    answer = answered(["Acme", *[""] * 8], "--year", "2030")
    assert set(re.findall(r"reported \w+ (\d{4}-\d\d)", answer.err.casefold())) == {"2030-05"}
    assert "P1 reported Fri 2030-05-17 16:30" in answer.out


@pytest.mark.parametrize("year", ["0", "1899", "2200", "10000"])
def test_a_year_too_far_away_is_refused(answered, year):
    answer = answered([], "--year", year)
    assert answer == (2, "", f"slacalc: --year {year} is too far away: type a year from 1900 to 2199\n")


@pytest.mark.parametrize(
    ("key", "wrong", "says", "right"),
    [
        ("name", "", "an answer is needed here: nothing stands in brackets for Enter", "Acme"),
        ("name", "\x1b[A", r"'\x1b[A' holds characters that cannot be shown: type it again without them", "Acme"),
        ("name", "A" * 501, "an answer of 501 characters is too long: type at most 500", "Acme"),
        ("time zone", "Europe/Lundon", "unknown time zone 'Europe/Lundon': did you mean 'Europe/London'?", "UTC"),
        ("time zone", "new york", "unknown time zone 'new york': did you mean 'America/New_York'?", "UTC"),
        ("time zone", "europe/london", "unknown time zone 'europe/london': did you mean 'Europe/London'?", "UTC"),
        ("time zone", "Jupiter", "unknown time zone 'Jupiter': write an IANA name such as 'Europe/London'", "UTC"),
        ("hours", "Mon-Fri 9-17", "'9' is no time of day: write 00:00 to 24:00, for instance 09:00 or 17:30", "24x7"),
        ("hours", "Mondya 09:00-17:00", "'Mondya' is no day of the week", "24/7"),
        ("hours", "never", "no times after 'never' in the hours 'never'", "Mon 09:00-17:00"),
        ("public holidays", "GX", "no public holidays for country 'GX'", "none"),
        ("public holidays", "GB", "(a region is typed as in GB-ENG, and several with commas; or type none)", "gb-sct"),
        ("public holidays", "GB-ENGL", "no subdivision 'ENGL' of GB in the public holidays", "US-CA, DE"),
        ("start from", "p1-p5", "'p1-p5' is none of the answers: type a, b or c", "p1-p3"),
        ("start from", "d", "'d' is none of the answers: type a, b or c", "(b)"),
        ("priorities", "P1, p1", "'P1, p1' does not name each priority once: type for instance P1, P2, P3", "P1"),
        ("priorities", " , ", "',' does not name each priority once: type for instance P1, P2, P3", "P1"),
        ("priorities", ",".join(map(str, range(21))), "21 priorities are too many to ask about: type at most 20", "P1"),
        ("P1 response", "1 wroking hour", "    1 wroking hour\n      ^^^^^^^\ndid you mean 'working'?", "none"),
        ("P1 resolution", "", "an answer is needed here", "same day"),
        ("P1 resolution", "soon", "    soon\n    ^^^^\n", "1-2 weeks"),
        ("reading.working_day", "f", "'f' is none of the answers: type a, b, c, d or e", "inclusive"),
        ("reading.receipt", "yes", "'yes' is none of the answers: type a or b", "b"),
        ("handling.pauses", "both clocks", "'both clocks' is none of the answers: type a, b, c or d", "both"),
        ("handling.priority_change", "c", "'c' is none of the answers: type a or b", "from_change"),
    ],
)
def test_a_wrong_answer_says_what_to_type_and_asks_again(answered, key, wrong, says, right):
    usual = {"name": "Acme", "public holidays": "none", "start from": "own", "priorities": "P1, P2"}
    usual |= {"P1 resolution": "1 working day", "P2 resolution": "3 working days"}
    keys = [question.key for question in talk(by_key(usual))[1]]
    before = [usual.get(each, "") for each in keys[: keys.index(key)]]
    answer = answered([*before, wrong, right])
    assert says in answer.err
    prompts = [line for line in answer.err.splitlines() if re.match(re.escape(key) + r"( \[.*\])?: ", line)]
    assert [prompt.partition(": ")[2] for prompt in prompts] == [wrong.strip().replace("\x1b", "\ufffd"), right]
    last = keys[-1] == key
    assert (answer.code, answer.out == "") == ((0, False) if last else (2, True))


def test_three_wrong_answers_end_it_and_nothing_is_written(answered, tmp_path):
    answer = answered(["Acme", "Mars", "Venus", "Pluto", "UTC"], "acme.toml")
    assert answer.code == 2
    assert answer.err == f"slacalc: time zone: {TRIES} answers could not be read, so nothing is written: begin again\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", range(9))
def test_answers_that_end_too_early_write_nothing(answered, tmp_path, number):
    answer = answered(["Acme", *[""] * 8][:number], "acme.toml")
    assert answer.code == 2
    assert re.fullmatch(
        r"slacalc: the answers end before '.+' is answered, so nothing is written: begin again\n", answer.err
    )
    assert list(tmp_path.iterdir()) == []


def test_without_standard_input_nothing_is_written(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    answer = command("new")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("the answers end before 'name' is answered, so nothing is written: begin again\n")


def test_answers_that_are_no_utf8_are_told(tmp_path):
    call = [sys.executable, "-X", "utf8", "-m", "slacalc.cli", "new"]
    told = subprocess.run(call, input=b"Acm\xe9\n", capture_output=True, cwd=tmp_path, check=False)
    assert (told.returncode, told.stdout) == (2, b"")
    assert b"Traceback" not in told.stderr
    assert told.stderr.endswith(b"so nothing is written: begin again\n")


def test_ctrl_c_writes_nothing(command, monkeypatch, tmp_path):
    class Interrupted(io.StringIO):
        def readline(self, size=-1):
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    with pytest.raises(SystemExit, match="130"):
        command("new", "acme.toml")
    assert list(tmp_path.iterdir()) == []


# the file ------------------------------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_kept(answered, tmp_path):
    (tmp_path / "acme.toml").write_text("mine")
    answer = answered(["Acme", *[""] * 8], "acme.toml")
    message = "slacalc: 'acme.toml' is there already: type --force to write it anew, or another name\n"
    assert answer == (2, "", message)
    assert (tmp_path / "acme.toml").read_text() == "mine"


def test_force_writes_it_anew(answered, tmp_path):
    (tmp_path / "acme.toml").write_text("mine" * 10_000)
    assert answered(["Acme", *[""] * 8], "acme.toml", "--force").code == 0
    assert Package.from_toml((tmp_path / "acme.toml").read_text(encoding="utf-8")).name == "Acme"


def test_a_file_that_somebody_else_writes_meanwhile_is_kept(command, monkeypatch, tmp_path):
    class Racing(io.StringIO):
        def readline(self, size=-1):
            (tmp_path / "acme.toml").write_text("theirs")
            return super().readline(size)

    monkeypatch.setattr(sys, "stdin", Racing("Acme\n" + "\n" * 8))
    answer = command("new", "acme.toml")
    assert answer.code == 2
    assert "'acme.toml' is there already" in answer.err
    assert (tmp_path / "acme.toml").read_text() == "theirs"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("acme.json", "'acme.json' is named as JSON, and TOML is written: type acme.toml"),
        ("a\0b", r"'a\x00b' is no place for a file: type a name in a folder that there is"),
        (".", "'.' is no place for a file: type a name in a folder that there is"),
        ("nosuch/acme.toml", "'nosuch/acme.toml' is no place for a file: type a name in a folder that there is"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_anything_is_asked(answered, name, message):
    assert answered(["Acme", *[""] * 8], name) == (2, "", f"slacalc: {message}\n")


@pytest.mark.parametrize("name", ['Acme "Gold"', "A\\B", "# Acme", "Café Ω", "[acme]", "'''"])
def test_any_name_reads_back(name):
    answers = {"name": name, "start from": "own", "priorities": f"{name}, P2"}
    resolutions = {f"{name} resolution": "same day", "P2 resolution": "none", f"{name} title": name}
    agreement, _ = talk(by_key(answers | resolutions))
    package = Package.from_toml(agreement_text(agreement, 2026))
    assert (package.name, package.scheme.levels[0].name, package.scheme.levels[0].title) == (name, name, name)


# every combination ---------------------------------------------------------------------------------------------------

DESKS = {
    "office": ("Europe/London", "Mon-Fri 09:00-17:00", "GB-ENG"),
    "a long day with a break": ("Europe/Berlin", "Mon-Thu 8:00-12:30,13:15-18:00; Fri 08:00-13:00", "DE-BY"),
    "Sunday to Thursday": ("Asia/Jerusalem", "Sun-Thu 08:00-16:30", "IL"),
    "around the clock": ("America/New_York", "24x7", "none"),
    "at night": ("Australia/Lord_Howe", "Mon-Sat 22:00-06:00", "AU-NSW"),
    "one day a week": ("UTC", "Wed 10:00-11:00", "none"),
}
WORDS = {
    "four": {"start from": "p1-p4"},
    "three": {"start from": "p1-p3"},
    "bare": {
        "start from": "own",
        "priorities": "Urgent, High, Low",
        "Urgent response": "90 minutes",
        "Urgent resolution": "same day",
        "High response": "4 hours",
        "High resolution": "2-3 days",
        "Low response": "1 day",
        "Low resolution": "2 weeks",
    },
    "odd": {
        "start from": "own",
        "priorities": "A, B, C",
        "A response": "none",
        "A resolution": "10 calendar days",
        "A title": "Law",
        "B response": "next working day by 16:00",
        "B resolution": "usually within 2 working weeks",
        "C response": "aim: 30 elapsed minutes",
        "C resolution": "none",
    },
}


def letters(question: Question) -> list[str]:
    return [line[3] for line in question.lines if re.match(r"  \([a-z]\) ", line)]


@pytest.mark.parametrize(("desk", "words", "turn"), [*product(DESKS, WORDS, range(4))])
def test_the_file_reads_back_to_what_was_answered(desk, words, turn):
    zone, hours, holidays = DESKS[desk]
    given = {"name": "Acme", "time zone": zone, "hours": hours, "public holidays": holidays, **WORDS[words]}

    def answer(question: Question) -> str:
        offered = letters(question)
        return given.get(question.key) or (offered[turn * 3 % len(offered)] if offered else "")

    agreement, asked = talk(answer)
    package = Package.from_toml(agreement_text(agreement, 2026))
    assert package == agreement.package
    assert (package.name, package.tz) == ("Acme", zone)
    changes = {"reading": {}, "handling": {}}
    for by_example, meaning in agreement.chosen:
        changes[by_example.table] |= meaning.changes
    assert package.scheme.reading == Reading(**changes["reading"])
    assert package.scheme.handling == Handling(**changes["handling"])
    assert [question.key for question in asked][: len(FIRST)] == list(FIRST)
    check_examples(agreement, asked)


def check_examples(agreement: Agreement, asked: list[Question]) -> None:
    """Each date that is shown is what the library gives under its meaning and the answers before."""
    shown = {question.key: question.lines for question in asked}
    before = Agreement(agreement.name, agreement.tz, agreement.hours, agreement.holidays, agreement.priorities)
    for by_example, chosen in agreement.chosen:
        lines = "\n".join(shown[f"{by_example.table}.{by_example.field}"])
        terms = before.package
        for meaning in by_example.meanings:
            package = terms.amend(**{by_example.table: meaning.changes})
            found = [getattr(deadlines(ticket, package), mark) for _, ticket, mark in by_example.columns]
            assert found == list(meaning.dues)
            assert re.search(r"\) " + r" +".join(map(re.escape, map(told, found))) + f"\n +{meaning.name}: ", lines)
        assert len({meaning.dues for meaning in by_example.meanings}) == len(by_example.meanings) > 1
        before = before.choosing(by_example, chosen)


@pytest.mark.parametrize(("desk", "words"), [*product(DESKS, WORDS)])
def test_what_is_not_asked_makes_no_difference_to_the_example_week(desk, words):
    zone, hours, holidays = DESKS[desk]
    given = {"time zone": zone, "hours": hours, "public holidays": holidays, **WORDS[words]}
    agreement, asked = talk(by_key(given))
    package = agreement.package
    keys = {question.key for question in asked}
    fields = {"hour", "day", "week", "calendar_day", "working_day", "same_day", "receipt"}
    size = usual_day(package.calendar, 2026)
    for field in sorted(fields - {key.partition(".")[2] for key in keys}):
        for value in Reading.VALUES[field]:
            if value == "response_day" and words == "odd":
                continue
            other = package.amend(reading={field: value, "day_length": size})
            for at in reports(package.calendar, 2026)[::5]:
                for name in package.scheme.priorities:
                    ticket = Ticket(reported_at=at, priority=name)
                    assert deadlines(ticket, other) == deadlines(ticket, package), (field, value, at, name)


# which questions are asked -------------------------------------------------------------------------------------------


def test_only_the_words_that_stand_there_are_asked_about():
    _, keys = agree({})
    assert keys[5:] == ["reading.working_day", "reading.receipt", "handling.pauses", "handling.priority_change"]
    _, keys = agree({"start from": "p1-p3"})
    assert keys[5:] == [
        *("reading.day", "reading.week", "reading.working_day", "reading.same_day", "reading.receipt"),
        *("handling.pauses", "handling.priority_change"),
    ]


def test_explicit_hours_leave_nothing_open_but_what_events_do():
    answers = {"start from": "own", "priorities": "P1", "P1 response": "1 working hour"}
    answers |= {"P1 resolution": "8 elapsed hours"}
    _, asked = talk(by_key(answers))
    assert [question.key for question in asked][-2:] == ["P1 resolution", "handling.pauses"]


def test_around_the_clock_no_report_comes_in_after_hours():
    _, keys = agree({"hours": "24x7", "time zone": "UTC", "public holidays": "none"})
    assert "reading.receipt" not in keys
    assert "reading.working_day" in keys


def test_all_days_bring_the_question_when_the_last_of_them_ends():
    _, asked = talk(by_key({"start from": "p1-p3", "reading.day": "calendar"}))
    keys = [question.key for question in asked]
    assert "reading.calendar_day" in keys
    assert "reading.working_day" not in keys


def test_same_day_by_the_response_needs_a_response():
    answers = {"start from": "own", "priorities": "P1", "P1 response": "none", "P1 resolution": "same day"}
    _, asked = talk(by_key(answers))
    (question,) = [question for question in asked if question.key == "reading.same_day"]
    assert [line.split(":")[0].strip() for line in question.lines if ": the " in line] == ["close", "midnight"]


def test_a_day_in_hours_is_as_long_as_the_days_of_these_hours():
    agreement, _ = agree({"hours": "Mon-Fri 09:00-12:30,13:00-17:00", "reading.working_day": "hours"})
    assert agreement.document["reading"]["day_length"] == "450 minutes"
    assert "day_length" not in agree({"reading.working_day": "hours"})[0].document["reading"]


def test_a_promise_that_nothing_reaches_is_no_reason_to_stop():
    answers = {
        "start from": "own",
        "priorities": "P1",
        "hours": "Mon 09:00-09:01",
        "P1 resolution": "2000 working hours",
    }
    agreement, _ = talk(by_key(answers))
    assert "# Reported" not in agreement_text(agreement, 2026)


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("handling.pauses", "a", ["resolution"]),
        ("handling.pauses", "resolution", ["resolution"]),
        ("handling.pauses", "both", ["response", "resolution"]),
        ("handling.pauses", "Response", ["response"]),
        ("handling.pauses", "d)", []),
        ("handling.priority_change", "b", "from_change"),
        ("reading.working_day", "D", "hours_to_close"),
        ("reading.working_day", "Same_Time", "same_time"),
        ("reading.receipt", "(b)", "report"),
    ],
)
def test_a_choice_is_its_letter_or_its_name(key, answer, said):
    table, _, field = key.partition(".")
    assert agree({key: answer})[0].document[table][field] == said


def test_what_is_typed_is_written_in_its_plain_form():
    answers = {"hours": "mo-fr 9:00-17:00;sat 10:00-14:00", "public holidays": "gb-eng, GB-ENG; us-ca de"}
    answers |= {"start from": "C", "priorities": " Urgent , Low", "Urgent response": "within 2 hrs"}
    answers |= {
        "Urgent resolution": "2 \N{EN DASH} 3 business days",
        "Low response": "None",
        "Low resolution": "BY AGREEMENT",
    }
    document = agree(answers)[0].document
    assert document["hours"] == "Mon-Fri 09:00-17:00; Sat 10:00-14:00"
    assert document["holidays"] == ["GB-ENG", "US-CA", "DE"]
    assert document["priorities"] == {
        "Urgent": {"rank": 1, "response": "2 hours", "resolution": "2-3 working days"},
        "Low": {"rank": 2, "resolution": "by agreement"},
    }


def test_the_response_of_the_priority_before_is_offered_again():
    _, asked = talk(by_key({"start from": "own", "P1 response": "aim: 1 hour", "P1 resolution": "same day"} | OTHERS))
    defaults = {question.key: question.default for question in asked}
    assert (defaults["P1 response"], defaults["P2 response"]) == ("8 working hours", "aim: 1 hour")


OTHERS = {"P2 resolution": "none", "P3 resolution": "none"}


@pytest.mark.parametrize(("zone", "default"), [("Europe/London", "GB-ENG"), ("Europe/Paris", None), ("UTC", None)])
def test_only_a_zone_with_one_likely_answer_offers_holidays(zone, default):
    _, asked = talk(by_key({"time zone": zone, "public holidays": "none"}))
    assert {question.key: question.default for question in asked}["public holidays"] == default


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_the_last_year(answered, year):
    answer = answered(["Acme", *[""] * 8], "--year", str(year))
    assert answer.code == 0
    assert f"{year}-05-" in answer.out


def test_a_week_without_holidays_is_shown():
    # Thursday 14 May 2026 is Ascension Day, a holiday in Switzerland.
    agreement, _ = agree({"time zone": "Europe/Zurich", "public holidays": "CH"})
    assert told(reports(agreement.package.calendar, 2026)[0]) == "Fri 2026-05-22 16:30"


# the two contracts ---------------------------------------------------------------------------------------------------

FOUR_LEVELS = {
    "start from": "own",
    "priorities": "P1, P2, P3, P4",
    "P1 title": "Service unavailable",
    "P1 response": "8 working hours",
    "P1 resolution": "1 Working Day",
    "P2 title": "Blocker",
    "P2 resolution": "3 Working Days",
    "P3 title": "Workaround available",
    "P3 resolution": "40 Working Days",
    "P4 title": "Request for change (may be chargeable)",
    "P4 resolution": "by agreement; usually within 10 working days",
}
THREE_LEVELS = {
    "start from": "own",
    "priorities": "P1, P2, P3, NEW",
    "P1 response": "aim: within 1 hour",
    "P1 resolution": "same day",
    "P2 resolution": "1-2 days",
    "P3 resolution": "within 1-2 weeks",
    "NEW resolution": "by agreement",
}


@pytest.mark.parametrize(("preset", "answers"), [("p1-p4", FOUR_LEVELS), ("p1-p3", THREE_LEVELS)])
def test_the_words_of_a_contract_give_the_readings_and_deadlines_of_its_preset(preset, answers):
    agreement, _ = talk(by_key(answers))
    package, expected = agreement.package, Package.preset(preset)
    assert package.scheme.reading == expected.scheme.reading
    assert package.scheme.handling == expected.scheme.handling
    assert package.calendar == expected.calendar
    for name in expected.scheme.priorities:
        for at in reports(package.calendar, 2026):
            ticket = Ticket(reported_at=at, priority=name)
            found, wanted = deadlines(ticket, package), deadlines(ticket, expected)
            assert [getattr(found, mark) for mark in MARKS] == [getattr(wanted, mark) for mark in MARKS]


def test_the_explicit_words_of_the_four_level_contract_are_its_preset():
    agreement, _ = talk(by_key({**FOUR_LEVELS, "name": "p1-p4"}))
    expected = Package.preset("p1-p4").amend(description="", assumptions=[], priorities={"P4": {"chargeable": False}})
    assert agreement.package == expected


# the document about it -----------------------------------------------------------------------------------------------


ANSWERS = ["Acme", "", "", "", "own", "P1, P2", "Service unavailable", "8 working hours", "1 working day"]
ANSWERS += ["Blocker", "", "3 working days", "", "", "", ""]


def fenced(kind: str, start: str) -> str:
    found = re.findall(rf"^```{kind}\n(.*?)^```$", HOW_TO.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (text,) = [text for text in found if text.startswith(start)]
    return text


def test_the_conversation_of_the_how_to_is_what_the_command_prints(answered, tmp_path):
    answer = answered(ANSWERS, "acme.toml")
    assert (answer.code, answer.err) == (0, "")
    printed = re.sub(r" +$", "", answer.out, flags=re.MULTILINE)
    shown = fenced("text", "$ slacalc new acme.toml\n").partition("\n")[2]
    assert doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS), printed
    assert (tmp_path / "acme.toml").read_text(encoding="utf-8") == fenced("toml", "# Acme: what is promised")

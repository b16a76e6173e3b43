"""One run of `board announce`: claim a message, send it, remember what became of it, and so on.

The order keeps anything from being announced twice. A message is claimed in the record before it is
sent: of two runs at once, one gets it. A run that dies in between leaves a claim, and nothing is
sent again for it. So in the worst case one message is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from generator.board.board import Board
from generator.model.announce_place import AnnouncePlace
from generator.model.errors import BoardError
from generator.model.numbers import count
from generator.rendering.pages.jinja import TemplateError
from generator.upkeep.announce.channel import Channel
from generator.upkeep.announce.delivery import Delivery, Texts, unknown
from generator.upkeep.announce.digest_mail import mail_html
from generator.upkeep.announce.due import Message, digest_day, next_message, unsaid
from generator.upkeep.announce.keepers import Keeper
from generator.upkeep.announce.news import News, heard_by
from generator.upkeep.announce.record import PlaceRecord, Record, Status, tidied
from generator.upkeep.announce.texts import chat_text, mail_text, subject

_MOST_CONFLICTS = 20  # other runs that were faster, one after the other
PLAIN_LENGTH = 2000  # of a text whose service is not known

T = TypeVar("T")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Occasion:
    """What is new, for whom, and on which board and day. `now` is the time in UTC."""

    board: Board
    news: tuple[News, ...]
    overrides: Mapping[str, bytes]
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The board's day."""
        return self.board.today

    def heard_by(self, place: AnnouncePlace) -> tuple[News, ...]:
        """What `place` wants to hear."""
        return heard_by(place, self.news, self.board)

    def texts(self, message: Message, is_mail: bool, most: int = PLAIN_LENGTH) -> Texts:
        """The message as an email, or for a chat with at most `most` characters.

        Raises TemplateError if the board's own template of the email does not fit.
        """
        board, place = self.board, message.place
        key = "\n".join((board.settings.url, place.id, *message.keys))
        about = subject(message, board)
        if not is_mail:
            return Texts(about, chat_text(message, board, most), "", key)
        contact = f" or write to {board.settings.contact}" if board.settings.contact else ""
        why = (
            f"You get this email because your address is on a list of {board.settings.name} "
            f"({board.settings.url}). To stop it, reply to this email{contact}."
        )
        html = mail_html(message, board, why, self.overrides)
        return Texts(about, mail_text(message, board, why), html, key)


@dataclass
class Outcome:
    """What a run did: how many messages, and whether something needs a person."""

    sent: int = 0
    is_well: bool = True


@dataclass(frozen=True)
class _Claimed:
    """A message that may be sent. `last` are its keys that are given up if it does not arrive."""

    message: Message
    texts: Texts
    last: tuple[str, ...]


@dataclass
class _Turn:
    """One place's turn in a run. `news` are what it wants to hear; `tried` are what it heard.

    `done` is the last message and what became of it, until the record has that.
    """

    place: AnnouncePlace
    channel: Channel
    news: tuple[News, ...]
    occasion: Occasion
    tried: frozenset[str] = frozenset()
    done: tuple[Message, Delivery] | None = None

    def claimed(self, record: Record) -> tuple[Record, _Claimed | None]:
        """The record with what became of `done` and a claim of the next message, if there is one.

        Its texts are made before it is claimed: a template that is wrong loses no message. A weekly
        digest that would be empty counts as sent: the next one is a week later.
        """
        place, today, now = self.place, self.occasion.today, self.occasion.now()
        said = self._with_result(record)
        message = next_message(place, said, self.news, today, self.tried)
        claimed = None
        if message is not None:
            texts = self.occasion.texts(message, self.channel.is_mail, self.channel.most)
            claimed = _Claimed(message, texts, said.last_tries(message.keys, now))
            said = said.with_entries(message.keys, Status.CLAIMED, now)
        if place.when == "weekly" or message is not None:
            said = replace(said, digest=max(said.digest, digest_day(place, today)))
        return record.with_place(place.id, said), claimed

    def settled(self, record: Record) -> tuple[Record, int]:
        """The record with what became of `done`, and how many news are left for the next run."""
        said = self._with_result(record)
        left = () if self.place.is_digest else unsaid(said, self.news, self.occasion.today)
        number = sum(1 for item in left if self.tried.isdisjoint(item.keys))
        return record.with_place(self.place.id, said), number

    def send(self, claimed: _Claimed) -> Delivery:
        """Send it. A mistake of this program keeps no other place from hearing its news."""
        self.tried |= frozenset(claimed.message.keys)
        try:
            result = self.channel.send(claimed.texts)
        except Exception as error:  # its text may have a part of the address in it
            result = unknown(f"the program made a mistake ({type(error).__name__})")
        self.done = (claimed.message, result)
        return result

    def _with_result(self, record: Record) -> PlaceRecord:
        said = record.places.get(self.place.id)
        if said is None:
            raise BoardError(
                f"{self.place.id} is no longer in the record of what was announced: that was "
                "deleted during this run. The next run begins anew."
            )
        if self.done is None:
            return said
        message, result = self.done
        said = said.with_entries(message.keys, result.status, self.occasion.now())
        if message.day and result.status is Status.FAILED:
            said = replace(said, digest=message.day - timedelta(days=1))  # due again
        return said


@dataclass
class Run:
    """A run. `channels` are the places whose addresses can be used; `say` prints a line."""

    occasion: Occasion
    keeper: Keeper
    channels: Mapping[str, Channel]
    say: Say
    outcome: Outcome = field(default_factory=Outcome)

    def announce(self, places: tuple[AnnouncePlace, ...]) -> Outcome:
        """Send what is due to `places`. Raises BoardError if the record can't be kept."""
        for line in self._changed(partial(self._begun, places), "See what is new"):
            self.say(line)
        for place in places:
            if place.id in self.channels:
                self._send_to(place, self.channels[place.id])
        return self.outcome

    def _begun(
        self, places: tuple[AnnouncePlace, ...], record: Record
    ) -> tuple[Record, tuple[str, ...]]:
        """The record with `places`, and without what is long over; and what to say about it.

        A place without an address is not begun: it hears what happens once it has one.
        """
        open_ids = frozenset(item.id for item in self.occasion.board.open)
        lines: list[str] = []
        record = record.of_places({place.id for place in places}, self.occasion.today)
        for place in places:
            before = record.places.get(place.id)
            if before is None and place.id not in self.channels:
                continue
            said, first = begun(place, before, self.occasion)
            lines += first
            said, died = tidied(said, open_ids, self.occasion.now())
            if died:
                lines.append(
                    f"{place.id}: an earlier run ended in the middle. "
                    f"{count(died, 'announcement')} may not have arrived, and won't be sent again."
                )
                self.outcome.is_well = False
            record = record.with_place(place.id, said)
        return record, tuple(lines)

    def _send_to(self, place: AnnouncePlace, channel: Channel) -> None:
        turn = _Turn(place, channel, self.occasion.heard_by(place), self.occasion)
        for _ in range(1 if place.is_digest else place.most):
            try:
                claimed = self._changed(turn.claimed, f"Claim a message to {place.id}")
            except TemplateError as error:
                self.say(f"{place.id}: {error} Nothing is sent before that is right.")
                self.outcome.is_well = False
                break
            turn.done = None
            if claimed is None:
                return
            result = turn.send(claimed)
            self._report(claimed, result)
            if result.status is not Status.SENT:
                break
        left = self._changed(turn.settled, f"Keep what became of a message to {place.id}")
        if left:
            self.say(f"{place.id}: {count(left, 'more announcement')} for the next run.")

    def _report(self, claimed: _Claimed, result: Delivery) -> None:
        about = f"{claimed.message.place.id}: {subject(claimed.message, self.occasion.board)}"
        if result.status is Status.SENT:
            self.outcome.sent += 1
            self.say(f"{about}. Sent.")
            return
        self.outcome.is_well = False
        if result.status is Status.UNKNOWN:
            self.say(f"{about}. It may not have arrived: {result.why}. It won't be sent again.")
        elif claimed.last:
            self.say(
                f"{about}. Not sent: {result.why}. This was tried for two days and is given up: "
                f"{', '.join(claimed.last)}. To have it tried once more, write `failed` for "
                "`given-up` in the record of what was announced."
            )
        else:
            self.say(f"{about}. Not sent: {result.why}. Each run tries again, for two days.")

    def _changed(self, change: Callable[[Record], tuple[Record, T]], why: str) -> T:
        """Change the record, and again from the newest one while other runs are faster."""
        for _ in range(_MOST_CONFLICTS):
            kept = self.keeper.read()
            before = kept.record or Record()
            after, result = change(before)
            if after == before or self.keeper.write(after, kept.version, why):
                return result
        raise BoardError(
            "other runs change the record of what was announced all the time: try later."
        )


def begun(
    place: AnnouncePlace, before: PlaceRecord | None, occasion: Occasion
) -> tuple[PlaceRecord, tuple[str, ...]]:
    """The record of a place at the beginning of a run, and what to say about it.

    A place that is new counts as having heard all there is, and one that wants to hear more than
    before as having heard what that adds.
    """
    said = before or PlaceRecord(occasion.today)
    wants = occasion.heard_by(place)
    heard: tuple[News, ...] = ()
    if before is not None:
        is_same = before.hears in {(), place.hears}
        heard = wants if is_same else occasion.heard_by(place.that_heard(before.hears))
    known = {item.keys[0] for item in heard}
    added = [item for item in wants if item.keys[0] not in known and said.entry(item.keys) is None]
    keys = [item.keys[0] for item in added]
    said = replace(said, hears=place.hears).with_entries(keys, Status.PRESENT, occasion.now())
    lines = []
    if before is None:
        lines.append(f"{place.id} is new here: it hears what happens from now on.")
    elif added:
        lines.append(f"{place.id} has other settings: it hears what they add from now on.")
    if added:
        lines.append(
            f"{place.id}: {count(len(added), 'announcement')} would be due, and won't be sent:"
        )
        lines += [f"  {subject(Message(place, (item,), ()), occasion.board)}" for item in added]
    return said, tuple(lines)


def shown_messages(
    place: AnnouncePlace, before: PlaceRecord | None, occasion: Occasion
) -> tuple[Message, ...]:
    """The messages that a run would send to `place` now, for `--dry-run`.

    Of a place that is new, those that it would get if everything were news.
    """
    found = []
    news = occasion.heard_by(place)
    said = begun(place, before, occasion)[0] if before else PlaceRecord(date.min)
    for _ in range(1 if place.is_digest else place.most):
        message = next_message(place, said, news, occasion.today)
        if message is None:
            break
        found.append(message)
        said = said.with_entries(message.keys, Status.CLAIMED, occasion.now())
    return tuple(found)

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
from generator.upkeep.announce.channel import Channel
from generator.upkeep.announce.delivery import Delivery, Texts
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

    def texts(self, message: Message, most: int = PLAIN_LENGTH) -> Texts:
        """The message in each form; the chat's has at most `most` characters."""
        board, place = self.board, message.place
        contact = f" or write to {board.settings.contact}" if board.settings.contact else ""
        why = (
            f"You get this email because your address is on a list of {board.settings.name} "
            f"({board.settings.url}). To stop it, reply to this email{contact}."
        )
        return Texts(
            subject=subject(message, board),
            text=chat_text(message, board, most),
            mail=mail_text(message, board, why),
            html=mail_html(message, board, why, self.overrides),
            key="\n".join((board.settings.url, place.id, *message.keys)),
        )


@dataclass
class Outcome:
    """What a run did: how many messages, and whether something needs a person."""

    sent: int = 0
    is_well: bool = True


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
        record = record.of_places(place.id for place in places)
        for place in places:
            said = record.places.get(place.id)
            if said is None and place.id not in self.channels:
                continue
            if said is None:
                said, first = first_record(place, self.occasion)
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
        tried: frozenset[str] = frozenset()
        done: tuple[Message, Delivery] | None = None
        for _ in range(1 if place.is_digest else place.most):
            claim = partial(self._claimed, place, channel.most, tried, done)
            claimed = self._changed(claim, f"Claim a message to {place.id}")
            done = None
            if claimed is None:
                return
            message, texts = claimed
            tried |= frozenset(message.keys)
            result = channel.send(texts)
            self._report(message, result)
            done = (message, result)
            if result.status is not Status.SENT:
                break
        settle = partial(self._settled, place, tried, done)
        left = self._changed(settle, f"Keep what became of a message to {place.id}")
        if left:
            self.say(f"{place.id}: {count(left, 'more announcement')} for the next run.")

    def _claimed(
        self,
        place: AnnouncePlace,
        most: int,
        tried: frozenset[str],
        done: tuple[Message, Delivery] | None,
        record: Record,
    ) -> tuple[Record, tuple[Message, Texts] | None]:
        """The record with what became of `done` and a claim of the next message, if there is one.

        Its texts are made before it is claimed: a template that is wrong loses no message. A weekly
        digest that would be empty counts as sent: the next one is a week later.
        """
        said = self._with_result(record.places[place.id], done)
        news = self.occasion.heard_by(place)
        message = next_message(place, said, news, self.occasion.today, tried)
        if message is not None:
            said = said.with_entries(message.keys, Status.CLAIMED, self.occasion.now())
        if place.when == "weekly" or message is not None:
            day = digest_day(place, self.occasion.today)
            said = replace(said, digest=max(said.digest, day))
        claimed = (message, self.occasion.texts(message, most)) if message else None
        return record.with_place(place.id, said), claimed

    def _settled(
        self,
        place: AnnouncePlace,
        tried: frozenset[str],
        done: tuple[Message, Delivery] | None,
        record: Record,
    ) -> tuple[Record, int]:
        """The record with what became of `done`, and how many news are left for the next run."""
        said = self._with_result(record.places[place.id], done)
        news = self.occasion.heard_by(place)
        left = () if place.is_digest else unsaid(said, news, self.occasion.today)
        number = sum(1 for item in left if tried.isdisjoint(item.keys))
        return record.with_place(place.id, said), number

    def _with_result(self, said: PlaceRecord, done: tuple[Message, Delivery] | None) -> PlaceRecord:
        if done is None:
            return said
        message, result = done
        said = said.with_entries(message.keys, result.status, self.occasion.now())
        if message.day and result.status is Status.FAILED:
            said = replace(said, digest=message.day - timedelta(days=1))  # due again
        return said

    def _report(self, message: Message, result: Delivery) -> None:
        about = f"{message.place.id}: {subject(message, self.occasion.board)}"
        if result.status is Status.SENT:
            self.outcome.sent += 1
            self.say(f"{about}. Sent.")
            return
        self.outcome.is_well = False
        if result.status is Status.FAILED:
            self.say(f"{about}. Not sent: {result.why}. Each run tries again, five times in all.")
        else:
            self.say(f"{about}. It may not have arrived: {result.why}. It won't be sent again.")

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


def first_record(place: AnnouncePlace, occasion: Occasion) -> tuple[PlaceRecord, tuple[str, ...]]:
    """The record of a place that is new: it has heard all there is. And what to say about it."""
    news = occasion.heard_by(place)
    keys = [item.keys[0] for item in news]
    said = PlaceRecord(occasion.today).with_entries(keys, Status.PRESENT, occasion.now())
    lines = [f"{place.id} is new here: it hears what happens from now on."]
    if news:
        lines.append(
            f"{place.id}: {count(len(news), 'announcement')} would be due, and won't be sent:"
        )
        lines += [f"  {subject(Message(place, (item,), ()), occasion.board)}" for item in news]
    return said, tuple(lines)


def shown_messages(
    place: AnnouncePlace, said: PlaceRecord | None, occasion: Occasion
) -> tuple[Message, ...]:
    """The messages that a run would send to `place` now, for `--dry-run`.

    Of a place that is new, those that it would get if everything were news.
    """
    found = []
    news = occasion.heard_by(place)
    if said is None:
        said = PlaceRecord(date.min)
    for _ in range(1 if place.is_digest else place.most):
        message = next_message(place, said, news, occasion.today)
        if message is None:
            break
        found.append(message)
        said = said.with_entries(message.keys, Status.CLAIMED, occasion.now())
    return tuple(found)

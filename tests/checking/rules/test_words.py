"""Rules that read text: what they must not miss, and what they must leave alone."""

from __future__ import annotations

import pytest

from generator.checking.rule_kit.prose import quoted
from tests.checking.rules.samples import BY_ID, about, findings, ids, listing
from tests.support.ending import must_end

FOUND = {
    "pay/unpaid-words": [
        "This is an unpaid internship.",
        "You will not get paid for this.",
        "There is no salary, but you learn a lot.",
        "You will work for free at first.",
        "The work is voluntary.",
        "We offer you great exposure.",
        "Equity only until we raise money.",
        "Pay is commission only.",
        "Dies ist ein unbezahltes Praktikum.",
        "Son prácticas no remuneradas.",
        "Un stage non rémunéré.",
        "To jest bezpłatny staż.",
    ],
    "pay/conditional": ["Only the winner is paid.", "You are paid only if we like it."],
    "scam/asks-money": [
        "Please pay a registration fee of 20 dollars.",
        "Send us 50 USD as a security deposit.",
        "You have to pay for the training: 30 EUR.",
        "There is a small fee to apply.",
    ],
    "scam/bank-data": [
        "Send us your IBAN and card number.",
        "We need your bank account details before the start.",
        "Please provide your name, address and online banking password.",
    ],
    "scam/identity-papers": [
        "Send a copy of your passport.",
        "Upload a photo of your ID.",
        "We need your social security number.",
    ],
    "scam/purchase": [
        "You need to buy your own equipment first.",
        "Please buy three gift cards and send us the codes.",
        "You will receive parcels at home and forward them to our customers.",
    ],
    "scam/recruiting": ["Recruit three friends and earn more.", "Be your own boss."],
    "contact/in-text": [
        "Write to ana@harbour.example.",
        "Write to ana [at] harbour.example.",
        "Call +351 912 345 678.",
        "Text me at 0170 1234567.",
        "Call 555-123-4567 to apply.",
        "Message us on WhatsApp.",
        "Contact @harbour_jobs on Telegram.",
        "Apply at t.me/harbour.",
        "[Chat](https://wa.me/351912345678)",
    ],
    "fairness/age": [
        "Only for people under 30.",
        "We are looking for a young and dynamic person.",
        "Young, dynamic team wanted.",
        "Candidates must be between 18 and 25 years old.",
        "You are a digital native.",
    ],
    "fairness/gender": [
        "We are looking for a salesman.",
        "Girls only.",
        "The ideal candidate is strong and he likes to talk.",
    ],
    "fairness/nationality": [
        "EU citizens only.",
        "No foreigners.",
        "Must be a US citizen.",
        "You are a native English speaker.",
        "native-level English",
        "Du bist Muttersprachler.",
    ],
    "fairness/person": ["We seek an attractive person.", "For people without children."],
    "fairness/care-and-hazards": [
        "Look after two children every evening.",
        "You care for elderly people at home.",
        "Tutoring high school pupils in maths.",
    ],
    "privacy/personal-data": [
        "Send your date of birth and marital status.",
        "Send a photo of yourself.",
        "Apply with a CV with photo.",
    ],
    "work/cheating": ["We need somebody to write my thesis.", "Write essays for students."],
    "work/fake-reviews": ["Post five-star reviews of our app.", "Write fake reviews."],
    "text/html": ["<b>bold</b>", '<a href="https://x.example">x</a>', "a<br>b", "<!-- x -->"],
    "text/image": ["![x](https://e.example/x.png)"],
    "text/heading": ["# Heading", "Heading\n======="],
    "text/link-shortener": ["Click bit.ly/abc to apply.", "[here](https://BIT.LY/abc)"],
    "text/template-code": ["{{ company }} is great", "Lorem ipsum dolor.", "TODO: write this."],
    "text/shouting": ["PLEASE READ THIS FIRST AND THEN ANSWER.", "Do it now!!!"],
}
QUIET = """\
We chart unpaid invoices and find out which of them is unpaid for months.
There are no unpaid trials; all of the work is paid.
You will interview our volunteers, and a volunteer who grew up here will help.
Photographs need the right exposure; find good exposure settings for the guide.
A private equity firm reads the report; gender equity is its subject.
There are no registration fees for members; chart the registration fee of forty clubs.
The library asks for a deposit; describe how the deposit is refunded to readers.
We never ask you to pay a fee or a deposit.
Compare how ten banks explain their bank account to students.
Never send us your bank details.
Find out how visitors lost their passport and what they did.
Write a guide on how to renew your passport for travellers.
Design the form in which clients enter your bank details safely.
Our parcels: map how we forward packages between the depots.
Members of the network bring friends to our garden; ask why.
Answer teachers in the WhatsApp groups that we run, and sort what they ask.
We talk on Telegram with our readers; count how many read it.
Explain the radio signal at sea level, signal on channel 5.
Our ISBN is 978-3-16-148410-0 and the order number is 0049 8812 3345 99.
Call the API with 00 11 22 33 44 55 and check. Text 2026-11-23 is a date.
Stories for young and old readers, and a young person's guide to bees.
Interview people aged 18 to 25 about their bank. Children aged 14 walk to school.
A guide to native plants; speakers of native languages help us.
Count the chairmen named in minutes: who was chairman in 1920?
Boys only schools in 1900: a short history.
The candidate, he or she, talks to shops.
Test whether our site works for date of birth fields of all kinds.
The museum shows roofing and asbestos posters from 1950.
Find out which reviews of our app are fake reviews, and how to detect them.
Proofread the guide that helps students to write their thesis.
Design an attractive leaflet; our readers are without children or with many.
Templates use `{{ name }}` and you will fix them.
Use x < y and y > z; a<b and c>d in a formula.
See <https://harbour.example/x> and `<b>bold</b>`.
NASA ESA JAXA CNES ISRO are the agencies that we compare.
Wir suchen jemanden, die Texte schreibt. Bezahlt wird nach Abgabe.
Nous cherchons quelqu'un qui lit nos lettres; payé au projet.
在这个项目中,你将整理四十家书店的资料。联系方式不需要。
このプロジェクトでは、四十の書店について調べます。スーパーマーケットも。
هذا المشروع قصير ومدفوع الأجر، وملفات EPUB جاهزة.
यह छोटा काम है, और इसके पैसे मिलते हैं।""".splitlines()
CODE = "```\n<div>code</div>\n# a comment\n![x](y)\n```"


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in FOUND for text in FOUND[r]])
def test_what_must_be_found(rule: str, text: str) -> None:
    assert rule in ids(about(text))


@pytest.mark.parametrize("text", [*QUIET, CODE])
def test_what_is_no_offence(text: str) -> None:
    assert not ids(about(text))


@pytest.mark.parametrize("text", ["unpaid internship", "**unpaid** internship", "“unpaid” work"])
def test_marks_do_not_hide_words(text: str) -> None:
    assert "pay/unpaid-words" in ids(about(text)) or "“" in text


TITLES = {
    "Market survey of 40 shops | part two": "",
    "From A → B: a map of ferries": "",
    "EPUB, GTFS and ISBN for beginners": "",
    "Work with 500 EUR coins of the museum": "",
    "How paid work changed in 1950": "",
    "Urgent care: a leaflet for patients": "",
    "Map remote villages": "",
    "URGENT market survey": "title/urgent",
    "Yes! A market survey": "",
    "Help us draw bees!": "",
    "Chart bicycle counters (paid internship)": "",
    "Paid internship: chart bicycle counters": "",
    "Now! Or never! A market survey": "title/urgent",
    "Draw bees!!": "title/urgent",
    "A well-paid survey of shops": "title/pay",
    "Survey for $500": "title/pay",
    "Earn 300 euros for a survey": "title/pay",
    "500 zł survey": "title/pay",
    "₦5000 survey of shops": "title/pay",
    "Get paid to survey shops": "title/pay",
    "Market survey in Berlin (remote)": "title/place",
    "MARKET SURVEY OF SHOPS": "title/capitals",
    "Marktstudie für Läden 🚀": "title/emoji",
    "Intern wanted": "title/says-little",
}


@pytest.mark.parametrize("title", TITLES)
def test_titles(title: str) -> None:
    found = {rule for rule in ids(listing(title=title)) if rule.startswith("title/")}
    assert found == ({TITLES[title]} if TITLES[title] else set())


HOSTILE = (
    "send your " * 600, "pay " * 1500, "you must " * 660, "(" * 6000, "1 " * 3000, "+1 (" * 1500,
    "@" * 6000, "a@" * 3000, "[at] " * 1200, "<a " * 2000, "<" * 6000, "![" * 3000, "{{" * 3000,
    "[insert " * 750, "#\n" * 3000, "=\n" * 3000, "://" * 2000, "A" * 6000, "AAAA " * 1200,
    "pay a fee " * 600, "fee " * 1500, "no fee, " * 750, "earn 5 " * 850,
    "you must pay a b c " * 300, "send us your a, " * 375, "\u0430" * 6000,
    "\u0440\u0430\u0443 " * 1500, "a1" * 3000, "a4a " * 1500,
    "\u0301" * 6000, "gebühr " * 850, "शुल्क " * 1000, "رسوم " * 1200,
    "unpaid " * 850, "whatsapp " * 660, "call me " * 750, "\u0130" * 3000, "é" * 6000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:10]))
def test_no_text_keeps_a_rule_busy(text: str) -> None:
    """6,000 characters, the most a description may have."""
    item = about(text)
    with must_end():
        ids(item)


def test_a_quotation_is_short_and_can_not_be_ended() -> None:
    assert quoted("a `b`\n\n c") == "a 'b' c"
    assert len(quoted("x" * 500)) == 60


def test_quotes_around_a_text_that_needs_others() -> None:
    """The advice is a line that can be pasted."""
    rule = BY_ID["text/quotes"]
    ((_, found),) = findings(rule, listing(title="“Bookshops: what do they need?”"))
    assert found.fix == 'Write `"Bookshops: what do they need?"`.'
    for fine in ("Market “survey” of shops", "“Yes” and “no” in bookshops", "Rock 'n' roll shops"):
        assert not findings(rule, listing(title=fine))

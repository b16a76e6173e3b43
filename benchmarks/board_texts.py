"""Texts for made-up listings, as varied as those that people write.

The sentences mean nothing: they are random words of one language. What matters for a benchmark is
their form. Lengths, languages and the use of Markdown follow the samples in listings/: 26 of their
45 descriptions are plain paragraphs, lists and bold words, and so are 58 % of these. The others
have headings, numbered and nested lists, links, tables, code, quotes and emphasis, as often as the
samples do.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import NamedTuple

PLAIN_SHARE = 0.58  # of the descriptions
_MIDDLE_LENGTH = 430  # characters of a description: half of them are longer
_LONGEST = 4700


class Language(NamedTuple):
    """Words of one language, and how a sentence is made of them."""

    tag: str  # BCP 47
    words: tuple[str, ...]
    space: str = " "
    stop: str = "."


def _language(tag: str, words: str, space: str = " ", stop: str = ".") -> Language:
    return Language(tag, tuple(words.split()), space, stop)


ENGLISH = _language(
    "en",
    "survey report customers market interviews data sheet findings weekly draft editor review "
    "launch campaign story archive museum garden bakery clinic logistics sensor forecast budget "
    "train station river harbour library school festival podcast newsletter translation subtitle "
    "prototype sketch logo poster map photo video script workshop plan checklist template guide "
    "and for with from into about our your the a new small local clear honest short careful",
)
OTHERS = (
    _language(
        "de",
        "Umfrage Bericht Kundschaft Markt Gespräche Tabelle Ergebnisse Entwurf Prüfung Werkstatt "
        "Bücherei Übersetzung Straße Gärten Fahrplan Plakat und für mit über unsere eine kleine "
        "gründlich ehrlich kurze neue wöchentlich größere wir möchten prüfen ordnen schreiben",
    ),
    _language(
        "es",
        "encuesta informe clientes mercado entrevistas datos tabla resultados borrador taller "
        "biblioteca traducción jardín señales diseño campaña pequeño año y para con sobre nuestra "
        "una nueva breve honesta semanal ordenar escribir revisar más según también",
    ),
    _language(
        "fr",
        "enquête rapport clients marché entretiens données tableau résultats brouillon atelier "
        "bibliothèque traduction jardin dépliant réseau quartier et pour avec notre une nouvelle "
        "courte honnête précis hebdomadaire trier écrire relire où déjà très",
    ),
    _language(
        "pt-BR",
        "pesquisa relatório clientes mercado entrevistas dados tabela resultados rascunho oficina "
        "biblioteca tradução horta estação divulgação e para com sobre nossa uma nova curta "
        "honesta semanal organizar escrever revisar não também próximo",
    ),
    _language(
        "pl",
        "ankieta raport klienci rynek rozmowy dane tabela wyniki szkic warsztat biblioteka "
        "tłumaczenie ogród ścieżka ulotka żółty i dla z nasza nowa krótka uczciwa tygodniowy "
        "porządkować napisać sprawdzić również więcej już",
    ),
    _language(
        "ru",
        "опрос отчёт покупатели рынок интервью данные таблица выводы черновик мастерская "
        "библиотека перевод сад станция афиша и для с нашей новая короткая честная еженедельный "
        "собрать написать проверить также ещё уже",
    ),
    _language(
        "hi",
        "सर्वेक्षण रिपोर्ट ग्राहक बाज़ार साक्षात्कार आँकड़े तालिका निष्कर्ष मसौदा कार्यशाला पुस्तकालय "
        "अनुवाद बगीचा कहानी पाठ और के लिए हमारी नई छोटी सच्ची साप्ताहिक जाँचना लिखना भी",
        stop="।",
    ),
    _language(
        "ar",
        "استبيان تقرير عملاء سوق مقابلات بيانات جدول نتائج مسودة ورشة مكتبة ترجمة حديقة قصة ملصق "
        "و من أجل مع عن مشروعنا جديدة قصيرة صادقة أسبوعي ترتيب كتابة مراجعة أيضًا",
    ),
    _language(
        "ja",
        "調査 報告 お客様 市場 聞き取り データ 一覧 結果 下書き 教室 図書館 翻訳 庭 物語 ポスター "
        "と の を に で 新しい 短い 正直な 毎週 整理する 書く 確かめる 織物 カード",
        space="",
        stop="。",
    ),
    _language(
        "zh",
        "调查 报告 客户 市场 访谈 数据 表格 结果 草稿 工作坊 图书馆 翻译 花园 故事 海报 "
        "和 的 在 我们 新的 简短 诚实 每周 整理 撰写 检查",
        space="",
        stop="。",
    ),
)


def choose_language(choose: random.Random) -> Language:
    """English for seven of ten, otherwise one of the others."""
    return ENGLISH if choose.random() < 0.7 else choose.choice(OTHERS)


class Writer:
    """Writes texts in one language with the choices of `choose`."""

    def __init__(self, choose: random.Random, language: Language, site: str) -> None:
        self._choose, self._language, self._site = choose, language, site

    def words(self, number: int) -> str:
        """`number` words, the first with a capital."""
        text = self._language.space.join(self._choose.choices(self._language.words, k=number))
        return text[0].upper() + text[1:]

    def sentence(self, number: int) -> str:
        """A sentence of `number` words."""
        return self.words(number) + self._language.stop

    def between(self, least: int, most: int) -> str:
        """Sentences with at least `least` characters, cut at `most`."""
        text = self.sentence(self._choose.randint(6, 12))
        while len(text) < least:
            text += " " + self.sentence(self._choose.randint(5, 10))
        return text[:most].rstrip()

    def description(self) -> str:
        """A description in Markdown, plain or rich."""
        if self._choose.random() < PLAIN_SHARE:
            blocks = self._blocks(_PLAIN, _PLAIN_WEIGHTS)
        else:
            blocks = self._blocks(_RICH, _RICH_WEIGHTS)
            if not any(mark in "\n".join(blocks) for mark in "[`|*>#"):
                blocks.append(self.emphasis())
        return "\n\n".join(blocks) + "\n"

    def _blocks(self, kinds: tuple[Block, ...], weights: tuple[int, ...]) -> list[str]:
        length = math.exp(self._choose.gauss(math.log(_MIDDLE_LENGTH), 0.65))
        length = min(max(length, 220), _LONGEST)
        blocks = [self.paragraph()]
        while sum(map(len, blocks)) < length:
            after = blocks[-1][0] in "-1"  # two lists in a row would be one
            block = self._choose.choices(kinds, weights)[0]
            blocks.append(self.paragraph() if after else block(self))
        return blocks

    def paragraph(self) -> str:
        """One to four sentences, one of them sometimes with a bold word or a remark in brackets."""
        sentences = [
            self.sentence(self._choose.randint(6, 16)) for _ in range(self._choose.randint(1, 4))
        ]
        chance = self._choose.random()
        if chance < 0.12:
            sentences[0] = f"**{self.words(2)}**: {sentences[0]}"
        elif chance < 0.25:
            sentences[-1] += f" ({self.words(4)}, {self._choose.randint(2, 60)}.)"
        return "\n".join(sentences)

    def bullets(self) -> str:
        """A list of two to five items."""
        return "\n".join(f"- {self.sentence(self._choose.randint(4, 9))}" for _ in self._few())

    def numbered(self) -> str:
        """A numbered list."""
        return "\n".join(f"{at}. {self.sentence(7)}" for at in self._few())

    def nested(self) -> str:
        """A list with a list in it."""
        return f"- {self.words(4)}\n  - {self.words(5)}\n  - {self.words(6)}\n- {self.words(5)}"

    def heading(self) -> str:
        """A heading and a paragraph."""
        return f"## {self.words(3)}\n\n{self.paragraph()}"

    def emphasis(self) -> str:
        """A sentence with an emphasised word."""
        return f"{self.words(5)} *{self.words(1)}*{self._language.space}{self.sentence(6)}"

    def link(self) -> str:
        """A sentence with a link to the employer's site."""
        path = self._choose.randint(1, 900)
        return f"{self.words(4)} [{self.words(3)}]({self._site}/tour/{path}){self._language.stop}"

    def code(self) -> str:
        """A sentence with the name of a file."""
        return f"{self.words(5)} `stops_{self._choose.randint(1, 99)}.txt`: {self.sentence(6)}"

    def fence(self) -> str:
        """A block of code."""
        return f"```\nid,name,hours\n{self._choose.randint(1, 99)},{self.words(2)},8\n```"

    def quote(self) -> str:
        """A quotation."""
        return f"> {self.sentence(10)}"

    def table(self) -> str:
        """A table of three columns."""
        rows = "\n".join(f"| {self.words(2)} | {self.words(2)} | {at} |" for at in self._few())
        return f"| {self.words(1)} | {self.words(1)} | n |\n|---|---|---|\n{rows}"

    def _few(self) -> range:
        return range(1, self._choose.randint(3, 6))


Block = Callable[[Writer], str]
_PLAIN: tuple[Block, ...] = (Writer.paragraph, Writer.bullets)
_PLAIN_WEIGHTS = (9, 1)
_RICH: tuple[Block, ...] = (
    Writer.paragraph, Writer.bullets, Writer.numbered, Writer.nested, Writer.heading,
    Writer.emphasis, Writer.link, Writer.code, Writer.fence, Writer.quote, Writer.table,
)  # fmt: skip
_RICH_WEIGHTS = (32, 5, 8, 3, 10, 18, 8, 6, 1, 2, 2)

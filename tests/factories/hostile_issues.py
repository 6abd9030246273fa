"""Issues that are legal and hard to set: what editors paste, press and forget."""

from __future__ import annotations

import random

from tests.factories.issue_content import at, picture, prose, sample_issue
from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    CallListItem,
    EventItem,
    EventListItem,
    IssueContent,
    NewsItem,
    OrganizationItem,
    OrganizationListItem,
    Picture,
    PicturesItem,
    QuoteItem,
    Section,
    TableItem,
    TextItem,
)

FRAGMENTS = (
    "<p>Zapisy <a href='https://a.example/x'><b>tutaj, pogrubione</b></a> i <b><a href="
    "'https://a.example/y'>tam</a></b>.</p>",
    "<ul><li><p>pierwszy</p></li><li>drugi<ul><li>wewnątrz</li><li><b>grubo</b></li></ul></li>"
    "<li></li></ul>",
    "<ol><li>raz<ol><li>raz jeden</li></ol></li><li>dwa</li></ol>",
    "<p>Emoji 😀 w tekście 🎄 i znak ✓ oraz → strzałka.</p>",
    "<h6>Za niski nagłówek</h6><p>tekst pod nim</p><h3></h3><h3>Wyższy</h3>",
    "<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr><tr><td colspan='9'>e</td>"
    "</tr></table>",
    "<table><thead><tr><th>sam nagłówek</th></tr></thead></table>",
    "<table><tr><th rowspan='5'>R</th><td>1</td></tr><tr><td>2</td></tr></table>",
    "<table><caption>Opis</caption><tr><th>K</th><th>L</th></tr><tr><td>1</td><td>2</td></tr>"
    "</table>",
    "<p>Konstantynopolitańczykowianeczka" + "bardzodługiesłowo" * 12 + " koniec.</p>",
    "<p>Adres https://example.org/" + "sciezka-" * 30 + "koniec</p>",
    "<p>Nazwisko: דוד לוי, محمد علي, Олександра Ґудзь, Ελένη i Đorđe.</p>",
    "<p></p><p>&nbsp;</p><p>Po pustych akapitach.</p>",
    "<blockquote>cytat bez akapitu</blockquote><blockquote><p>cytat z akapitem</p></blockquote>",
    "<p>Wiersz<br>pod wierszem<br><br>i dalej</p><hr><p>po linii</p>",
    "<p>Zażółć <i>gęślą <b>jaźń</b></i> w 2017 r. – o 17.00 <sub>dół</sub><sup>góra</sup></p>",
    "<p><a href='https://a.example/pusty'></a><a>bez adresu</a> <a href='#nigdzie'>donikąd</a></p>",
    "<a href='https://a.example/blok'><h4>Tytuł w linku</h4><p>Akapit w linku</p></a>",
    "<p style='opacity:.3;display:flex'>styl w treści</p>",
    "<dl><dt>hasło</dt><dd>opis</dd><dt>drugie</dt><dd>opis 2</dd></dl>",
    "<p><abbr title='Rada Organizacji'>RO</abbr> i <q>cytat</q>, <code>kod  x</code>, "
    "<mark>znak</mark> <small>drobne</small></p>",
    "<pre>a  b\n  c</pre>",
    "<div><div>goły tekst w div</div>i obok</div>",
    "<p>znak\u200bzerowy, mięk\u00adki łącznik, no\u00adbreak\u00a0spacja, \ufb01nał, №5</p>",
    "<p lang='en'>This paragraph is English.</p><p dir='rtl'>שלום</p>",
    "<img src='https://zly.example/x.png'><p>po obcym obrazku</p>",
    "<script>alert(1)</script><iframe src='http://zly.example'></iframe><p>po skrypcie</p>",
    "<p>" + "słowo " * 120 + "</p>",
    "<details><summary>streszczenie</summary><p>szczegóły</p></details>",
    "<ul><li>a</li><p>obcy w liście</p><li>b</li></ul>",
)


def _items(pick: random.Random) -> list:
    html = "".join(pick.sample(FRAGMENTS, pick.randrange(2, 6)))
    title = pick.choice(("Tytuł", "", "Bardzo " + "długi " * 25 + "tytuł", "שלום i 😀", "A & <B>"))
    return [
        TextItem(title=title, html=html),
        NewsItem(title="Wieść", html=html, organization="דוד", picture=picture(1, alt="")),
        NewsItem(title="Krótka", html=pick.choice(FRAGMENTS)),
        NewsItem(title="Druga krótka", html=pick.choice(FRAGMENTS), url="https://a.example/n"),
        CallListItem(
            title=pick.choice(("", "Nabory")),
            calls=(
                CallItem(
                    title=title or "Nabór", html=html, deadline=at(12, 3, 12), amount="5 000 zł"
                ),
                CallItem(title="Bez terminu", funder="Fundator " + "x" * 90),
            ),
        ),
        CallListItem(empty_text="Nie ma naborów."),
        EventListItem(
            events=(
                EventItem(
                    title=title or "Spotkanie", starts_at=at(12, 3, 12), ends_at=at(12, 5, 14)
                ),
                EventItem(title="Bez daty", html=html, status="cancelled", note="uwaga 😀"),
            )
        ),
        EventListItem(title="Nic", empty_text=""),
        OrganizationListItem(
            organizations=(
                OrganizationItem(title="محمد", lead=prose(3, 2), contacts=(("Tel.", "59 000"),)),
                OrganizationItem(title="Druga", html=html, picture=picture(2)),
            )
        ),
        QuoteItem(quote="„Zagnieżdżony” cytat " + "długi " * 30, author="Ktoś"),
        PicturesItem(
            pictures=tuple(
                picture(1 + i % 3, alt="" if i % 2 else "Opis", caption="")
                for i in range(pick.randrange(1, 5))
            )
        ),
        TableItem(caption="Tabela", rows=(("a", "b", "c"), ("1",), ("2", "3"))),
        TableItem(rows=(("tylko nagłówek",),)),
        TableItem(rows=(("x", "y"), ("1", "2")), head_row=False, head_column=True),
    ]


def hostile_issue(seed: int) -> IssueContent:
    """One of the issues; equal for equal seed."""
    pick = random.Random(seed)
    if seed == 0:
        sections: tuple[Section, ...] = ()
    elif seed == 1:
        photos = tuple(
            Picture(f"images/pdf-sample-{i % 4}.jpg", 300, 200, f"Zdjęcie {i}") for i in range(40)
        )
        sections = (Section("Zdjęcia", anchor="s", items=(PicturesItem(pictures=photos),)),)
    elif seed == 2:
        events = tuple(
            EventItem(
                title=f"Spotkanie {i} " + "słowo " * (i % 9),
                url="https://a.example",
                starts_at=at(12, 1 + i % 28, 9),
                ends_at=at(12, 1 + i % 28, 10),
            )
            for i in range(200)
        )
        sections = (Section("Dwieście", anchor="s", items=(EventListItem(events=events),)),)
    elif seed == 3:
        sections = tuple(Section(f"Pusta {i}", anchor=f"p{i}") for i in range(5))
    elif seed == 4:
        items = tuple(
            TextItem(title=f"Fragment {i}", html=html) for i, html in enumerate(FRAGMENTS)
        )
        sections = (Section("Wszystko naraz", anchor="s", items=items),)
    else:
        sections = tuple(
            Section(
                f"Dział {i} 😀",
                intro=pick.choice(("", "Wstęp")),
                anchor=f"dzial-{i}",
                items=tuple(pick.sample(_items(pick), 4)),
            )
            for i in range(2)
        )
    return sample_issue(
        sections=sections,
        cover=pick.choice((None, picture(0), picture(0, alt=""))),
        editorial=pick.choice(("", "<p></p>", "".join(pick.sample(FRAGMENTS, 4)))),
        last_number=pick.choice((None, 13)),
        issn=pick.choice(("", "2049-3630")),
        imprint=pick.choice(("", "<p>Redakcja <b>😀</b></p>")),
        summary="" if seed % 2 else "Opis & <znaki>",
    )

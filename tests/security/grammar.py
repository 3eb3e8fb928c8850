"""A grammar of addresses that nobody should send and everybody does: for hypothesis."""

import os
from urllib.parse import quote, quote_plus

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from initiatives.filters import InitiativeFilter

EXAMPLES = 20_000 if os.environ.get("LONG") == "1" else 120
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES == 120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

KNOWN = {
    "q": ["cities", '"local authorities"', "-cities", "integr*", '"', "*", "-", "a" * 200],
    "country": ["HR", "hr", "EL", "V4", "EUplus", "none", "GR"],
    "year": ["2020", "2018..2021", "none"],
    "year_from": ["2020", "2021", "0", "2020..2021"],
    "year_to": ["2021", "1900", "x"],
    "theme": ["funding-instruments", "sector-services", "none", "FUNDING-INSTRUMENTS"],
    "level": ["multi", "local"],
    "status": ["continued", "none"],
    "actor": ["amif", "none"],
    "edition": ["ar2021"],
    "theme_match": ["any", "all"],
    "actor_match": ["any", "all"],
    "sort": ["newest", "relevance", "title"],
    "page": ["1", "01", "2"],
    "view": ["list", "table"],
    "columns": ["title", "years", "actors", "levels", "colour"],
    "rows": ["entries", "footnotes"],
    "embed": ["1"],
    "as_of": [
        "2020-01-01",
        "2999-01-01",
        "0000-00-00",
        "0001-01-01",
        "2020-02-30",
        "2026-11-22.1",
        "1.1",
        "9999-12-31",
    ],
    "utm_source": ["x"],
    "gclid": ["x"],
}
HOSTILE = [
    "\0",
    "a\0b",
    "1" + "0" * 20,
    "-1",
    "1e9",
    "٢٠٢٠",
    "١",
    "²",
    "2020..",
    "..2020",
    "..",
    "../../etc/passwd",
    "2021..2020",
    "0000..9999",
    "1900..2100",
    "2020..2020..2020",
    "\r\nSet-Cookie: a=b",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{7*7}}",
    "%(value)s %s %d %",
    "ﬀ",
    "İ",
    "\u202e\ufeff",
    "😀" * 60,
    "x" * 3000,
    "none",
    "",
    " ",
]
RAW = [
    "%",
    "%%",
    "%zz",
    "%ff",
    "%c3%28",
    "%ed%a0%80",
    "%00",
    "%F0%9F",
    "+",
    "&",
    "&&",
    "=",
    "==",
    ";",
    "#",
    "a=%ff",
    "=x",
]

names = st.one_of(
    st.sampled_from([*InitiativeFilter.base_filters, "utm_source", "gclid"]),
    st.sampled_from(
        ["owner__password", "title__regex", "country[]", "Q", "next", "format", "_method", "__proto__", ""]
    ),
    st.text(max_size=8),
)
values = st.one_of(
    st.sampled_from([value for known in KNOWN.values() for value in known]),
    st.sampled_from(HOSTILE),
    st.text(max_size=12),
)


def percent(text: str) -> str:
    """Every byte written as an escape, needed or not."""
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


encoders = st.sampled_from([quote, quote_plus, percent])


@st.composite
def proper(draw) -> str:
    """A parameter that the catalogue knows, with one of its own values, spelled rightly."""
    name = draw(st.sampled_from(sorted(KNOWN)))
    return f"{name}={quote_plus(draw(st.sampled_from(KNOWN[name])))}"


@st.composite
def odd(draw) -> str:
    """Any name with any value, escaped in any way."""
    encode = draw(encoders)
    return f"{safe(encode, draw(names))}={safe(encode, draw(values))}"


def safe(encode, text: str) -> str:
    return encode(text.encode("utf-8", "replace").decode())


many = st.builds(lambda part, number: "&".join([part] * number), proper() | odd(), st.sampled_from([2, 101, 999, 1001]))
queries = st.lists(proper() | proper() | odd() | many | st.sampled_from(RAW), max_size=6).map("&".join)
segments = st.one_of(
    st.sampled_from(["hr-include", "amif", "HR", "EL", "2020", "ar2021", "funding-instruments", "absent", "page", "1"]),
    st.sampled_from([quote(text, safe="") for text in HOSTILE]),
    st.sampled_from(["%", "%zz", "%ff", "%2e%2e", "%2f", "..", ".", "a.b", "-", "a" * 500]),
)

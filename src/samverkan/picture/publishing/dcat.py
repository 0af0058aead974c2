"""The catalogue of the open data as DCAT-AP-SE (RDF/XML), for dataportal.se: who publishes what, under which terms.

https://docs.dataportal.se/dcat/docs/recommendations/ : mandatory are catalogue title, description, publisher, and for
each dataset title, description, publisher, and for each distribution an access address and a licence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

FREE = "http://creativecommons.org/publicdomain/zero/1.0/"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
THEME = "http://publications.europa.eu/resource/authority/data-theme/JUST"
MONTHLY = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
SWEDISH = "http://publications.europa.eu/resource/authority/language/SWE"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
BODY = "http://purl.org/adms/publishertype/LocalAuthority"
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "vcard": "http://www.w3.org/2006/vcard/ns#",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A distribution: its name, its media type, and its name in the EU's list of file types."""

    name: str
    media: str
    kind: str


@dataclass(frozen=True)
class Dataset:
    """A dataset: its id in addresses, words in Swedish and English, its first and last day, its files.

    free: it is the publisher's own and given away (CC0). Else `rights` says under which terms its sources give it.
    """

    id: str
    title: tuple[str, str]
    description: tuple[str, str]
    first: str
    last: str
    issued: str
    files: tuple[File, ...]
    free: bool = False
    rights: str = ""


def catalogue(base: str, publisher: str, mail: str, datasets: Sequence[Dataset]) -> bytes:
    """The catalogue. base: where the files will lie, ending in /; the publisher's address stands there too."""
    who = f"{base}utgivare"
    parts = [_publisher(who, publisher), _contact(base, publisher, mail)]
    parts.append(
        f"<dcat:Catalog rdf:about={quoteattr(base + 'katalog')}>"
        + _words("dcterms:title", (f"Öppna data om trygghet, {publisher}", f"Open data on safety, {publisher}"))
        + _words("dcterms:description", ("Kommunens lägesbild enligt lagen (2023:196) som öppna data.",
                                         "The municipality's situation picture under act (2023:196) as open data."))
        + _to("dcterms:publisher", who) + _to("dcterms:language", SWEDISH)
        + "".join(_to("dcat:dataset", base + each.id) for each in datasets) + "</dcat:Catalog>"
    )  # fmt: skip
    parts += [_dataset(base, who, each) for each in datasets]
    spaces = " ".join(f'xmlns:{name}="{url}"' for name, url in NAMES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {spaces}>\n{chr(10).join(parts)}\n</rdf:RDF>\n'.encode()


def _dataset(base: str, who: str, held: Dataset) -> str:
    there = base + held.id
    dates = _date("dcat:startDate", held.first) + _date("dcat:endDate", held.last)
    about = (
        f"<dcat:Dataset rdf:about={quoteattr(there)}>" + _words("dcterms:title", held.title)
        + _words("dcterms:description", held.description) + _to("dcterms:publisher", who)
        + _to("dcat:contactPoint", base + "kontakt") + _to("dcat:theme", THEME) + _to("dcterms:language", SWEDISH)
        + _to("dcterms:accrualPeriodicity", MONTHLY) + _to("dcterms:accessRights", PUBLIC)
        + f"<dcterms:temporal><dcterms:PeriodOfTime>{dates}</dcterms:PeriodOfTime></dcterms:temporal>"
        + _date("dcterms:issued", held.issued)
        + "".join(_to("dcat:distribution", f"{there}#{each.kind}") for each in held.files) + "</dcat:Dataset>"
    )  # fmt: skip
    return "\n".join([about, *(_distribution(base, there, each, held) for each in held.files)])


def _distribution(base: str, dataset: str, file: File, held: Dataset) -> str:
    said = f'<rdfs:label xml:lang="sv">{escape(held.rights)}</rdfs:label>'
    terms = (
        _to("dcterms:license", FREE) if held.free
        else f"<dcterms:rights><dcterms:RightsStatement>{said}</dcterms:RightsStatement></dcterms:rights>"
    )  # fmt: skip
    return (
        f"<dcat:Distribution rdf:about={quoteattr(f'{dataset}#{file.kind}')}>"
        + _to("dcat:accessURL", base + file.name) + _to("dcat:downloadURL", base + file.name)
        + f"<dcterms:format>{escape(file.media)}</dcterms:format>" + _to("dcterms:type", FILE_TYPE + file.kind)
        + terms + "</dcat:Distribution>"
    )  # fmt: skip


def _publisher(who: str, name: str) -> str:
    return (f"<foaf:Agent rdf:about={quoteattr(who)}>{_words('foaf:name', (name, name))}"
            f"{_to('dcterms:type', BODY)}</foaf:Agent>")  # fmt: skip


def _contact(base: str, name: str, mail: str) -> str:
    return (f"<vcard:Organization rdf:about={quoteattr(base + 'kontakt')}><vcard:fn>{escape(name)}</vcard:fn>"
            f"{_to('vcard:hasEmail', 'mailto:' + mail)}</vcard:Organization>")  # fmt: skip


def _words(tag: str, words: tuple[str, str]) -> str:
    both = zip(("sv", "en"), words, strict=True)
    return "".join(f'<{tag} xml:lang="{code}">{escape(each)}</{tag}>' for code, each in both)


def _date(tag: str, day: str) -> str:
    return f'<{tag} rdf:datatype="http://www.w3.org/2001/XMLSchema#date">{escape(day)}</{tag}>'


def _to(tag: str, url: str) -> str:
    return f"<{tag} rdf:resource={quoteattr(url)}/>"

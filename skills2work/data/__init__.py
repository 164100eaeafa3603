"""The directory as data: what a published record says in JSON, CSV, Atom and JSON-LD, declared once a kind of record.

An app declares the fields of each of its kinds (`DataKind`) and registers it; rows, tables, schemas and the document of
the whole directory follow from that. The ground floor knows no kind by name.
"""

from skills2work.data.answers import atom_feed, csv_response, json_list
from skills2work.data.kinds import DataKind, Parameter, kinds, register
from skills2work.data.lists import Asked, Chosen, addresses
from skills2work.data.sharing import shared

__all__ = [
    "Asked",
    "Chosen",
    "DataKind",
    "Parameter",
    "addresses",
    "atom_feed",
    "csv_response",
    "json_list",
    "kinds",
    "register",
    "shared",
]

"""In which sector (section of NACE Rev. 2) the occupations of an ISCO-08 group mostly work.

ISCO sorts by what people do, NACE by what their employer does: no table joins the two. This one names only what is
plain, such as nurses in health and bricklayers in construction. The longest code that fits counts. An occupation with
none, such as a secretary, works anywhere.
"""

from practices.models.professions import groups_around
from skills2work.vocabularies import Sector

SECTORS: dict[Sector, tuple[str, ...]] = {
    Sector.A: ("131", "2132", "61", "62", "63", "8341", "921"),
    Sector.B: ("1322", "3121", "811", "9311"),
    Sector.C: (
        *("1321", "2141", "3122", "3133", "3134", "3135", "72", "73", "751", "752", "753"),
        *("81", "82", "932"),
    ),
    Sector.D: ("3131",),
    Sector.E: ("3132", "961"),
    Sector.F: ("1323", "3112", "3123", "71", "7411", "7413", "8342", "9312", "9313"),
    Sector.G: ("142", "3322", "3323", "3324", "52", "7231", "9334"),
    Sector.H: ("315", "4323", "4412", "5111", "5112", "831", "832", "833", "8344", "835", "933", "9621"),
    Sector.I: ("141", "3434", "4224", "512", "513", "5246", "94"),
    Sector.J: ("133", "25", "2642", "35"),
    Sector.K: ("1346", "2412", "2413", "331", "3321", "4211", "4312"),
    Sector.L: ("3334",),
    Sector.M: ("216", "225", "2411", "2431", "2432", "261", "2643", "324", "3411", "3431", "3432"),
    Sector.N: ("4221", "5113", "5151", "5153", "5414", "7544", "9112", "9123", "9129"),
    Sector.O: ("0", "1111", "1112", "335", "5411", "5412", "5413"),
    Sector.P: ("1345", "23", "5165", "5312"),
    Sector.Q: ("1341", "1342", "1343", "1344", "22", "2635", "32", "3412", "5311", "532"),
    Sector.R: ("1431", "2621", "2622", "265", "3433", "342", "4212", "4411"),
    Sector.S: ("514", "5163", "7234", "8157", "9121"),
    Sector.T: ("5152", "9111"),
}
BY_GROUP = {code: sector for sector, codes in SECTORS.items() for code in codes}


def sector_of(isco: str) -> Sector | None:
    """Return the sector in which the occupations of a group mostly work; None where that is not plain."""
    return next((BY_GROUP[code] for code in groups_around(isco) if code in BY_GROUP), None)

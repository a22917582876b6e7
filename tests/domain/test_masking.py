"""Names in running text become initials: however they are written, whole words only, and twice is as once."""

import pytest

from mdoverleg.domain.masking import Masker, Named, Names

PEOPLE = (
    Named("Jelle de Wit", "jelle", "06-12345678"),
    Named("Mirjam Akkers", "mirjam"),
    Named("Inès Zeeaster"),
    Named("Anne-Marie van der Berg-Smit"),
    Named("Jan Bos"),
    Named("Jan Mus"),
    Named("Wulp Lepelaar"),
)
OTHERS = ("huisarts", "juf Karin de Boer van groep 2", "Huisarts van moeder", "Gezinscoach", "Mirjam Akkers", "Tobias")
MASKER = Masker(Names(PEOPLE, OTHERS, ("Wulp",), ("Huisarts", "gezinscoach", "School Akkers")))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("M. Akkers belt J. de Wit en De Wit", "M.A. belt J.d.W. en J.d.W."),
        ("mirjam akkers, Ines Zeeaster. Dan M.Akkers.", "M.A., I.Z. Dan M.A."),
        ("Akkers' plan; Mirjams plan, MIRJAM AKKERS", "M.A.' plan; M.A.s plan, M.A."),
        ("@Mirjam_Akkers @mirjam Akkers, Mirjam", "@M.A. @M.A., M.A."),
        ("de witte muur en de wit, Witten", "de witte muur en de wit, Witten"),
        ("Jan en Jan Bos, J. Bos; Bos", "J. en J.B., J.B.; J.B."),
        ("bel 06-12345678 of 06 12345678", "bel *** of ***"),
        ("Anne-Marie; A.M. van der Berg-Smit", "A.M.v.d.B.S.; A.M.v.d.B.S."),
        (
            "Karin en juf Karin de Boer; huisarts Huisarts Gezinscoach",
            "K.d.B. en juf K.d.B.; huisarts Huisarts Gezinscoach",
        ),
        ("School Akkers", "School M.A."),
        ("Tobias en tobias", "T. en T."),
        ("Wulp; Wulp Lepelaar", "Wulp; W.L."),
        ("Mirjam\nAkkers belt\nMirjam", "M.A. belt\nM.A."),
        ("Mirjam \N{EM DASH} Akkers", "M.A. \N{EM DASH} M.A."),
        ("", ""),
    ],
)
def test_names_in_text(text: str, seen: str) -> None:
    assert MASKER.masked(text) == seen
    assert MASKER.masked(seen) == seen


def test_a_box_keeps_its_length() -> None:
    for text in ("Mirjam Akkers belt 06-12345678", "INÈS Zeeaster's plan\nJ. de Wit"):
        assert len(MASKER.dotted(text)) == len(text)
    assert MASKER.dotted("Mirjam Akkers belt 06-12345678") == "M····· A····· belt ··-········"
    assert Masker(Names((Named("李 小龙"),))).dotted("李 小龙") == "李 小・"


def test_older_names_stay_masked_beside_the_new_ones() -> None:
    masker = Masker(Names((Named("Mirjam Bos"),), ("Mirjam Akkers", "Mirjam Bos")))
    assert masker.masked("Akkers, nu Mirjam Bos") == "M.A., nu M.B."
    assert Masker(Names()).masked("Mirjam") == "Mirjam"

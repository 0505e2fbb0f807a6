"""The shape of a Vietnamese syllable: does a string spell one?"""

import unicodedata
from itertools import product

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ENTERING_TONES = {"\u0301", "\u0323"}  # rimes that end in p, t, c, ch take only these two
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_BEFORE_FRONT_VOWELS = {"k", "gh", "ngh"}
_BEFORE_BACK_VOWELS = {"c", "g", "ng"}
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    oi om on ong op ot oc oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc ue uê uêch uênh ui um un ung uơ up ut uy uya uych uynh uyên uyêt uyt uyu
    uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """


def _fits(onset: str, rime: str) -> bool:
    misplaced = _BEFORE_BACK_VOWELS if rime[0] in "eêiy" else _BEFORE_FRONT_VOWELS
    return onset not in misplaced


# `gì`, `gìn`, `giếng`: the i of `gi` is written once.
_SYLLABLES = (
    set(_RIMES.split())
    | {onset + rime for onset, rime in product(_ONSETS.split(), _RIMES.split()) if _fits(onset, rime)}
    | {"g" + rime for rime in _RIMES.split() if rime[0] == "i"}
)


def is_syllable(word: str) -> bool:
    """Whether the word has the shape of one Vietnamese syllable, tone mark included."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or plain not in _SYLLABLES:
        return False
    stopped = plain.endswith(("p", "t", "c", "ch"))
    return not stopped or bool(tones and tones[0] in _ENTERING_TONES)

import numpy as np

from sakat.events.outlook import MODALITIES, PARTS, Outlook, View


def test_views_are_of_the_word_at_the_place_with_how_clear_they_are() -> None:
    modalities = np.zeros((2, len(MODALITIES)), dtype=np.float32)
    modalities[0, MODALITIES.index("planned")] = 2.5
    modalities[0, MODALITIES.index("reported")] = 1.0
    modalities[1, MODALITIES.index("generic")] = 90
    parts = np.array([[0, 1, 0.5, 0], [3, 0, 0, 2.75]], dtype=np.float32)
    outlook = Outlook([4, 9], modalities, parts)
    assert outlook.modality(4) == View("planned", "reported", 1)
    assert outlook.modality(9).label == "generic"
    assert outlook.modality(9).margin == 4
    assert outlook.part(4) == View("recipient", "both", 0)
    assert outlook.part(9) == View(PARTS[0], PARTS[3], 0)
    assert outlook.part(90) == outlook.part(9)

"""Invented first and last names for the demo, by the families that Dutch networks know."""

from __future__ import annotations

from msgspec import Struct


class Family(Struct, frozen=True):
    """Names that go together, and how many of a hundred people bear such names.

    A last name may open with its infix: `van der Berg`.
    """

    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in " ".join(text.split()).split(","))


DUTCH = Family(
    62,
    _list(
        """Anouk, Marijke, Willem, Joost, Esther, Pieter, Annelies, Tom, Ingrid, Jeroen, Saskia,
        Maarten, Femke, Roel, Hanneke, Gijs, Lieke, Bas, Karin, Stefan, Ellen, Martijn, Nienke,
        Hans, Renske, Wouter, Miriam, Erik, Jolanda, Sander, Paulien, Koen, Irene, Floor, Jasper,
        Monique, Dirk, Tineke, Vincent, Laura, Coen, Marloes, Frank, Carolien, Niels, Truus, Job,
        Elise, Rik, Margriet, Luuk, Geertje, Arjan, Yvonne, Teun, Ilse, Bert, Cleo, Harm, Suzanne"""
    ),
    _list(
        """de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit,
        Meijer, de Groot, Bos, Mulder, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit,
        Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen,
        van den Heuvel, van der Veen, van den Broek, de Bruijn, Schouten, van Beek, Willems,
        van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam, Prins, Blom, Huisman,
        Peeters, Kuipers, van der Heijden, van Wijk, Post, Kuiper, Veenstra, Kramer, van den Brink,
        Scholten, van Doorn, Evers, van 't Hof, in 't Veld, ter Horst, op den Kamp, van der Wal,
        Zijlmans, de Ridder, Oosterhuis, Wagenaar, Timmer, van Rossum, Lammers, van de Pol"""
    ),
)
FRISIAN = Family(
    7,
    _list("Sjoerd, Jelle, Hylke, Froukje, Tjitske, Wytse, Nynke, Sietske, Douwe, Ymkje, Rinse"),
    _list(
        """Hoekstra, Wiersma, Postma, Sikkema, de Boer, Bijlsma, Terpstra, van der Wal, Nauta,
        Boonstra, Haitsma, Miedema, van der Zee, Rienstra, Elzinga"""
    ),
)
TURKISH = Family(
    9,
    _list(
        """Emre, Elif, Murat, Zeynep, Hakan, Aylin, Selim, Gülşen, Orhan, Derya, Serkan, Meryem,
        İlknur, Cem, Esra, Yusuf"""
    ),
    _list(
        """Yıldız, Kaya, Demir, Çelik, Şahin, Öztürk, Aydın, Arslan, Doğan, Koç, Kurt, Özdemir,
        Aslan, Polat, Güneş, Korkmaz"""
    ),
)
MOROCCAN = Family(
    9,
    _list(
        """Samira, Youssef, Naïma, Karim, Hafsa, Bilal, Loubna, Rachid, Ikram, Mohamed, Souad,
        Anass, Btissam, Nordin, Khadija, Soufiane"""
    ),
    _list(
        """El Amrani, Bouali, El Idrissi, Benali, Aït Hamou, Ouali, El Khattabi, Azzouzi, Tahiri,
        Chaoui, Bennani, El Haddad, Zerouali, Amhali, Lahlou"""
    ),
)
SURINAMESE = Family(
    7,
    _list(
        "Chantal, Rishi, Anushka, Winston, Shanti, Dwight, Sharda, Orlando, Priya, Glenn, Marlène"
    ),
    _list(
        """Ramdin, Pinas, Sewradj, Kartosen, Doorson, Mahabier, Codrington, Jagesar, Wijngaarde,
        Biharie, Soekhram, Vreden"""
    ),
)
ELSEWHERE = Family(
    6,
    _list(
        """Agnieszka, Marek, Sofia, Tomás, Wei, Linh, Jonas, Giulia, Andrei, Leila, Patrice, Maya,
        Dewi, Latumina"""
    ),
    _list(
        """Nowak, Kowalski, Pattiasina, Tahapary, Nguyen, Silva, da Costa, Rossi, Popescu, Weber,
        Haddad, Lim, Okafor, Wójcik, von Stein"""
    ),
)

FAMILIES = (DUTCH, FRISIAN, TURKISH, MOROCCAN, SURINAMESE, ELSEWHERE)

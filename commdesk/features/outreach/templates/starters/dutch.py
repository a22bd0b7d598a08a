"""The first templates in Dutch: informal with `je`, formal with `u`."""

DUTCH: tuple[tuple[str, str, str, str], ...] = (
    (
        "keep-in-touch",
        "Contact houden",
        """
We hebben elkaar een tijdje niet gesproken. Waar ben je nu het meest mee bezig, en is er iets
waarmee {gemeenschap} je kan helpen? Een paar woorden is genoeg, dan kijk ik wie of wat ik voor je
heb.
""",
        """
Het is een tijdje geleden dat wij contact hadden. Waar bent u nu het meest mee bezig, en is er iets
waarmee {gemeenschap} u kan helpen? Een paar woorden is genoeg, dan kijk ik wie of wat ik voor u
heb.
""",
    ),
    (
        "keep-in-touch",
        "Verder waar we waren",
        """
De vorige keer ging het over {laatste_onderwerp}. Hoe staat het daar nu mee? Loop je ergens op
vast, dan zoek ik in {gemeenschap} iemand die dat al eens heeft opgelost.
""",
        """
De vorige keer ging het over {laatste_onderwerp}. Hoe staat het daar nu mee? Loopt u ergens op
vast, dan zoek ik in {gemeenschap} iemand die dat al eens heeft opgelost.
""",
    ),
    (
        "notify",
        "Wijzen op iets",
        """
In {gemeenschap} staat iets wat je van pas kan komen: {item}
{link}

Heb je hier iets aan? Ja of nee is genoeg. Dan weet ik waar ik je een volgende keer op kan wijzen.
""",
        """
In {gemeenschap} staat iets wat u van pas kan komen: {item}
{link}

Hebt u hier iets aan? Ja of nee is genoeg. Dan weet ik waar ik u een volgende keer op kan wijzen.
""",
    ),
    (
        "inspire",
        "Inspireren",
        """
Dit kwam ik tegen en ik dacht aan jou: {item}
{link}

Herken je het uit je eigen werk, of gaat het bij jullie anders? Ik ben benieuwd naar het ene ding
dat jij anders zou doen.
""",
        """
Dit kwam ik tegen en ik dacht aan u: {item}
{link}

Herkent u het uit uw eigen werk, of gaat het bij u anders? Ik ben benieuwd naar het ene ding dat u
anders zou doen.
""",
    ),
    (
        "help",
        "Helpen bijdragen",
        """
Jij weet dingen waar anderen in {gemeenschap} mee verder kunnen. Schrijven hoeft niet: vertel me in
een paar zinnen wat je de laatste tijd hebt opgelost. Ik maak er een bericht van, en jij leest het
na voordat het erop komt.

Zal ik je drie korte vragen sturen om mee te beginnen?
""",
        """
U weet dingen waar anderen in {gemeenschap} mee verder kunnen. Schrijven hoeft niet: vertel me in
een paar zinnen wat u de laatste tijd hebt opgelost. Ik maak er een bericht van, en u leest het na
voordat het erop komt.

Zal ik u drie korte vragen sturen om mee te beginnen?
""",
    ),
    (
        "welcome",
        "Welkom",
        """
Welkom bij {gemeenschap}. Fijn dat je er bent.

Wat hoop je hier te vinden: een antwoord, een voorbeeld, of iemand die hetzelfde doet als jij? Als
ik dat weet, laat ik je zien wat er al is en breng ik je in contact met wie er meer van weet.
""",
        """
Welkom bij {gemeenschap}. Fijn dat u er bent.

Wat hoopt u hier te vinden: een antwoord, een voorbeeld, of iemand die hetzelfde doet als u? Als ik
dat weet, laat ik u zien wat er al is en breng ik u in contact met wie er meer van weet.
""",
    ),
    (
        "welcome",
        "Welkom, met waar het over gaat",
        """
Welkom bij {gemeenschap}. Fijn dat je er bent. Zo weet je meteen waar het hier over gaat:

{afbakening}

Met welke vraag kom je binnen? Dan zoek ik iemand die er iets over kan zeggen.
""",
        """
Welkom bij {gemeenschap}. Fijn dat u er bent. Zo weet u meteen waar het hier over gaat:

{afbakening}

Met welke vraag komt u binnen? Dan zoek ik iemand die er iets over kan zeggen.
""",
    ),
    (
        "thank",
        "Bedanken",
        """
Dank voor wat je met {gemeenschap} hebt gedeeld. Iemand anders hoeft nu niet meer zelf op zoek, en
dat is precies waar we het voor doen.

Je hoeft hier niets mee. Loop je zelf ergens tegenaan, laat het me weten, dan zoek ik met je mee.
""",
        """
Dank voor wat u met {gemeenschap} hebt gedeeld. Iemand anders hoeft nu niet meer zelf op zoek, en
dat is precies waar we het voor doen.

U hoeft hier niets mee. Loopt u zelf ergens tegenaan, laat het me weten, dan zoek ik met u mee.
""",
    ),
    (
        "introduce",
        "Voorstellen aan iemand",
        """
Ik denk dat {ander} en jij elkaar verder kunnen helpen. Zal ik jullie aan elkaar voorstellen? Ik
schrijf dan een kort bericht aan jullie allebei, en daarna spreken jullie zelf af hoe en wanneer.

Eén woord is genoeg: ja of liever niet.
""",
        """
Ik denk dat {ander} en u elkaar verder kunnen helpen. Zal ik u aan elkaar voorstellen? Ik schrijf
dan een kort bericht aan u beiden, en daarna spreekt u zelf af hoe en wanneer.

Eén woord is genoeg: ja of liever niet.
""",
    ),
    (
        "ask",
        "Vragen",
        """
Ik wil dat {gemeenschap} gaat over wat mensen in hun werk tegenkomen, en dat weet jij beter dan ik.
Met welke vraag loop je nu rond? Eén zin is genoeg. Ik zoek er iemand bij die het al eens heeft
gedaan, en laat je weten wat eruit komt.

Komt het nu niet uit, dan is dat ook goed.
""",
        """
Ik wil dat {gemeenschap} gaat over wat mensen in hun werk tegenkomen, en dat weet u beter dan ik.
Met welke vraag loopt u nu rond? Eén zin is genoeg. Ik zoek er iemand bij die het al eens heeft
gedaan, en laat u weten wat eruit komt.

Komt het nu niet uit, dan is dat ook goed.
""",
    ),
    (
        "ask",
        "Een open vraag",
        """
In {gemeenschap} staat een vraag open waar jij iets van weet: {item}
{link}

Hoe pakte jij dat aan? Een paar regels zijn al een antwoord. Weet je iemand die er meer van weet,
dan hoor ik dat ook graag.
""",
        """
In {gemeenschap} staat een vraag open waar u iets van weet: {item}
{link}

Hoe pakte u dat aan? Een paar regels zijn al een antwoord. Weet u iemand die er meer van weet, dan
hoor ik dat ook graag.
""",
    ),
    (
        "ask",
        "Een open vraag, zonder link",
        """
Er staat een vraag open waar jij iets van weet: {item}

Hoe pakte jij dat aan? Een paar regels zijn al een antwoord, dan zet ik ze erbij. Weet je iemand
die er meer van weet, dan hoor ik dat ook graag.
""",
        """
Er staat een vraag open waar u iets van weet: {item}

Hoe pakte u dat aan? Een paar regels zijn al een antwoord, dan zet ik ze erbij. Weet u iemand
die er meer van weet, dan hoor ik dat ook graag.
""",
    ),
    (
        "invite",
        "Uitnodigen",
        """
Dit is iets om bij te zijn: {item}
{link}

Je treft er mensen die met hetzelfde bezig zijn. Kom je ook? Ja, nee of misschien is genoeg. Is er
iets wat je besproken wilt hebben, dan neem ik het mee.
""",
        """
Dit is iets om bij te zijn: {item}
{link}

U treft er mensen die met hetzelfde bezig zijn. Komt u ook? Ja, nee of misschien is genoeg. Is er
iets wat u besproken wilt hebben, dan neem ik het mee.
""",
    ),
    (
        "follow-up",
        "Opvolgen",
        """
Ik schreef je een tijdje geleden namens {gemeenschap} en kom er nog één keer op terug. Past het nu
niet, dan is dat prima: zeg maar wanneer beter uitkomt, of dat het niet meer hoeft.

Kan ik iets doen waardoor het minder werk voor je is?
""",
        """
Ik schreef u een tijdje geleden namens {gemeenschap} en kom er nog één keer op terug. Past het nu
niet, dan is dat prima: zegt u maar wanneer beter uitkomt, of dat het niet meer hoeft.

Kan ik iets doen waardoor het minder werk voor u is?
""",
    ),
    (
        "follow-up",
        "Terug op een toezegging",
        """
Je zei toe: {toezegging}. Hoe gaat het daarmee? Een half verhaal is goed genoeg om mee te beginnen,
ik help je met de rest.

Is het er niet van gekomen, zeg het gerust. Dan spreken we iets anders af.
""",
        """
U zei toe: {toezegging}. Hoe gaat het daarmee? Een half verhaal is goed genoeg om mee te beginnen,
ik help u met de rest.

Is het er niet van gekomen, zegt u het gerust. Dan spreken we iets anders af.
""",
    ),
)

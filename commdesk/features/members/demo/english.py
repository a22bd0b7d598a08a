"""What the invented people look for and do, in English; names, tags and places stay as they are."""

from __future__ import annotations

ENGLISH = {
    # What the cast looks for.
    "Een groter podium: wil zijn aanpak met bewoners delen.":
        "A larger platform: wants to share how he works with residents.",
    "Een voorbeeld van een gemeente die bomen en bewoners samenbrengt.":
        "An example of a town that brings trees and residents together.",
    "Hoe anderen parkeren regelen in een autoluwe wijk.":
        "How others arrange parking in a car-free district.",
    "Vakgenoten die dezelfde vragen krijgen; schrijft op wat ze leert.":
        "Peers who get the same questions; writes down what she learns.",
    "Welke bomen mogen weg en wie beslist dat?":
        "Which trees may go, and who decides?",
    "Een prioriteitenlijst die een burgemeester durft te tekenen.":
        "A list of priorities that a mayor dares to sign.",
    "Een voorbeeld van leesbare planregels.":
        "An example of plan rules that can be read.",
    "Alles over vergunningvrij bouwen achter de woning.":
        "Anything about building without a permit behind the house.",
    # What the others look for.
    "Iemand die de overgang van het oude bestemmingsplan al achter de rug heeft.":
        "Somebody who has put the change from the old zoning plan behind them.",
    "Uitleg over de bruidsschat die een raadslid ook begrijpt.":
        "The inherited rules explained so that a councillor gets it too.",
    "Vakgenoten die dezelfde vragen krijgen over vergunningvrij bouwen.":
        "Peers who get the same questions about building without a permit.",
    "Jurisprudentie van het afgelopen jaar, kort samengevat.":
        "Case law of the past year, in short.",
    "Voorbeelden van planregels die in de praktijk werken.":
        "Plan rules that work in practice.",
    "Een collega om het eerste wijzigingsbesluit naast te leggen.":
        "A colleague to compare the first amendment with.",
    "Tips om het omgevingsplan leesbaar te houden.":
        "How to keep the environment plan readable.",
    "Een kapverordening die stand hield bij de rechter.":
        "A felling bylaw that held up in court.",
    "Een groter podium: wil de eigen aanpak met bewoners delen.":
        "A larger platform: wants to share how they work with residents.",
    "Afspraken over bomen op de erfgrens die buren snappen.":
        "Agreements on trees on the boundary that neighbours understand.",
    "Cijfers over wat een volwassen boom oplevert.":
        "Figures on what a grown tree yields.",
    "Een vorm van participatie die ook jongeren bereikt.":
        "A form of participation that reaches young people too.",
    "Ervaringen met bewoners die al drie keer zijn gevraagd.":
        "What to do with residents who were asked three times before.",
    "Wie durft te vertellen wat er misging bij een omgevingstafel?":
        "Who dares to tell what went wrong at an environment table?",
    "Een eenvoudige manier om terug te laten zien wat er met inbreng is gedaan.":
        "A simple way to show what was done with the input.",
    "Een werkwijze om binnen acht weken te besluiten.":
        "A way of working to decide within eight weeks.",
    "Standaardzinnen voor een weigering die mensen begrijpen.":
        "Standard lines for a refusal that people understand.",
    "Contact met een omgevingsdienst die al zonder papier werkt.":
        "A permit office that already works without paper.",
    "Partners om leegstaande winkels om te bouwen tot woningen.":
        "Partners to turn empty shops into homes.",
    "Voorbeelden van splitsen waar de buurt vrede mee heeft.":
        "Split houses that the neighbourhood accepts.",
    "Een netwerk buiten de eigen regio.":
        "A network outside the own region.",
    "Gemeenten die de weging van het waterbelang vroeg inplannen.":
        "Towns that plan the weighing of water early.",
    "Een rekenmodel voor wateroverlast dat een wethouder kan uitleggen.":
        "A model for flooding that an alderman can explain.",
    "Hoe anderen zonnepanelen in een beschermd dorpsgezicht toestaan.":
        "How others allow solar panels in a protected village.",
    "Een tweede paar ogen bij een advies over een monument.":
        "A second pair of eyes on advice about a monument.",
    "Een prioriteitenlijst die de burgemeester durft te tekenen.":
        "A list of priorities that the mayor dares to sign.",
    "Hoe je overlast oplost zonder meteen een last onder dwangsom.":
        "How to solve nuisance without a penalty at once.",
    "Regels voor warmtepompen en geluid die te controleren zijn.":
        "Rules for heat pumps and noise that can be checked.",
    "Buurten die samen een batterij plaatsten, en wat dat vroeg.":
        "Districts that placed a battery together, and what it took.",
    # Notes.
    "Werkt niet op vrijdag.": "Does not work on Fridays.",
    "Belt liever dan te mailen.": "Rather calls than mails.",
    "Leest mee op de telefoon, dus kort schrijven.": "Reads on the phone, so keep it short.",
    "Ontmoet op de startbijeenkomst.": "Met at the kick-off.",
    "Wil eerst meekijken, daarna pas schrijven.": "Wants to look on first, and write later.",
    "Kent iedereen bij de provincie.": "Knows everybody at the province.",
    "Schreef een handreiking die vaak wordt gedeeld.": "Wrote a guide that is often shared.",
    "Maandag is de beste dag.": "Monday is the best day.",
    # Why no contact.
    "Heeft zich afgemeld voor persoonlijke berichten.": "Signed off from personal messages.",
    "Vroeg om rust; leest zelf mee.": "Asked for peace; reads along.",
    "Werkt hier niet meer aan en wil geen berichten.":
        "No longer works on this and wants no messages.",
    "Krijgt te veel post, heeft gevraagd te stoppen.": "Gets too much mail, asked to stop.",
    # Where they came from.
    "Discourse": "Discourse",
    "Tip van een lid": "Tip of a member",
    "Startbijeenkomst": "Kick-off meeting",
    "Deelnemerslijst congres": "List of a conference",
    "Ledenlijst 2025": "List of members 2025",
    # What they do.
    "jurist omgevingsrecht": "environmental lawyer",
    "beleidsadviseur ruimte": "policy adviser, space",
    "vergunningverlener": "permit officer",
    "participatieadviseur": "participation adviser",
    "projectleider omgevingsplan": "project leader, environment plan",
    "stedenbouwkundige": "urban designer",
    "boombeheerder": "tree officer",
    "toezichthouder": "inspector",
    "regisseur omgevingstafel": "host of the environment table",
    "erfgoedadviseur": "heritage adviser",
    "beleidsmedewerker omgevingsvisie": "policy officer, vision",
    "jurist": "lawyer",
    "programmamanager natuur": "programme manager, nature",
    "adviseur waterveiligheid": "adviser, water safety",
    "vergunningverlener water": "permit officer, water",
    "omgevingsmanager": "stakeholder manager",
    "toezichthouder milieu": "environmental inspector",
    "adviseur geluid": "noise adviser",
    "adviseur omgevingsrecht": "adviser, environmental law",
    "planoloog": "planner",
    "ecoloog": "ecologist",
    "projectontwikkelaar": "project developer",
    "adviseur wonen": "housing adviser",
    "docent omgevingsrecht": "teacher of environmental law",
    "onderzoeker participatie": "researcher, participation",
    "bestuurslid": "board member",
    "bewoner": "resident",
    "voorzitter": "chair",
    "vrijwilliger groen": "volunteer, green",
    # What the workbook has of its own.
    "Inwoners werkgebied": "Inhabitants of the area",
    "Rol in de Omgevingswet": "Role under the Environment Act",
    "Kerngroep sinds": "In the core group since",
    "initiatiefnemer": "initiator",
    "adviseur": "adviser",
    "bevoegd gezag": "competent authority",
    "Van Sanne, een maand stil": "Sanne's, silent for a month",
    "Grote gemeenten": "Large municipalities",
}  # fmt: skip

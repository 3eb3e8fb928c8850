"""What a page says about itself rather than about its subject: links, buttons, and the headings over footnotes."""

# Lines that are nothing but this, or that begin or end with it and go on without a space.
PHRASES = (
    # English
    "Skip to main content", "Skip to content", "Jump to content", "Back to top", "Return to top", "Go to top",
    "Print this page", "Print page", "Share this page", "Download PDF", "Download as PDF", "Download the report",
    "Read more", "Show more", "Previous page", "Next page", "Previous section", "Next section", "Table of contents",
    "Toggle navigation", "Main menu", "Search this site", "Accept all cookies", "Accept cookies",
    "Reject all cookies", "Reject cookies", "Cookie settings", "Subscribe to our newsletter",
    "Follow us", "Log in", "Close menu", "Open menu", "Copy link", "Listen to this page",
    # in the languages of Europe: what is asked of cookies, and the way to more
    "Alle Cookies akzeptieren", "Cookies akzeptieren", "Alle akzeptieren", "Alle ablehnen", "Tout accepter",
    "Tout refuser", "Accepter tous les cookies", "Aceptar todas las cookies", "Aceptar todo", "Rechazar todo",
    "Aceitar todos os cookies", "Aceitar tudo", "Accetta tutti i cookie", "Accetta tutto", "Rifiuta tutto",
    "Alle cookies accepteren", "Alles accepteren", "Accepter alle cookies", "Godkänn alla cookies",
    "Godta alle informasjonskapsler", "Hyväksy kaikki evästeet", "Akceptuj wszystkie", "Přijmout vše",
    "Prijať všetko", "Sprejmi vse", "Prihvati sve", "Összes elfogadása", "Acceptă toate", "Приемам всички",
    "Αποδοχή όλων", "Nõustu kõigiga", "Piekrist visiem", "Priimti visus",
    "Mehr anzeigen", "Mehr erfahren", "Mehr lesen", "Afficher plus", "En savoir plus", "Voir plus", "Leer más",
    "Mostrar más", "Ver más", "Saber mais", "Leia mais", "Ver mais", "Leggi tutto", "Leggi di più", "Mostra di più",
    "Lees meer", "Læs mere", "Läs mer", "Les mer", "Lue lisää", "Czytaj więcej", "Číst více", "Čítať viac",
    "Preberi več", "Pročitaj više", "Citește mai mult", "Прочети още", "Διαβάστε περισσότερα", "Loe edasi",
    "Lasīt vairāk", "Skaityti daugiau",
    # German
    "Zum Hauptinhalt springen", "Zum Inhalt springen", "Zum Inhalt", "Nach oben", "Zurück zum Anfang", "Seite drucken",
    "Inhaltsverzeichnis", "Teilen", "Drucken", "Weiterlesen",
    # French
    "Aller au contenu principal", "Aller au contenu", "Retour en haut de page", "Retour en haut", "Haut de page",
    "Imprimer cette page", "Imprimer", "Partager", "Table des matières", "Télécharger le PDF", "Lire la suite",
    # Spanish, Portuguese, Italian
    "Pasar al contenido principal", "Saltar al contenido", "Ir al contenido", "Volver arriba", "Imprimir", "Compartir",
    "Saltar para o conteúdo principal", "Ir para o conteúdo", "Voltar ao topo", "Partilhar",
    "Salta al contenuto principale", "Vai al contenuto", "Torna su", "Stampa", "Condividi",
    # Dutch, Danish, Swedish, Norwegian, Finnish
    "Overslaan en naar de inhoud gaan", "Naar de inhoud", "Naar boven", "Afdrukken", "Delen",
    "Gå til hovedindhold", "Gå til hovedindholdet", "Hoppa till huvudinnehåll", "Hoppa till innehåll", "Skriv ut",
    "Dela",
    "Hopp til hovedinnhold", "Hyppää pääsisältöön", "Siirry sisältöön",
    # Polish, Czech, Slovak, Slovenian, Croatian
    "Przejdź do treści", "Przejdź do głównej treści", "Do góry", "Drukuj", "Udostępnij",
    "Přejít k hlavnímu obsahu", "Přejít na obsah", "Prejsť na obsah", "Skoči na vsebino", "Preskoči na glavni sadržaj",
    "Preskoči na sadržaj",
    # Hungarian, Romanian, Bulgarian, Greek, Estonian, Latvian, Lithuanian, Maltese, Irish
    "Ugrás a tartalomra", "Mergi la conținutul principal", "Salt la conținut", "Премини към основното съдържание",
    "Παράκαμψη προς το κυρίως περιεχόμενο", "Μετάβαση στο περιεχόμενο", "Liigu edasi põhisisu juurde",
    "Pāriet uz galveno saturu", "Pereiti į pagrindinį turinį", "Aqbeż għall-kontenut ewlieni",
)  # fmt: skip

# “Partager sur Facebook”
SHARING = (
    r"(?:share(?: this)?|follow us|partager|suivez-nous|compartir|síguenos|teilen|folgen sie uns|condividi|seguici|"
    r"partilhar|delen|volg ons|del|dela|udostępnij|sdílet|zdieľať|deli|podijeli|megosztás|distribuie|jaa|jaga)"
    r"(?: (?:on|via|by|sur|par|en|por|auf|per|su|no|op|på|na|in|pe|w))? "
    r"(?:facebook|twitter|linkedin|whatsapp|instagram|youtube|telegram|mastodon|bluesky|threads|e-?mail|mail|x\b)"
)

# Words that stand beside such phrases, or alone.
BUTTONS = (
    r"(?:print|share|search|menu|home|close|contents|tweet|facebook|twitter|linkedin|cookies?|more|top|e-?mail|"
    r"accept|decline)"
)

# Lines that are chrome by their form, whatever they name.
FORMS = (
    r"(?:icon|image|picture|photo|logo|figure)s? (?:for|of|showing)\b[^.]*",
    r"(?:page|seite|p\.|pág\.|página|pagina|strona|side|sida|sivu) ?\d{1,4}(?: ?(?:of|von|de|sur|z|van|av|"
    r"/) ?\d{1,4})?",
    r"\d{1,4} ?[|·•] ?[^.]{3,90}|[^.]{3,90} [|·•] ?\d{1,4}",
    r"(?:last (?:updated|modified|reviewed)|published on|date of publication|stand|zuletzt aktualisiert|"
    r"dernière mise à jour)\b[^.]{0,60}",
    r"[©®].*|(?:copyright|all rights reserved)\b.*",
    r"(?:[^<>»›/|.]{1,60}\s*[>»›|]\s*){2,}[^<>»›|]{1,80}",
    r"by [A-Z][\w.-]+(?: [A-Z][\w.-]+){1,3}(?:(?:,| and| &) [A-Z][\w.-]+(?: [A-Z][\w.-]+){1,3}){0,5}",
    r"[-–—_=*·•.\s]+",
    # a row of links or of words far apart, the networks to share on, what is asked of cookies
    r"(?:[^|.]{1,40}\|\s*){2,}[^|.]{1,40}",
    r"(?:\S{1,24}(?: \S{1,24}){0,2}(?: {2,}|\t+)){3,}\S{1,24}(?: \S{1,24}){0,2}",
    r"(?:(?:share|follow|share on|follow us on|share this|compartir|partager|teilen|condividi|partilhar|delen|del|"
    r"dela|jaa|udostępnij|sdílet|megosztás|us|on|via|this|page|facebook|twitter|x|linkedin|whatsapp|instagram|"
    r"youtube|telegram|mastodon|bluesky|threads|rss|e-?mail|mail|print|pdf|copy link|link)\b\W*){2,}",
    r"[^.]{0,80}\bcookies?\b[^.]{0,160}\.?(?: [^.]{0,60}){0,2}",
    r"\S.{2,60}\S {4,}\S.{2,60}",
)

# The small words of English, and those of other languages where no English word is like them.
ENGLISH = (
    r"the|of|and|to|a|for|with|was|were|is|are|by|from|has|have|its|their|that|which|on|an|at|as|it|this|be|will|in"
)
OTHER_TONGUES = (
    r"de|la|el|los|las|que|una|para|por|con|del|su|nuestro|und|der|die|das|zur|zum|im|wir|unsere|mit|von|auf|für|"
    r"le|les|des|et|une|pour|dans|nous|votre|vos|sur|il|di|della|gli|per|nel|os|uma|não|mais|em|dos|het|een|van|"
    r"voor|met|onze|naar|og|til|på|av|med|för|och|att|som|är|eller|vårt|ja|sekä|ovat|się|oraz|dla|naszej|pro|naše|"
    r"nebo|pre|naša|az|és|egy|hogy|și|pentru|din|za|naš|kao|jonas|ir|uz|par|kas|un|και|το|της|για|στο|на|та|от|по|"
    r"ve|bir|için|ile"
)

NOTES = (
    "footnotes", "footnote", "notes", "endnotes", "references", "sources", "bibliography", "citations",
    "fußnoten", "fussnoten", "anmerkungen", "quellen", "endnoten", "notes de bas de page", "références",
    "sources et notes",
    "notas", "notas a pie de página", "notas de rodapé", "referencias", "referências", "note", "fonti", "riferimenti",
    "voetnoten", "noten", "bronnen", "fotnoter", "noter", "kilder", "källor", "przypisy", "źródła", "poznámky",
    "viitteet", "bilješke", "lábjegyzetek", "note de subsol", "бележки", "υποσημειώσεις", "παραπομπές",
)  # fmt: skip

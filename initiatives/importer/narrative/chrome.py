"""What a page says about itself rather than about its subject: links, buttons, and the headings over footnotes."""

# Lines that are nothing but this, or that begin or end with it and go on without a space.
PHRASES = (
    # English
    "Skip to main content", "Skip to content", "Jump to content", "Back to top", "Return to top", "Go to top",
    "Print this page", "Print page", "Share this page", "Download PDF", "Download as PDF", "Download the report",
    "Read more", "Show more", "Previous page", "Next page", "Previous section", "Next section", "Table of contents",
    "Toggle navigation", "Main menu", "Search this site", "Accept all cookies", "Cookie settings",
    "Subscribe to our newsletter",
    "Follow us", "Log in", "Close menu", "Open menu", "Copy link", "Listen to this page",
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

# Lines that are chrome by their form, whatever they name.
FORMS = (
    r"(?:icon|image|picture|photo|logo|figure)s? (?:for|of|showing)\b[^.]*",
    r"(?:print|share|search|menu|home|close|contents|tweet|facebook|linkedin|cookies?|more|top|e-?mail)",
    r"(?:page|seite|p\.|pág\.|página|pagina|strona|side|sida|sivu) ?\d{1,4}(?: ?(?:of|von|de|sur|z|van|av|"
    r"/) ?\d{1,4})?",
    r"\d{1,4} ?[|·•] ?[^.]{3,90}|[^.]{3,90} [|·•] ?\d{1,4}",
    r"(?:last (?:updated|modified|reviewed)|published on|date of publication|stand|zuletzt aktualisiert|"
    r"dernière mise à jour)"
    r"\b[^.]{0,60}",
    r"[©®].*|(?:copyright|all rights reserved)\b.*",
    r"(?:[^<>»›/|.]{1,60}\s*[>»›|]\s*){2,}[^<>»›|.]{1,80}",
    r"[-–—_=*·•.\s]+",
)

NOTES = (
    "footnotes", "footnote", "notes", "endnotes", "references", "sources", "bibliography", "citations",
    "fußnoten", "fussnoten", "anmerkungen", "quellen", "endnoten", "notes de bas de page", "références",
    "sources et notes",
    "notas", "notas a pie de página", "notas de rodapé", "referencias", "referências", "note", "fonti", "riferimenti",
    "voetnoten", "noten", "bronnen", "fotnoter", "noter", "kilder", "källor", "przypisy", "źródła", "poznámky",
    "viitteet", "bilješke", "lábjegyzetek", "note de subsol", "бележки", "υποσημειώσεις", "παραπομπές",
)  # fmt: skip
